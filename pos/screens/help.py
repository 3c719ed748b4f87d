"""What the entry line takes and what the keys do."""

from textual.content import Content

from pos.screens.reading import ReadingScreen


class HelpScreen(ReadingScreen):
    """One page at 80 x 24."""

    def title_now(self) -> str:
        """Help."""
        return self.say("help.title")

    def text_now(self) -> Content:
        """As it stands in the wording."""
        return Content(self.say("help.text"))
