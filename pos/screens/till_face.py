"""The till's face: entry line, basket, payer, estimate, the big total. Draws the sale as it is; what keys do is in `till`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import ContentSwitcher

from engine.model.codes import ItemClass, Status
from pos.journal_row import row_of
from pos.masking import masked
from pos.quantity_text import percent_text, quantity_text
from pos.screens.speaking import SpeakingScreen
from pos.widgets.basket import Basket, Hits, item_name
from pos.widgets.big_number import BigNumber
from pos.widgets.command_box import CommandBox
from pos.widgets.estimate import estimate_parts, passed_over
from pos.widgets.framed import put_in_frame
from pos.widgets.payer_card import PayerCard, spread
from pos.widgets.split_bar import SplitBar
from pos.widgets.status_line import StatusLine
from pos.widgets.steady import Steady
from pos.widgets.top_bar import TopBar
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.geometry import Size

    from engine.model.item import Item
    from engine.model.sought import Record
    from pos.payer import Payer
    from pos.sale import Sale, SaleLine

_RECENT = 6
_TALL = 34
"""Rows from which on the estimate has room for each pool and for the private part, as `VERTICAL_BREAKPOINTS` has it."""


class TillFace(SpeakingScreen[None]):
    """`draw` after every change of the sale. `operator` is who is signed in, or empty; `parked` how many sales wait to be taken up.

    `names` are those of the relatives in the estimate, by id.
    """

    operator = ""
    parked = 0

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Rows: bar 1, box 3, body, status 2, keys 1."""
        yield TopBar()
        yield CommandBox()
        with Horizontal(id="body"):
            with ContentSwitcher(initial="hint", id="left"):
                yield Steady(id="hint")
                yield Basket(id="basket")
                yield Hits(id="hits")
            with Vertical(id="right"):
                yield PayerCard()
                yield SplitBar(id="estimate")
                yield Steady(id="recent")
                with Vertical(id="total"):
                    yield Steady(id="total-label")
                    yield BigNumber(plain=self.till.ascii)
        yield from self.ending()

    def speak(self) -> None:
        """Every text anew."""
        self.query_one("#box", CommandBox).placeholder = self.say("till.box")
        self.query_one("#hint", Steady).show(Content(self._hint))
        hits = self.query_one(Hits)
        if self.finding:
            row = hits.cursor_row
            hits.show(hits.items, room=self.left_room, lang=self.till.lang, palette=self.till.palette)
            hits.put_cursor(row)
        self.show_clock()
        self.draw()

    @property
    def _hint(self) -> str:
        return self.say("till.hint")

    @property
    def left_room(self) -> Size:
        """Where the basket or the hits stand."""
        return self.query_one("#left", ContentSwitcher).size

    @property
    def finding(self) -> bool:
        """The list of hits stands in the basket's place."""
        return self.query_one(ContentSwitcher).current == "hits"

    def show_clock(self) -> None:
        """The engine's own clock, to the minute."""
        house = self.till.house
        if house is None:
            self.query_one(TopBar).show("gongji 共济", self.say("till.opening"))
            return
        place = house.institution
        name = place.english if self.till.lang == "en" and place.english else place.name
        waiting = self.say("parked.bar", count=self.parked) if self.parked else ""
        right = (waiting, clean(self.operator, 20), f"{house.engine.now():%m-%d %H:%M}")
        self.query_one(TopBar).show(f"{clean(name, 60)} · {self.say(f'level.{place.level}')}", " · ".join(part for part in right if part))

    def draw(self, cursor: int | None = None) -> None:
        """The sale as it is now, the cursor on a line."""
        sale = self.till.sale
        basket = self.query_one(Basket)
        basket.show(
            sale.lines,
            room=self.left_room,
            lang=self.till.lang,
            palette=self.till.palette,
            private=sale.private,
            cursor=basket.cursor_row if cursor is None else cursor,
        )
        if not self.finding:
            self.query_one(ContentSwitcher).current = "basket" if sale.lines else "hint"
        self._draw_payer(sale.payer, sale)
        self._draw_estimate(sale)
        self._draw_total(sale)
        self.draw_detail()
        self.show_keys()

    def _draw_payer(self, payer: Payer | None, sale: Sale) -> None:
        card = self.query_one(PayerCard)
        if payer is None:
            card.show(
                self.say("till.payer"),
                Content.styled(self.say("till.no-payer"), "$muted"),
                [("", ""), (self.say("till.no-payer-hint"), "")],
            )
            return
        person = payer.person
        words = [self.say(f"insurance.{person.insurance}")]
        if person.status is not Status.RESIDENT:
            words.append(self.say(f"status.{person.status}"))
        head = Content.assemble((masked(person.name), "bold"), " ", "·".join(words))
        rows = [
            (self.say("till.own-balance"), self.say("till.no-account") if payer.balance is None else str(payer.balance)),
            (self.say("till.grants"), " ".join(masked(name) for name in payer.authorisers) or self.say("till.no-grants")),
        ]
        presenter = self.say("till.shown-by", name=masked(payer.presenter.name)) if payer.presenter else ""
        if sale.refusal is not None and sale.refusal.code.startswith("credential-"):
            presenter = self.say("till.scan-again")
        card.show(self.say("till.payer"), head, rows, presenter, relative=payer.presenter is not None)

    def _draw_estimate(self, sale: Sale) -> None:
        bar = self.query_one("#estimate", SplitBar)
        rx = self.say("till.rx" if sale.prescription else "till.no-rx")
        put_in_frame(bar, self.say("till.estimate"), f"{rx} · {self.say(f'till.account-{sale.account}')}")
        if sale.quote is None:
            bar.show((), [Content.styled(self._why_no_estimate(sale), "$muted")])
            return
        room = self.size.height >= _TALL
        notes = passed_over(sale.quote, self.say, self.names, bar.size.width) if room else ()
        bar.show(estimate_parts(sale.quote, self.say, self.names, private=sale.private_total, room=room), notes)

    def _why_no_estimate(self, sale: Sale) -> str:
        if sale.refusal is not None:
            return ""
        if not sale.ready:
            return self.say("till.no-estimate")
        return self.say("till.estimating" if sale.not_medical is None else "till.split-first")

    def _draw_total(self, sale: Sale) -> None:
        count = self.say("till.count", lines=len(sale.lines), pieces=quantity_text(sale.pieces) if sale.lines else 0)
        if sale.private:
            count = self.say("till.private-part", amount=sale.private_total)
        label = Content.assemble((self.say("till.gross"), "bold"), "  ", (count, "$muted"))
        self.query_one("#total-label", Steady).show(label)
        self.query_one(BigNumber).show(str(sale.gross))

    def draw_recent(self, records: Sequence[Record]) -> None:
        """The newest settlements, where the screen is tall enough."""
        recent = self.query_one("#recent", Steady)
        width = recent.size.width
        lines = [Content.styled(self.say("till.recent"), "bold $line")] if records else []
        for row in map(row_of, records[:_RECENT]):
            left = f"{row.at:%H:%M} {row.id[-6:]} {self.say(row.event)}"
            lines.append(spread(left, str(row.total), width, "$error" if row.total.fen < 0 else "$foreground"))
        recent.show(Content("\n").join(lines))

    def called(self, item: Item) -> Callable[[], str]:
        """Its name in the language of the moment when it is asked."""
        return lambda: item_name(item, self.till.lang)

    def on_rows_pointed(self) -> None:
        """By the mouse."""
        self.draw_detail()

    def draw_detail(self) -> None:
        """The item under the cursor, in full."""
        item = self.under_cursor
        self.query_one(StatusLine).about(Content("") if item is None else self._detail(item))

    @property
    def under_cursor(self) -> Item | None:
        """Of the basket, or of the hits while they are shown."""
        if self.finding:
            return self.query_one(Hits).chosen
        line = self.line_under_cursor
        return None if line is None else line.item

    @property
    def line_under_cursor(self) -> SaleLine | None:
        """Of the basket, while it is shown."""
        row, lines = self.query_one(Basket).cursor_row, self.till.sale.lines
        return lines[row] if not self.finding and 0 <= row < len(lines) else None

    def _detail(self, item: Item) -> Content:
        parts = [self.say(f"class-name.{item.item_class}"), clean(item.approval, 40), clean(item.ean, 20), clean(item.code, 20)]
        if item.item_class is ItemClass.B:
            parts.insert(1, self.say("till.first-share", percent=percent_text(item.first_share)))
        if item.limit is not None:
            parts.insert(1, self.say("till.limit", limit=f"{item.limit:f}"))
        line = self.line_under_cursor
        if line is not None and (item.traced or line.trace):
            parts.insert(0, self.say("till.trace-count", given=len(line.trace), packs=line.packs))
        below = " · ".join(part for part in parts if part)
        return Content.assemble((item_name(item, self.till.lang), "bold"), "  ", (clean(item.spec, 40), "$muted"), "\n", (below, "$muted"))
