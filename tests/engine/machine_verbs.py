"""The verbs of the state machine: one rule each, with what the model says to it first."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, initialize, multiple, rule

from engine.errors import Refusal
from engine.model.bill import Bill
from engine.model.codes import Event, Fault, Relation
from engine.model.settlement import Quote, Settlement
from engine.money import Money
from tests.engine.ledger_dump import dump
from tests.engine.machine import PEOPLE, PREMIUM, BooksBesideModel, compare
from tests.engine.machine_model import Issued, Sold

people = st.sampled_from(PEOPLE)
limits = st.none() | st.integers(0, 60_000)
amounts = st.one_of(st.integers(1, 3_000), st.integers(3_000, 300_000))
Asked = tuple[str, str, int, bool]  # key, holder, amount, whether at the clinic
Quoted = tuple[Quote, Sold, Issued, Bill]


class Verbs(BooksBesideModel):
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

    # families

    @initialize(
        filed=st.lists(
            st.tuples(st.sampled_from(["ann", "bob", "cai"]), st.sampled_from(["rui", "rui", "sun", "cai"]), limits), min_size=3, max_size=7
        )
    )
    def file_some_grants(self, filed: list[tuple[str, str, int | None]]) -> None:
        for authoriser, beneficiary, limit in filed:
            self.grant(authoriser, beneficiary, limit)

    @rule(authoriser=people, beneficiary=people, limit=limits)
    def grant_anew(self, authoriser: str, beneficiary: str, limit: int | None) -> None:
        self.grant(authoriser, beneficiary, limit)

    def grant(self, authoriser: str, beneficiary: str, limit: int | None) -> None:
        most = None if limit is None else Money(limit)
        doing = lambda: self.town.engine.grant(authoriser=authoriser, beneficiary=beneficiary, relation=Relation.CHILD, limit=most)  # noqa: E731
        if not self.refused(self.model.grant(authoriser, beneficiary, limit), doing):
            self.reach("grant")

    def one_of_the_grants(self, nth: int) -> tuple[str, str]:
        """Mostly a pair between which there is a grant."""
        pairs = [(grant.authoriser, who) for who, grants in self.model.grants.items() for grant in grants.values()]
        return [*pairs, ("bob", "sun")][nth % (len(pairs) + 1)]

    @rule(target=settlements, nth=st.integers(0, 9))
    def pay_a_premium(self, nth: int) -> Any:  # noqa: ANN401
        authoriser, beneficiary = self.one_of_the_grants(nth)
        expected, sold = self.model.premium(authoriser, beneficiary, PREMIUM, self.year)
        paid: list[Settlement] = []
        doing = lambda: paid.append(self.town.engine.pay_premium(authoriser=authoriser, beneficiary=beneficiary, kind="minor"))  # noqa: E731
        if self.refused(expected, doing) or sold is None:
            return multiple()
        self.booked(paid[0], sold)
        return paid[0].id

    @rule(nth=st.integers(0, 9))
    def revoke(self, nth: int) -> None:
        authoriser, beneficiary = self.one_of_the_grants(nth)
        doing = lambda: self.town.engine.revoke(authoriser=authoriser, beneficiary=beneficiary)  # noqa: E731
        if not self.refused(self.model.revoke(authoriser, beneficiary), doing):
            self.reach("revoke")

    @rule(owner=people, member=people)
    def bind_or_unbind(self, owner: str, member: str) -> None:
        engine, pair = self.town.engine, (owner, member)
        if pair in self.model.bindings:
            engine.unbind(owner=owner, member=member)
            assert self.refused("not-bound", lambda: engine.unbind(owner=owner, member=member))
            self.reach("unbind")
        else:
            if self.refused(
                "relation-not-allowed" * (owner == member), lambda: engine.bind(owner=owner, member=member, relation=Relation.CHILD)
            ):
                return
            self.reach("bind")
        self.model.bindings ^= {pair}

    # the world

    @rule(what=st.sampled_from([*PEOPLE, "clinic", "minutes", "seconds", "hours", "days", "restart"]), much=st.integers(1, 3))
    def the_world_changes(self, what: str, much: int) -> None:
        if what == "restart":
            self.restart()
        elif what == "clinic":
            self.model.clinic_open = not self.model.clinic_open
            self.town.engine.set_designated("clinic", designated=self.model.clinic_open)
            self.reach("open the clinic" if self.model.clinic_open else "close the clinic")
        elif what in PEOPLE:
            self.town.engine.set_insured(what, insured=what in self.model.suspended)
            self.model.suspended ^= {what}
            self.reach("suspend" if what in self.model.suspended else "restore")
        else:
            year = self.year
            self.town.clock.advance(**{what: much * {"seconds": 42, "minutes": 1, "hours": 6, "days": 70}[what]})
            self.town.engine.balances()  # whoever looks first books what time brought, also where a verb is then refused
            if self.year > year:
                self.model.new_year()
                self.reach("a new year")
