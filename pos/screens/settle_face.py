"""The figures before somebody agrees to them: costs left, payers right, whose code it is above, the cash below."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from engine.errors import EngineError
from engine.model.explanation import Explanation, NotDrawn
from engine.model.person import Person
from engine.model.settlement import Quote
from engine.money import Money, total
from pos.masking import masked
from pos.quantity_text import quantity_text
from pos.screens.booking import BookingScreen
from pos.widgets.basket import item_name
from pos.widgets.cash_panel import CashPanel
from pos.widgets.payer_card import spread
from pos.widgets.reason_lines import reason_lines
from pos.widgets.split_bar import Part, SplitBar
from pos.widgets.top_bar import TopBar

_TALL = 34
"""Rows from which on goods and reasons stand on the screen as well."""
_COSTS = ("off_catalogue", "over_limit", "first_share", "in_scope", "deductible", "fund", "burden")


class SettleFace(BookingScreen):
    """`names` by person's id; `before` is the quote agreed to, where the figures have changed since."""

    WORDS: ClassVar[str] = "settle"
    quote: Quote | None = None
    before: Quote | None = None
    explanation: Explanation | None = None

    def __init__(self) -> None:
        super().__init__()
        self.names: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """Rows: bar 1, people 3, figures, cash 5, status 2, keys 1."""
        yield TopBar()
        with Horizontal(id="people"):
            yield Static(id="holder", markup=False)
            yield Static(id="presenter", markup=False)
        with Horizontal(id="figures"):
            yield Static(id="costs", markup=False)
            with VerticalScroll(id="payers"):
                yield SplitBar()
        yield CashPanel(plain=self.till.ascii)
        yield Static(id="ways", markup=False)
        yield from self.ending()

    def speak(self) -> None:
        """Everything anew."""
        self.draw()

    def draw(self) -> None:
        """The quote as it is now."""
        sale, quote = self.till.sale, self.quote
        care = self.say(f"care.{sale.bill.care}")
        rx = self.say("till.rx" if sale.prescription else "till.no-rx")
        told = [self.say("settle.title"), care, rx, self.say(f"till.account-{sale.account}"), *([self.say("settle.wallet")] * sale.wallet)]
        self.query_one(TopBar).show(" · ".join(told), quote.edition if quote else "")
        self._draw_people()
        self.query_one("#costs", Static).update(self._costs(quote) if quote else Content(""))
        self._draw_payers()
        self.draw_cash()
        self.show_keys()

    def _draw_people(self) -> None:
        payer = self.till.sale.payer
        holder, presenter = self.query_one("#holder", Static), self.query_one("#presenter", Static)
        holder.border_title = Content(self.say("settle.holder"))
        presenter.border_title = Content(self.say("settle.presenter"))
        holder.update(self._person(payer.person, "") if payer else "")
        shown_by = payer.presenter if payer else None
        presenter.set_class(shown_by is not None, "-relative")
        presenter.update(
            Content.styled(self.say("settle.self"), "$muted")
            if shown_by is None
            else self._person(shown_by, self.say("settle.presenter-only-shows"))
        )

    def _person(self, person: Person, note: str) -> Content:
        return Content.assemble((masked(person.name), "bold"), f"  {note or self.say(f'insurance.{person.insurance}')}")

    def _costs(self, quote: Quote) -> Content:
        width = self.query_one("#costs", Static).size.width
        return Content("\n").join(self._cost_lines(quote, width))

    def _cost_lines(self, quote: Quote, width: int) -> Iterator[Content]:
        figures = quote.figures.by_name()
        yield spread(self.say("figure.total"), str(quote.figures.total), width)
        for name in ("A", "B", "C"):
            part = total(line.total for line in quote.lines if line.item_class == name)
            yield spread(self.say("settle.class-sum", name=self.say(f"class-name.{name}")), str(part), width, "$muted")
        for name in _COSTS:
            yield spread(self.say(f"figure.{name}"), str(figures[name]), width, "bold" if figures[name] else "$muted")
        if self.till.sale.private:
            yield spread(self.say("private.goods"), str(self.till.sale.private_total), width, "bold")
        if self.size.height >= _TALL:
            yield from (Content(""), Content.styled(self.say("settle.goods"), "bold $line"))
            for line in self.till.sale.lines:
                label = f"{quantity_text(line.quantity)} × {item_name(line.item, self.till.lang)}"
                yield spread(label, str(line.amount), width, "$muted" if line in self.till.sale.private else "$foreground")

    def _draw_payers(self) -> None:
        quote = self.quote
        if quote is None:
            self.query_one("#payers SplitBar", SplitBar).show((), [Content("")])
            return
        parts = self.parts(quote, self.before)
        whole = Content.styled(self.say("settle.adds-up", total=total(part.amount for part in parts)), "$success")
        notes = [Content(""), whole]
        width = self.query_one("#payers SplitBar", SplitBar).size.width
        over = self.explanation.not_drawn if self.explanation else ()
        if over:
            notes += [Content(""), Content.styled(self.say("settle.passed-over"), "bold $line")]
            notes += [spread("  " + self.name_of(pool.authoriser), self._why(pool), width, "$muted") for pool in over]
        if self.size.height >= _TALL:
            reasons = self.explanation.reasons if self.explanation else ()
            notes += [
                Content(""),
                Content.styled(self.say("till.reasons-title"), "bold $line"),
                *reason_lines(reasons, self.till.lang, width, self.till.item_names, sources=False),
            ]
        self.query_one("#payers SplitBar", SplitBar).show(parts, notes)

    def _why(self, pool: NotDrawn) -> str:
        """In a word, and what it could have paid."""
        why = self.say(f"till.why-{pool.why}")
        return self.say("till.could-pay", why=why, paid=pool.would_have_paid) if pool.would_have_paid else why

    def learn(self, quote: Quote | None) -> None:
        """The reasons of a quote, and the names of the relatives in it."""
        self.explanation = None
        if quote is None:
            return
        with suppress(EngineError):  # the figures stand without their reasons; whatever is wrong with the books, settling says it
            self.explanation = self.house.engine.explaining.of_quote(quote)
            people = {draw.authoriser for draw in quote.draws} | {pool.authoriser for pool in self.explanation.not_drawn}
            self.names |= {person: self.house.engine.person(person).name for person in people if person not in self.names}

    def name_of(self, person: str) -> str:
        """Masked."""
        return masked(self.names.get(person, person))

    def parts(self, quote: Quote, before: Quote | None) -> Sequence[Part]:
        """Fund, own account, one part an authoriser, the wallet where it is asked for, cash; each beside what it was."""
        now, old = quote.figures, before.figures if before else None
        drawn = {draw.authoriser: draw.amount for draw in quote.draws}
        was = {draw.authoriser: draw.amount for draw in before.draws} if before else {}

        def was_figure(figure: str) -> Money | None:
            return None if old is None else old.by_name()[figure]

        return (
            Part(kind="fund", label=self.say("figure.fund"), amount=now.fund, before=was_figure("fund")),
            Part(kind="own", label=self.say("figure.own_account"), amount=now.own_account, before=was_figure("own_account")),
            *self._draw_parts(drawn, was, changed=before is not None),
            *(
                [Part(kind="cash", label=self.say("settle.wallet"), amount=quote.wallet, before=before.wallet if before else None)]
                * quote.bill.wallet
            ),
            Part(kind="cash", label=self.say("figure.cash"), amount=quote.coins, before=before.coins if before else None),
            *([Part(kind="cash", label=self.say("private.part"), amount=self.till.sale.private_total)] * bool(self.till.sale.private)),
        )

    def _draw_parts(self, drawn: dict[str, Money], was: dict[str, Money], *, changed: bool) -> Iterator[Part]:
        people = list(dict.fromkeys([*drawn, *was]))
        if not people:
            yield Part(kind="pool", label=self.say("settle.no-draw"), amount=Money.ZERO)
        for place, person in enumerate(people, start=1):
            before = was.get(person, Money.ZERO) if changed else None
            order = f"{place} " if len(people) > 1 else ""  # they are drawn in this order
            label = self.say("settle.draw", name=f"{order}{self.name_of(person)}")
            yield Part(kind="pool", label=label, amount=drawn.get(person, Money.ZERO), before=before)

    @property
    def due(self) -> Money:
        """All the cash: of the settlement, and for what was taken off it."""
        return (self.quote.coins if self.quote else Money.ZERO) + self.till.sale.private_total

    def draw_cash(self) -> None:
        """Due, tendered, change."""
        private = self.till.sale.private_total
        note = self.say("settle.private", amount=private) if private else ""
        self.query_one(CashPanel).show(self.till.lang, self.due if self.quote else None, note)
