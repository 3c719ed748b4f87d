"""One line for a path, a hand scanner or typed digits, and under it, in the flow, the pictures that the path could mean."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, OptionList

from pos.completion import Match, as_far_as_sure, matches
from pos.widgets.plain_line import PlainLine
from pos.wording.clean import clean

if TYPE_CHECKING:
    from pathlib import Path

    from textual.app import ComposeResult


class PathEntry(Vertical):
    """`folder` is where an empty line begins on Tab."""

    class Submitted(Message):
        """Enter. Never of an empty line."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Edited(Message):
        """The line changed."""

    DEFAULT_CSS: ClassVar[str] = """
    PathEntry { height: auto; }
    PathEntry > OptionList { display: none; height: auto; max-height: 7; border: none; padding: 0; background: $surface; }
    PathEntry > OptionList > .option-list--option-highlighted { background: $accent; color: $background; }
    """
    BINDINGS: ClassVar = [
        Binding("tab", "complete", "Complete", show=False),
        Binding("down", "browse(1)", "Down", show=False),
        Binding("up", "browse(-1)", "Up", show=False),
        Binding("ctrl+j", "enter", "Enter", show=False),  # the number pad under tmux, and hand scanners that end in LF
    ]

    def __init__(self, folder: Path, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._folder = folder
        self._offered: tuple[Match, ...] = ()

    def compose(self) -> ComposeResult:
        """The line, then what it could mean."""
        yield PlainLine()
        yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Only the line takes keys."""
        self.query_one(OptionList).can_focus = False
        self.query_one(PlainLine).typed_codes = True

    @property
    def line(self) -> Input:
        """The entry line."""
        return self.query_one(Input)

    @property
    def offered(self) -> tuple[Match, ...]:
        """What is listed under the line."""
        return self._offered

    def put(self, text: str) -> None:
        """Replace the line."""
        self.line.value = text
        self.line.cursor_position = len(text)

    def offer(self, found: tuple[Match, ...]) -> None:
        """List these, none of them chosen yet; () hides the list."""
        listed = self.query_one(OptionList)
        if found != self._offered:
            listed.set_options([Content(clean(match.name, 100) + ("/" if match.folder else "")) for match in found])
            listed.highlighted = None
        self._offered = found
        listed.display = bool(found)

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Edited())
        self._list(event.value)

    @work(exclusive=True, group="list")
    async def _list(self, typed: str) -> None:
        wanted = bool(typed) and not typed.isdigit() and "://" not in typed
        found = await asyncio.to_thread(matches, typed) if wanted else ()
        if typed == self.line.value:
            self.offer(() if [match.line for match in found] == [typed] else found)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.action_enter()

    def action_enter(self) -> None:
        """The chosen entry; a folder is gone into, a picture handed on."""
        chosen = self._chosen()
        if chosen is not None:
            self.put(chosen.line)
            if chosen.folder:
                return
        self.offer(())
        if self.line.value.strip():
            self.post_message(self.Submitted(self.line.value))

    def action_complete(self) -> None:
        """Tab: the chosen entry, or as far as all of them agree."""
        chosen = self._chosen()
        if chosen is not None:
            self.put(chosen.line)
        elif self.line.value:
            self.put(as_far_as_sure(self.line.value, self._offered))
        else:
            self.put(f"{self._folder}/")

    def action_browse(self, step: int) -> None:
        """Up and down in what is listed, round at the ends."""
        if self._offered:
            listed = self.query_one(OptionList)
            at = listed.highlighted
            listed.highlighted = (at + step) % len(self._offered) if at is not None else min(step, 0) % len(self._offered)

    def _chosen(self) -> Match | None:
        highlighted = self.query_one(OptionList).highlighted
        return self._offered[highlighted] if self._offered and highlighted is not None else None
