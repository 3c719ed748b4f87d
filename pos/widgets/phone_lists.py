"""Two lists, one under the other: whose phone it is, and whose code it shows."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static

from engine.errors import EngineError
from pos.widgets.language import lang_of
from pos.wording import say
from pos.wording.clean import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from engine.model.person import Person
    from engine.service.engine import Engine


class PhoneLists(Vertical):
    """A phone shows its owner's code and those of the family account; on request everybody else's, to see what a till says to that."""

    class Chosen(Message):
        """`owner` is None for the holder's own phone."""

        def __init__(self, holder: str, owner: str | None) -> None:
            super().__init__()
            self.holder, self.owner = holder, owner

    class Failed(Message):
        """The books could not be read."""

        def __init__(self, error: EngineError) -> None:
            super().__init__()
            self.error = error

    DEFAULT_CSS: ClassVar[str] = """
    PhoneLists > .head { height: 1; padding: 0 1; color: $foreground 65%; }
    PhoneLists > OptionList {
        border: none; padding: 0; background: $background; scrollbar-size-vertical: 1; text-wrap: nowrap; text-overflow: ellipsis;
    }
    PhoneLists > OptionList:focus { border: none; background-tint: $foreground 0%; }
    PhoneLists > OptionList > .option-list--option-highlighted { background: $foreground 15%; }
    PhoneLists > OptionList:focus > .option-list--option-highlighted { background: $block-cursor-background; text-style: bold; }
    PhoneLists > #phones { height: 1fr; }
    PhoneLists > #shown { height: auto; max-height: 50%; }
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine
        self._people: dict[str, Person] = {}
        self._bound: frozenset[str] = frozenset()
        self._unbound_too = False
        self.members: tuple[str, ...] = ()

    def compose(self) -> ComposeResult:
        """The phones take what room the codes leave."""
        for name in ("phones", "shown"):
            yield Static(id=f"{name}-head", classes="head", markup=False)
            yield OptionList(id=name, markup=False)

    def on_mount(self) -> None:
        """People come from the books, in a thread."""
        self.load()

    def speak(self) -> None:
        """Every word anew, in the language of now."""
        for name in ("phones", "shown"):
            self.query_one(f"#{name}-head", Static).update(Content(say(lang_of(self), f"show.{name}")))
        self._list()

    def toggle_unbound(self) -> None:
        """Also people whose code this phone may not show; or not any more."""
        self._unbound_too = not self._unbound_too
        self._list()

    @work(exclusive=True, group="people")
    async def load(self) -> None:
        """Everybody, from the books."""
        try:
            people = await asyncio.to_thread(self._engine.people)
        except EngineError as error:
            self.post_message(self.Failed(error))
            return
        self._people = {person.id: person for person in people}
        phones = self.query_one("#phones", OptionList)
        phones.set_options([self._named(person) for person in people])
        phones.highlighted = 0 if people else None

    @on(OptionList.OptionHighlighted, "#phones")
    def _phone_highlighted(self) -> None:
        self._load_family(self._owner)

    @work(exclusive=True, group="family")
    async def _load_family(self, owner: str) -> None:
        try:
            family = await asyncio.to_thread(self._engine.family_of, owner)
        except EngineError as error:
            self.post_message(self.Failed(error))
            return
        self._bound = frozenset(binding.member for binding in family.shows)
        self._list()

    @property
    def _owner(self) -> str:
        return list(self._people)[self.query_one("#phones", OptionList).highlighted or 0]

    def _list(self) -> None:
        if not self._people:
            return
        owner = self._owner
        rest = [person for person in self._people if person != owner and (person in self._bound or self._unbound_too)]
        before, self.members = self.members, (owner, *sorted(rest, key=lambda person: person not in self._bound))
        marks = {owner: "show.own"} | {person: "show.unbound" for person in rest if person not in self._bound}
        shown = self.query_one("#shown", OptionList)
        row = shown.highlighted if before == self.members else 0
        shown.set_options([self._named(self._people[person], marks.get(person, "")) for person in self.members])
        shown.highlighted = row or 0

    def _named(self, person: Person, mark: str = "") -> Content:
        note = say(lang_of(self), mark) if mark else clean(person.id, 20)
        return Content.assemble(" ", clean(person.name, 20), " ", (note, "$foreground 65%"))

    @on(OptionList.OptionSelected, "#phones")
    def _phone_selected(self) -> None:
        self.query_one("#shown").focus()

    @on(OptionList.OptionSelected, "#shown")
    def _shown_selected(self, event: OptionList.OptionSelected) -> None:
        holder, owner = self.members[event.option_index], self._owner
        self.post_message(self.Chosen(holder, None if holder == owner else owner))
