"""A page that shows a printed paper as it stands on the paper."""

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from pos.screens.reading import ReadingScreen
from pos.widgets.top_bar import TopBar


class PaperScreen(ReadingScreen):
    """A subclass says what is on the paper; while it says "", its text is shown instead."""

    def paper_now(self) -> str:
        """In the till's language."""
        raise NotImplementedError

    def compose(self) -> ComposeResult:
        """Paper or text, one of the two at a time."""
        yield TopBar()
        with VerticalScroll(id="page"):
            yield Static(id="paper", markup=False)
            yield Static(id="text", markup=False)
        yield from self.ending()

    def speak(self) -> None:
        """Title, and paper or text."""
        paper = self.paper_now()
        self.query_one("#paper", Static).update(Content(paper.rstrip("\n")))
        self.query_one("#paper", Static).display = bool(paper)
        self.query_one("#text", Static).display = not paper
        super().speak()
