"""A person's family: who may show whose code, and whose account pays for whom. Two tables, two pairs of keys, never mixed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import on, work
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import DataTable, OptionList, Static

from engine.errors import EngineError
from engine.model.family import Binding as FamilyBinding
from engine.model.family import Grant
from pos.kinship import Kinship, kinship_of, refusal_by_name
from pos.screens.grant_form import GrantForm
from pos.widgets.family_tables import BindingTable, GrantTable
from pos.widgets.key_bar import KeyBar
from pos.widgets.language import caps, lang_of
from pos.widgets.top_bar import taped
from pos.wording import say
from pos.wording.clean import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from pos.wiring import House


class FamilyScreen(Screen[None]):
    """Ending something asks once: the same key again does it, anything else does not."""

    AUTO_FOCUS = "#persons"
    DEFAULT_CSS: ClassVar[str] = """
    FamilyScreen #heading { height: 1; padding: 0 1; background: $panel; color: $accent; text-style: bold; }
    FamilyScreen #columns { height: 1fr; }
    FamilyScreen #persons {
        width: 14; height: 1fr; border: none; padding: 0; background: $background; scrollbar-size-vertical: 1;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    FamilyScreen #persons:focus { border: none; background-tint: $foreground 0%; }
    FamilyScreen.-wide #persons { width: 24; }
    FamilyScreen .head { height: 1; background: $boost; text-style: bold; }
    FamilyScreen BindingTable { height: 2fr; }
    FamilyScreen GrantTable { height: 3fr; }
    FamilyScreen #told { height: 2; padding: 0 1; color: $warning; }
    FamilyScreen OptionList > .option-list--option-highlighted { background: $foreground 15%; }
    FamilyScreen OptionList:focus > .option-list--option-highlighted { background: $block-cursor-background; text-style: bold; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - to mypy, Textual's own is no ClassVar
    BINDINGS: ClassVar = [
        Binding("f5", "add('bind')", "Bind", id="family.bind"),
        Binding("f6", "end('binding')", "Unbind", id="family.unbind"),
        Binding("f7", "add('grant')", "Grant", id="family.grant"),
        Binding("f8", "end('grant')", "Revoke", id="family.revoke"),
        Binding("escape", "back", "Back"),
    ]

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house
        self._family: Kinship | None = None
        self._ids: list[str] = []
        self._asked: FamilyBinding | Grant | None = None

    def compose(self) -> ComposeResult:
        """People left; right, one above the other, what shows and what pays."""
        yield Static(id="heading", markup=False)
        with Horizontal(id="columns"):
            yield OptionList(id="persons", markup=False)
            with Vertical():
                yield Static(id="accounts-head", classes="head", markup=False)
                yield BindingTable(id="bindings")
                yield Static(id="aid-head", classes="head", markup=False)
                yield GrantTable(id="grants")
        yield Static(id="told", markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """People come from the books, in a thread."""
        self.speak()
        self._load_people()

    def speak(self) -> None:
        """Every word anew, in the language of now."""
        lang = lang_of(self)
        for name, key in (("heading", "title"), ("accounts-head", "accounts"), ("aid-head", "aid")):
            self.query_one(f"#{name}", Static).update(Content(say(lang, f"family.{key}")))
        self.query_one("#heading", Static).update(taped(self.app, say(lang, "family.title"), self.app.size.width - 2))
        keys = ("F5", "bind"), ("F6", "unbind"), ("F7", "grant"), ("F8", "revoke"), ("Tab", "switch"), ("Esc", "back")
        self.query_one(KeyBar).show(caps(lang, "family", keys))
        self._fill()

    @work(exclusive=True, group="people")
    async def _load_people(self) -> None:
        try:
            people = await asyncio.to_thread(self._house.engine.people)
        except EngineError as error:
            self._tell(refusal_by_name(lang_of(self), error, {}))
            return
        self._ids = [person.id for person in people]
        listed = self.query_one("#persons", OptionList)
        listed.set_options([Content(f" {clean(person.name, 20)}") for person in people])
        listed.highlighted = 0 if people else None

    @on(OptionList.OptionHighlighted, "#persons")
    def _person_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._forget()
        self._load(self._ids[event.option_index])

    @work(exclusive=True, group="family")
    async def _load(self, person: str, then: str = "") -> None:
        try:
            self._family = await asyncio.to_thread(kinship_of, self._house.engine, person)
        except EngineError as error:
            self._tell(refusal_by_name(lang_of(self), error, {}))
            return
        self._fill()
        if then:
            self._tell(then)

    def _fill(self) -> None:
        if self._family is not None:
            self.query_one(BindingTable).show(self._family)
            self.query_one(GrantTable).show(self._family)

    @on(DataTable.RowHighlighted)
    def _forget(self) -> None:
        if self._asked is not None:
            self._asked = None
            self._tell("")

    # beginning and ending

    @work(exclusive=True, group="form")
    async def action_add(self, kind: Literal["bind", "grant"]) -> None:
        """A form; it comes back with the relative that the engine agreed to."""
        family = self._family
        self._forget()
        if family is None:
            return
        relative = await self.app.push_screen_wait(GrantForm(self._house, kind, family.person, family.people))
        if relative is not None:
            told = self._say("bound" if kind == "bind" else "granted", family, family.person, relative)
            self._load(family.person, told)

    def action_end(self, kind: Literal["binding", "grant"]) -> None:
        """Ask; the same key on the same row again does it."""
        family = self._family
        if family is None:
            return
        chosen = self.query_one(BindingTable).chosen if kind == "binding" else self.query_one(GrantTable).chosen
        if chosen is None:
            self._tell(say(lang_of(self), f"family.no-{kind}", name=clean(family.name(family.person), 20)))
        elif self._asked == chosen:
            self._asked = None
            self._end(family, chosen)
        else:
            self._asked = chosen
            self._tell(self._say("ask-unbind" if kind == "binding" else "ask-revoke", family, *_both(chosen)))

    @work(exclusive=True, group="end")
    async def _end(self, family: Kinship, chosen: FamilyBinding | Grant) -> None:
        engine, (first, second) = self._house.engine, _both(chosen)
        try:
            if isinstance(chosen, Grant):
                await asyncio.to_thread(engine.revoke, authoriser=first, beneficiary=second)
            else:
                await asyncio.to_thread(engine.unbind, owner=first, member=second)
        except EngineError as error:  # another till was first
            told = refusal_by_name(lang_of(self), error, family.people)
        else:
            told = self._say("revoked" if isinstance(chosen, Grant) else "unbound", family, first, second)
        self._load(family.person, told)

    def action_back(self) -> None:
        """Out of the question first, then out of the screen."""
        if self._asked is not None:
            self._forget()
        else:
            self.dismiss(None)

    def _say(self, key: str, family: Kinship, first: str, second: str) -> str:
        """`first` is the owner or authoriser, `second` the member or beneficiary."""
        one, two = clean(family.name(first), 20), clean(family.name(second), 20)
        return say(lang_of(self), f"family.{key}", owner=one, authoriser=one, member=two, beneficiary=two)

    def _tell(self, sentence: str) -> None:
        self.query_one("#told", Static).update(Content(sentence))


def _both(chosen: FamilyBinding | Grant) -> tuple[str, str]:
    return (chosen.authoriser, chosen.beneficiary) if isinstance(chosen, Grant) else (chosen.owner, chosen.member)
