"""The magic people, codes and amounts, to be searched: the same list as `gongji catalogue`."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from pos.screens.speaking import SpeakingScreen
from pos.widgets.entry_line import EntryLine
from pos.widgets.folded import folded
from pos.widgets.keys import Key, bindings
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from pos.magic_words import Told
    from pos.wording import Lang

_INDENT = " " * 4


class CatalogueScreen(SpeakingScreen[None]):
    """What is typed filters; the arrows scroll."""

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="down", cap="↑↓", action="scroll(1)", label="catalogue.key-scroll", rank=1),
        Key(keys="f2,tab", cap="F2", action="keys", label="catalogue.key-keys", rank=1),
        Key(keys="escape,f1,f12", cap="Esc", action="back", label="till.key-back", rank=0),
        Key(keys="ctrl+l", cap="^L", action="app.language", label="till.key-language", rank=2),
        Key(keys="up", cap="", action="scroll(-1)"),
        Key(keys="pagedown", cap="", action="scroll(12)"),
        Key(keys="pageup", cap="", action="scroll(-12)"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    AUTO_FOCUS = "#wanted"

    def compose(self) -> ComposeResult:
        """The filter, then the list."""
        yield TopBar()
        yield EntryLine(id="wanted", longest=60)
        with VerticalScroll(id="page", can_focus=False):
            yield Static(id="text", markup=False)
        yield from self.ending()

    def speak(self) -> None:
        """In the till's language, by what is wanted."""
        self.query_one("#wanted", Input).placeholder = self.say("catalogue.filter")
        listed = self._listed(self.query_one("#wanted", Input).value)
        self.query_one(TopBar).show(self.say("catalogue.title"), self.say("catalogue.count", count=len(listed)))
        width = max(20, self.query_one("#text", Static).content_size.width)
        lines = [line for told in listed for content in _entry(told) for line in folded(content, width, _INDENT)]
        self.query_one("#text", Static).update(Content("\n").join(lines) if lines else Content(self.say("catalogue.none")))
        self.tell("catalogue.how")
        self.show_keys()

    def _listed(self, wanted: str) -> Sequence[Told]:
        return [entry for entry in _every(self.till.lang) if entry.matches(wanted)]

    def on_input_changed(self, event: Input.Changed) -> None:
        """At once: the list is short."""
        event.stop()
        self.speak()
        self.query_one("#page", VerticalScroll).scroll_home(animate=False)

    def on_resize(self) -> None:
        """Lines follow the width."""
        self.call_after_refresh(self.speak)

    def action_scroll(self, rows: int) -> None:
        """The filter keeps the focus."""
        self.query_one("#page", VerticalScroll).scroll_relative(y=rows, animate=False)

    def action_keys(self) -> None:
        """To the page of keys, in this one's place."""
        from pos.screens.help import HelpScreen

        self.app.switch_screen(HelpScreen())

    def action_back(self) -> None:
        """To where one came from."""
        self.dismiss(None)


@cache
def _every(lang: Lang) -> Sequence[Told]:
    """It does not change while the till runs."""
    from pos.magic import entries
    from pos.magic_words import told
    from pos.training import training_tables

    names = {person.id: person.name for person in training_tables().people}
    return tuple(told(lang, entry, names) for entry in entries())


def _entry(told: Told) -> Iterator[Content]:
    yield Content.assemble((clean(told.title), "bold"), ("" if told.code else f"  {told.name}", "$muted"))
    for line in told.todo:
        yield Content(f"    {clean(line, 300)}")
    yield Content.styled(f"  → {clean(told.seen, 300)}", "$accent")
    yield Content("")
