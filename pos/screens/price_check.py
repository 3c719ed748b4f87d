"""What an item costs, without adding it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import ContentSwitcher, Input, Static

from engine.model.item import Item
from pos.price_rows import price_rows
from pos.widgets.basket import Hits, item_name
from pos.widgets.command_box import CommandBox
from pos.widgets.keys import MOVING, Key, bindings
from pos.widgets.payer_card import spread
from pos.wording.clean import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from pos.app import TillApp
    from pos.catalogue import Catalogue

_ONE = Decimal(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """To be added, or (`item` None) what was scanned and is no item: it is the till's."""

    item: Item | None = None
    count: Decimal = _ONE
    text: str = ""


class PriceScreen(ModalScreen["Checked | None"]):
    """A scan or an entry shows the next item; Enter on the empty line adds the one that is shown, Esc adds nothing."""

    KEYS: ClassVar[tuple[Key, ...]] = (
        Key(keys="escape,ctrl+e", cap="Esc", action="back", label="till.key-back", priority=True),
        *MOVING,
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    AUTO_FOCUS = "#box"

    def __init__(self, catalogue: Catalogue, text: str = "") -> None:
        super().__init__()
        self._catalogue, self._first = catalogue, text
        self._item: Item | None = None
        self._count = _ONE
        self._told = ("price.ask", "")

    @property
    def till(self) -> TillApp:
        """The application."""
        return cast("TillApp", self.app)

    def compose(self) -> ComposeResult:
        """Entry line above; below it one item, or those to choose from."""
        with Vertical(classes="sheet price"):
            yield CommandBox()
            with ContentSwitcher(initial="card"):
                yield Static(id="card", markup=False)
                yield Hits(id="hits")
            yield Static(id="told", markup=False)

    def on_mount(self) -> None:
        """What stood behind the `=`."""
        if self._first:
            self.look(self._first)
        else:
            self.speak()

    def speak(self) -> None:
        """In the till's language."""
        self.query_one(".sheet").border_title = Content(self.till.say("price.title"))
        self.query_one("#box", CommandBox).placeholder = self.till.say("price.box")
        card = self.query_one("#card", Static)
        width = self.query_one(ContentSwitcher).size.width - 2  # that of the card, which has none while it is hidden
        rows = [] if self._item is None else price_rows(self._item, self._count, self.till.lang)
        name = "" if self._item is None else item_name(self._item, self.till.lang)
        card.update(Content("\n").join([Content.styled(name, "bold"), *(spread(label, value, width) for label, value in rows)]))
        hits = self.query_one(Hits)
        if self.choosing:
            row = hits.cursor_row
            hits.show(hits.items, room=hits.size, lang=self.till.lang, palette=self.till.palette)
            hits.put_cursor(row)
        key, text = self._told
        self.query_one("#told", Static).update(Content(self.till.say(key, text=text)))

    @property
    def choosing(self) -> bool:
        """Several were found."""
        return self.query_one(ContentSwitcher).current == "hits"

    def look(self, text: str) -> None:
        """The item that `text` means; what is none of the till's goods goes back to the till."""
        from pos.entry import Add, Attach, Check, Find, Identify, Recall, Wrong, meaning

        match meaning(text, self._catalogue):
            case Add(item=item, count=count):
                self._show(item, count)
            case Find(text=wanted, count=count):
                self._choose(wanted, count)
            case Check(text=wanted):
                self.look(wanted)
            case Wrong(key=key, facts=facts):
                self._say_none(self.till.say(key, **facts))
            case Identify() | Recall() | Attach():
                self.dismiss(Checked(text=text))
            case _:
                self.speak()

    def _choose(self, wanted: str, count: Decimal) -> None:
        items = self._catalogue.search(wanted)
        if not items:
            self._say_none(self.till.say("till.not-found", text=clean(wanted, 30)))
        elif len(items) == 1:
            self._show(items[0], count)
        else:
            self._item, self._count, self._told = None, count, ("price.choose", "")
            self.query_one(ContentSwitcher).current = "hits"
            hits = self.query_one(Hits)
            hits.items = items
            self.call_after_refresh(self.speak)

    def _show(self, item: Item, count: Decimal) -> None:
        self._item, self._count, self._told = item, count, ("price.add", "")
        self.query_one(ContentSwitcher).current = "card"
        self.call_after_refresh(self.speak)

    def _say_none(self, why: str) -> None:
        self._item, self._told = None, ("price.none", why)
        self.query_one(ContentSwitcher).current = "card"
        self.call_after_refresh(self.speak)

    def scanned(self, text: str) -> None:
        """The next item."""
        self.query_one("#box", CommandBox).fill()
        self.look(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """An entry is looked up; Enter alone takes what is shown."""
        event.stop()
        if event.value.strip():
            self.look(event.value)
        elif self.choosing and (chosen := self.query_one(Hits).chosen) is not None:
            self._show(chosen, self._count)
        elif self._item is not None:
            self.dismiss(Checked(item=self._item, count=self._count))

    def on_input_changed(self, event: Input.Changed) -> None:
        """Searching is by Enter."""
        event.stop()

    def action_move(self, rows: int) -> None:
        """Among those that were found."""
        if self.choosing:
            hits = self.query_one(Hits)
            hits.put_cursor(hits.cursor_row + rows)

    def action_back(self) -> None:
        """From one of several to the till as well: nothing is added."""
        self.dismiss(None)
