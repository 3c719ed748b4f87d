"""Private sales of any goods: whole fen, balanced, and what came back and what was kept are together what was paid."""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from engine.model.bill import Line
from engine.model.returned import Returned
from engine.money import Money, total
from tests.engine.town import a_town, counter_sale, item, line, resident

if TYPE_CHECKING:
    from engine.model.private import PrivateSale

PRICES = st.decimals("0.01", "999.999999", places=6)
QUANTITIES = st.decimals("0.5", "50", places=4)
LINES = st.lists(st.tuples(PRICES, QUANTITIES), min_size=1, max_size=5)


def goods(drawn: list[tuple[Decimal, Decimal]]) -> tuple[Line, ...]:
    return tuple(
        Line(item=item(f"g{place}", str(price), "non-medical"), quantity=quantity) for place, (price, quantity) in enumerate(drawn)
    )


@settings(max_examples=40, deadline=None)
@given(LINES, st.data())
def test_alone(drawn: list[tuple[Decimal, Decimal]], data: st.DataObject) -> None:
    town, lines = a_town(resident("kid")), goods(drawn)
    private = town.engine.private
    sale = private.sell("pharmacy", lines)
    each = [int((price * quantity * 100).quantize(Decimal(1), ROUND_HALF_UP)) for price, quantity in drawn]
    assert [sold.total.fen for sold in sale.lines] == each
    assert town.engine.drawer.balance("pharmacy") == private.taken() == Money(sum(each))
    paid = sale.total
    kept: PrivateSale | None = sale
    while kept is not None:
        chosen = data.draw(st.sampled_from(kept.lines))
        whole = data.draw(st.booleans()) or chosen.quantity < 2  # half of it and more is worth a fen
        quantity = chosen.quantity if whole else Decimal(1)
        back = private.give_back(kept.id, [Returned(item=chosen.code, quantity=quantity)])
        assert back.refund.total == -kept.total
        paid -= back.cash
        assert private.taken() == paid == (back.remaining.total if back.remaining else Money.ZERO)
        assert back.cash >= Money.ZERO
        kept = back.remaining
    assert not town.engine.drawer.balance("pharmacy")
    assert town.engine.check() == []


@settings(max_examples=40, deadline=None)
@given(LINES, st.sampled_from(["refund", "refund-with", "reverse", "keep"]))
def test_beside_a_settlement(drawn: list[tuple[Decimal, Decimal]], end: str) -> None:
    town, lines = a_town(resident("kid")), goods(drawn)
    sale = town.settle(replace(counter_sale(line("12.34")), private=lines), "kid", key="k")
    alone = a_town(resident("kid"))
    assert sale.figures == alone.settle(counter_sale(line("12.34")), "kid").figures, "the settlement is what it is without it"
    private = total(part.amount for part in lines)
    assert town.engine.drawer.balance("pharmacy") == sale.coins + private
    if end == "refund":
        town.engine.refund(sale.id)
    elif end == "refund-with":
        town.engine.private.refund_with(sale.id)
    elif end == "reverse":
        town.engine.reverse("k")
    assert town.engine.private.taken() == (private if end in {"refund", "keep"} else Money.ZERO)
    assert town.engine.cash_taken() == (sale.coins if end == "keep" else Money.ZERO)
    assert town.engine.check() == []
