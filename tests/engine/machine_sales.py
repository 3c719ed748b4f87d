"""The state machine sells and takes back: one rule a verb, with what the model says to it first."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, multiple, rule

from engine.errors import Refusal
from engine.model.bill import Bill
from engine.model.codes import Event, Fault
from engine.model.returned import GivenBack, Returned
from engine.model.settlement import Quote, Settlement
from engine.money import Money
from engine.service.found import World
from tests.engine.ledger_dump import dump
from tests.engine.machine import PEOPLE, BooksBesideModel, compare
from tests.engine.machine_model import Goods, Issued, Sold
from tests.engine.town import line

people = st.sampled_from(PEOPLE)
amounts = st.one_of(st.integers(1, 3_000), st.integers(3_000, 300_000))
Asked = tuple[str, str, int, bool]  # key, holder, amount, whether at the clinic
Quoted = tuple[Quote, Sold, Issued, Bill]


class Sales(BooksBesideModel):
    """Codes, keys and quotes are drawn from bundles, so that they are used again: too late, twice, or for something else."""

    codes: Bundle[Issued] = Bundle("codes")
    keys: Bundle[Asked] = Bundle("keys")
    quotes: Bundle[Quoted] = Bundle("quotes")
    settlements: Bundle[str] = Bundle("settlements")

    # sales

    @rule(target=codes, holder=people, shown_by=st.none() | people)
    def issue(self, holder: str, shown_by: str | None) -> Issued:
        return self.code(holder, shown_by)

    @rule(target=settlements, holder=people, amount=amounts, benefit=st.booleans(), off=st.sampled_from([False, False, False, True]))
    def sell(self, holder: str, amount: int, *, benefit: bool, off: bool) -> Any:  # noqa: ANN401 - multiple() is Hypothesis' own
        return self._sold(self.code(holder), self.bill(amount, benefit=benefit, off=off), amount, benefit=benefit, off=off)

    @rule(target=settlements, issued=codes, amount=amounts, benefit=st.booleans())
    def sell_with_a_code_issued_earlier(self, issued: Issued, amount: int, *, benefit: bool) -> Any:  # noqa: ANN401
        return self._sold(issued, self.bill(amount, benefit=benefit), amount, benefit=benefit, off=False)

    def _sold(self, issued: Issued, bill: Bill, amount: int, *, benefit: bool, off: bool) -> Any:  # noqa: ANN401
        sales: list[Settlement] = []
        expected = self.model.presented(issued, self.town.clock.now, benefit=benefit)
        if self.refused(expected, lambda: sales.append(self.town.engine.settle(bill, issued.digits))):
            return multiple()
        sold = self.model.split(issued.holder, amount, self.year, benefit=benefit, off=off)
        self.booked(sales[0], sold, issued)
        return sales[0].id

    @rule(target=quotes, holder=people, amount=amounts, benefit=st.booleans())
    def quote(self, holder: str, amount: int, *, benefit: bool) -> Any:  # noqa: ANN401
        issued, bill, got = self.code(holder), self.bill(amount, benefit=benefit), list[Quote]()
        expected = self.model.presented(issued, self.town.clock.now, benefit=benefit)
        before = dump(self.town.books)
        if self.refused(expected, lambda: got.append(self.town.engine.pre_settle(bill, issued.digits))):
            return multiple()
        assert dump(self.town.books) == before
        sold = self.model.split(issued.holder, amount, self.year, benefit=benefit, off=False)
        compare(sold, got[0])
        self.reach("quote")
        return got[0], sold, issued, bill

    @rule(target=settlements, quoted=quotes)
    def settle_what_was_quoted(self, quoted: Quoted) -> Any:  # noqa: ANN401
        quote, then, issued, bill = quoted
        benefit, sales = bill.at == "clinic", list[Settlement]()
        now = self.model.split(issued.holder, quote.figures.total.fen, self.year, benefit=benefit, off=False)
        expected = self.model.presented(issued, self.town.clock.now, benefit=benefit)
        if not expected and now.agreed != then.agreed:
            expected = "figures-changed"
        if self.refused(expected, lambda: sales.append(self.town.engine.settle(bill, issued.digits, agreed=quote))):
            return multiple()
        self.booked(sales[0], now, issued)
        return sales[0].id

    @rule(target=keys, holder=people, amount=amounts, benefit=st.booleans(), fault=st.sampled_from(Fault))
    def sell_with_a_key(self, holder: str, amount: int, fault: Fault, *, benefit: bool) -> Asked:
        self.keys_made += 1
        asked = f"key {self.keys_made}", holder, amount, benefit
        self._ask(asked, fault)
        return asked

    @rule(asked=keys, fault=st.sampled_from([Fault.NONE, Fault.NONE, *Fault]))
    def ask_again_with_the_same_key(self, asked: Asked, fault: Fault) -> None:
        self._ask(asked, fault)

    @rule(asked=keys, other=keys)
    def use_a_key_for_something_else(self, asked: Asked, other: Asked) -> None:
        self._ask((asked[0], *other[1:]), Fault.NONE)

    def _ask(self, asked: Asked, fault: Fault) -> None:
        key, holder, amount, benefit = asked
        issued, bill, engine = self.code(holder), self.bill(amount, benefit=benefit), self.town.engine
        content, number = self.model.keyed.get(key, (asked[1:], ""))
        if content != asked[1:]:
            self.refused("key-conflict", lambda: engine.settle(bill, issued.digits, key=key, fault=fault))
            return
        expected = "" if number else self.model.presented(issued, self.town.clock.now, benefit=benefit)
        sold = self.model.sales[number] if number else self.model.split(holder, amount, self.year, benefit=benefit, off=False)
        if expected:
            self.refused(expected, lambda: engine.settle(bill, issued.digits, key=key, fault=fault))
            return
        before = dump(self.town.books)
        if fault is Fault.NONE:
            record = engine.settle(bill, issued.digits, key=key)
        else:
            with pytest.raises(Refusal, match="outcome-unknown"):
                engine.settle(bill, issued.digits, key=key, fault=fault)
            self.reach(fault.value)
            if number or fault is Fault.BEFORE_COMMIT:
                assert dump(self.town.books) == before
                return
            record = engine.journal(1)[0]  # it happened, though nobody was told
        if number:
            assert record.id == number
            compare(sold, record)
            assert dump(self.town.books) == before
            self.reach("replay")
            return
        self.booked(record, sold, issued)
        self.reach(*["settled after a lost line"] * (asked[0] != f"key {self.keys_made}"))
        self.model.keyed[key] = asked[1:], record.id

    # undoing

    @rule(number=settlements)
    def refund(self, number: str) -> None:
        self.undone(Event.REFUND, number, lambda: self.town.engine.refund(number))

    @rule(asked=keys)
    def refund_what_a_key_settled(self, asked: Asked) -> None:
        _, number = self.model.keyed.get(asked[0], (None, None))
        self.undone(Event.REFUND, number, lambda: self.town.engine.refund(number or "20250101000000"))

    @rule(asked=keys)
    def reverse(self, asked: Asked) -> None:
        _, number = self.model.keyed.get(asked[0], (None, None))
        self.undone(Event.REVERSAL, number, lambda: self.town.engine.reverse(asked[0]))

    @rule(
        target=settlements,
        number=settlements,
        tenths=st.sampled_from([1, 3, 5, 5, 9, 10]),
        fault=st.sampled_from([Fault.NONE, Fault.NONE, *Fault]),
    )
    def give_back(self, number: str, tenths: int, fault: Fault) -> Any:  # noqa: ANN401
        """Asked with a key until it is answered, and once more after that."""
        sold = self.model.sales[number]
        goods = line(str(Money(sold.goods.price if sold.goods else 100))).item
        self.town.engine.found(World(items=(goods,)))
        self.keys_made += 1
        lines, key = [Returned(item=goods.code, quantity=Decimal(tenths) / 10)], f"key {self.keys_made}"
        expected, rest = self.model.returned(number, tenths)
        if expected:
            self.refused(expected, lambda: self.town.engine.give_back(number, lines, key=key))
            return multiple()
        if fault is not Fault.NONE:
            with pytest.raises(Refusal, match="outcome-unknown"):
                self.town.engine.give_back(number, lines, key=key, fault=fault)
            self.reach(f"return {fault.value}")
        given_back = self.town.engine.give_back(number, lines, key=key)
        assert given_back == self.town.engine.give_back(number, lines, key=key)
        return self._given_back(number, rest, given_back)

    def _given_back(self, number: str, rest: Goods | None, given_back: GivenBack) -> Any:  # noqa: ANN401
        sold = self.model.sales[number]
        self.model.book(number, sold, sign=-1)
        sold.undone = "already-refunded"
        assert given_back.refund.undoes == number
        assert (given_back.remaining is None) == (rest is None)
        if given_back.remaining is None or rest is None:
            self.reach("all given back")
            return multiple()
        self.reach("part given back", *["part given back of another year"] * (sold.year < self.year))
        self.booked(given_back.remaining, self.model.split_goods(sold.holder, rest, sold.year))
        return given_back.remaining.id
