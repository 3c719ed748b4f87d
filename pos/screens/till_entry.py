"""The till's entry line: what is typed or scanned becomes an item, a quantity, a payer or a search.

Entries made before the house is open wait for it.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import ContentSwitcher, Input

from engine.errors import EngineError
from pos.screens.till_sale import TillSale
from pos.widgets.basket import Hits
from pos.widgets.command_box import CommandBox
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.timer import Timer

    from engine.model.item import Item
    from engine.model.settlement import Settlement
    from pos.entry import Check, Recall

_ONE = Decimal(1)
_DIGITS = 20
_PAUSE = 0.1
"""Seconds of no typing before a search."""


class TillEntry(TillSale):
    """The hits stand in the basket's place, never over it."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[str] = []
        self._hits_for: str | None = None
        self._count = _ONE
        self._searching: Timer | None = None

    def house_opened(self) -> None:
        """What was entered meanwhile is taken now, in its order."""
        self.show_clock()
        self.draw()
        self.tell("")
        self.refresh_recent()
        waiting, self._waiting = self._waiting, []
        for text in waiting:
            self._take(text)

    def action_journal(self, number: str = "") -> None:
        """Where settlement numbers lead."""
        raise NotImplementedError

    def action_price(self, text: str = "") -> None:
        """Where `=` leads."""
        raise NotImplementedError

    def scanned(self, text: str) -> None:
        """From the hand scanner, the camera or a picture. `3*` or `=` typed before it counts."""
        from pos.entry import waits_for_item

        box = self.query_one("#box", CommandBox)
        before = box.value if waits_for_item(box.value) else ""
        if before:
            box.fill()
        if not self._take(before + text) and before:
            box.fill(before)

    def misread(self, text: str) -> None:
        """What looks like a damaged scan may be typed all the same: a short code of digits, a settlement's number."""
        self.scanned(text)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter on the entry line, which has emptied itself already: keys that follow at once belong to the next entry."""
        event.stop()
        chosen = self.query_one(Hits).chosen if self.finding and event.value == self._hits_for else None
        if chosen is not None:
            self._add(chosen, self._count)
        elif event.value.strip():
            self._take(event.value)

    def _take(self, text: str) -> bool:
        """False, with the reason told, for what is nothing that a till takes."""
        from pos.entry import Add, Attach, Check, Find, Identify, Recall, SetQuantity, Wrong, meaning

        if self.till.catalogue is None:
            self._waiting.append(text)
            self.tell("till.opening")
            return True
        line = self.line_under_cursor
        match meaning(text, self.till.catalogue, traced=line is not None and line.item.traced):
            case Add(item=item, count=count):
                self._add(item, count)
            case SetQuantity(count=count):
                self.set_quantity(count)
            case Attach(code=code):
                self.attach(code)
            case Identify(code=code):
                self.identify(code)
            case Recall() | Check() as elsewhere:
                self._lead(elsewhere)
            case Wrong(key=key, facts=facts):
                self.tell(key, "bad", **facts)
                return False
            case Find(text=wanted, count=count):
                self._look_up(text, wanted, count)
            case None:
                pass
        return True

    def _lead(self, meant: Recall | Check) -> None:
        """To another screen; the sale stays as it is."""
        from pos.entry import Recall

        if isinstance(meant, Recall):
            self.recall(meant.number)
        else:
            self.action_price(meant.text)

    def recall(self, number: str) -> None:
        """A record to look at or to give back; the receipt may be of other books."""
        self.till.work(partial(self.house.engine.settlement, number), partial(self._recalled, number), group="recall")

    def _recalled(self, number: str, record: Settlement | EngineError | None) -> None:
        if isinstance(record, EngineError):
            self.tell_trouble(record)
        elif record is None:
            self.tell("recall.unknown", "bad", number=clean(number, _DIGITS))
        else:
            self.action_journal(number)

    def _add(self, item: Item, count: Decimal) -> None:
        self.close_hits()
        self.change(partial(self.till.sale.add, item, count), item)

    def _look_up(self, text: str, wanted: str, count: Decimal) -> None:
        """A single hit is added. Of several one is to be chosen; for none the entry stands as it was typed."""
        items = self.till.catalogue.search(wanted) if self.till.catalogue else ()
        if len(items) == 1:
            self._add(items[0], count)
            return
        box = self.query_one("#box", CommandBox)
        if not box.value:
            box.fill(text)
            if not items:  # what is typed next takes its place
                box.action_select_all()
        if items:
            self.show_hits(items, text, count)
        else:
            from pos.completion import means_a_picture

            self.close_hits()
            self.tell("till.picture-elsewhere" if means_a_picture(wanted) else "till.not-found", "bad", text=clean(wanted, 30))

    # searching

    def on_input_changed(self, event: Input.Changed) -> None:
        """Search when typing pauses."""
        event.stop()
        if self._searching is not None:
            self._searching.stop()
        self._searching = self.set_timer(_PAUSE, partial(self._search, event.value))

    def _search(self, text: str) -> None:
        from pos.entry import Add, Find, meaning

        catalogue = self.till.catalogue
        if catalogue is None or self.query_one("#box", CommandBox).value != text or not self.is_active:
            return
        wanted = meaning(text, catalogue)
        if isinstance(wanted, Find):
            self._offer(wanted.text, text, wanted.count)
        elif isinstance(wanted, Add) and not text.strip().isdigit():
            self._offer(wanted.item.code, text, wanted.count)
        elif self._hits_for:
            self.close_hits()

    def _offer(self, wanted: str, text: str, count: Decimal) -> None:
        items = self.till.catalogue.search(wanted) if self.till.catalogue else ()
        if items:
            self.show_hits(items, text, count)
        else:
            self.close_hits()

    def show_hits(self, items: Sequence[Item], text: str, count: Decimal = _ONE) -> None:
        """In the basket's place; `text` is the entry that they answer, so that Enter on another one takes none of them."""
        self._hits_for, self._count = text, count
        self.query_one(ContentSwitcher).current = "hits"
        self.query_one(Hits).show(items, room=self.left_room, lang=self.till.lang, palette=self.till.palette)
        self.tell("till.choose", count=len(items))
        self.draw_detail()

    def close_hits(self) -> None:
        """The basket again."""
        self._hits_for, self._count = None, _ONE
        if self.finding:
            self.query_one(Hits).items = ()
            self.query_one(ContentSwitcher).current = "basket" if self.till.sale.lines else "hint"
            self.tell("")
            self.draw_detail()
