"""A form for a relative: who, what the relative is, and for a grant how much a year. It stays until the engine agrees."""

from __future__ import annotations

import asyncio
import unicodedata
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual import on, work
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static

from engine.errors import EngineError
from engine.model.codes import Relation
from engine.money import Money
from pos.kinship import refusal_by_name
from pos.widgets.key_bar import KeyBar
from pos.widgets.language import caps, lang_of
from pos.widgets.plain_line import PlainLine
from pos.wording import say
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult

    from engine.model.person import Person
    from pos.wiring import House

Kind = Literal["bind", "grant"]

MOST: Final = Money.yuan("99999.99")
"""A bar code that a hand scanner types here never becomes a limit."""


class GrantForm(ModalScreen[str | None]):
    """`bind`: the owner's phone shows a member. `grant`: the authoriser's account pays for a beneficiary. Dismissed with the relative."""

    AUTO_FOCUS = "#who"
    DEFAULT_CSS: ClassVar[str] = """
    GrantForm { align: center middle; }
    GrantForm > #dialog {
        width: 72; height: 20; padding: 0 1; background: $surface;
        border: round $accent; border-title-color: $accent; border-title-style: bold;
    }
    GrantForm #lists { height: 1fr; }
    GrantForm #relation-side { width: 24; }
    GrantForm .head { height: 1; color: $foreground 65%; }
    GrantForm OptionList, GrantForm OptionList:focus {
        border: none; padding: 0; height: 1fr; background: $surface; background-tint: $foreground 0%; scrollbar-size-vertical: 1;
    }
    GrantForm #reads { height: 1; text-style: bold; }
    GrantForm #limit-row { height: 1; }
    GrantForm #limit-head { width: 34; color: $foreground 65%; }
    GrantForm .-bind { display: none; }
    GrantForm #told { height: 2; color: $error; }
    GrantForm OptionList > .option-list--option-highlighted { background: $foreground 15%; }
    GrantForm OptionList:focus > .option-list--option-highlighted { background: $block-cursor-background; text-style: bold; }
    """
    BINDINGS: ClassVar = [Binding("escape", "dismiss(None)", "Back"), Binding("ctrl+j", "next", "Next", show=False)]

    def __init__(self, house: House, kind: Kind, person: str, people: Mapping[str, Person]) -> None:
        super().__init__()
        self._house = house
        self._kind: Kind = kind
        self._person = person
        self._people = people
        self._relatives = [known for known in people if known != person]

    def compose(self) -> ComposeResult:
        """Relatives left, relations right, the limit below, and the whole as a sentence."""
        with Vertical(id="dialog"):
            with Horizontal(id="lists"):
                with Vertical():
                    yield Static(id="who-head", classes="head", markup=False)
                    yield OptionList(*(self._named(self._people[known]) for known in self._relatives), id="who", markup=False)
                with Vertical(id="relation-side"):
                    yield Static(id="relation-head", classes="head", markup=False)
                    yield OptionList(*(f" {relation}" for relation in Relation), id="relation", markup=False)
            yield Static(id="reads", markup=False)
            with Horizontal(id="limit-row", classes=f"-{self._kind}"):
                yield Static(id="limit-head", markup=False)
                yield PlainLine(id="limit")
            yield Static(id="told", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        """Nothing is read: the people are those of the screen below."""
        self.speak()

    def speak(self) -> None:
        """Every word anew, in the language of now."""
        lang = lang_of(self)
        self.query_one("#dialog").border_title = Content(say(lang, f"relative.{self._kind}", name=self._called(self._person)))
        for name, key in (("who-head", "who"), ("relation-head", "relation"), ("limit-head", "limit")):
            self.query_one(f"#{name}", Static).update(Content(say(lang, f"relative.{key}")))
        relations = self.query_one("#relation", OptionList)
        for index, relation in enumerate(Relation):
            relations.replace_option_prompt_at_index(index, Content(f" {say(lang, f'relation.{relation}')}"))
        keys = ("Enter", "next"), ("Tab", "switch"), ("Esc", "back")
        self.query_one(KeyBar).show(caps(lang, "relative", keys))
        self._read_out()

    def _named(self, person: Person) -> Content:
        return Content.assemble(" ", clean(person.name, 20), " ", (clean(person.id, 20), "$foreground 65%"))

    def _called(self, person: str) -> str:
        return clean(self._people[person].name, 20)

    @property
    def _chosen(self) -> tuple[str, Relation] | None:
        who, relation = self.query_one("#who", OptionList).highlighted, self.query_one("#relation", OptionList).highlighted
        return None if who is None or relation is None else (self._relatives[who], list(Relation)[relation])

    @on(OptionList.OptionHighlighted)
    def _read_out(self) -> None:
        """The relation is said from the authoriser's or owner's side; a whole sentence leaves no doubt."""
        lang, chosen = lang_of(self), self._chosen
        if chosen is not None:
            relation = say(lang, f"relation.{chosen[1]}")
            sentence = say(lang, "relative.reads", relative=self._called(chosen[0]), name=self._called(self._person), relation=relation)
            self.query_one("#reads", Static).update(Content(sentence))

    @on(OptionList.OptionSelected)
    @on(PlainLine.Submitted)
    def action_next(self) -> None:
        """To the next field; from the last one to the engine."""
        last = "relation" if self._kind == "bind" else "limit"
        if self.focused is None or self.focused.id != last:
            self.focus_next()
        elif (chosen := self._chosen) is not None:
            self._file(*chosen)

    @work(exclusive=True, group="file")
    async def _file(self, relative: str, relation: Relation) -> None:
        lang, engine, typed = lang_of(self), self._house.engine, self.query_one("#limit", PlainLine).value
        try:
            limit = _limit(typed)
        except ValueError:
            self._tell(say(lang, "relative.bad-limit", text=clean(typed, 20), most=MOST))
            return
        try:
            if self._kind == "bind":
                await asyncio.to_thread(engine.bind, owner=self._person, member=relative, relation=relation)
            else:
                await asyncio.to_thread(engine.grant, authoriser=self._person, beneficiary=relative, relation=relation, limit=limit)
        except EngineError as error:
            self._tell(refusal_by_name(lang, error, self._people))
        else:
            self.dismiss(relative)

    def _tell(self, sentence: str) -> None:
        self.query_one("#told", Static).update(Content(sentence))


def _limit(typed: str) -> Money | None:
    """Yuan; "" for no limit; full-width digits of an input method count as plain ones. Raises ValueError."""
    text = unicodedata.normalize("NFKC", typed).strip().replace("。", ".")
    if not text:
        return None
    limit = Money.yuan(text)
    if not Money.ZERO < limit <= MOST:
        raise ValueError(typed)
    return limit
