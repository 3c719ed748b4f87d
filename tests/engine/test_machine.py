"""The engine against a small model of it: any sequence of its verbs, on a real file, leaves the books where the model says, and sound.

`GONGJI_LONG=1` runs twenty times as many sequences.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, multiple, rule

from engine.errors import Refusal
from engine.ledger.open import open_books
from engine.model.codes import AccountUse, Fault, Relation, Status
from engine.money import Money
from tests.engine.ledger_dump import dump
from tests.engine.machine_model import CEILING, DEDUCTIBLE, Model, Purse, Sold
from tests.engine.rules import a_benefit, aid, an_edition
from tests.engine.town import a_bill, a_town, an_engine, counter_sale, employee, line, resident

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.model.bill import Bill
    from engine.model.settlement import Quote, Settlement

EMPLOYEES = {"ann": Purse(50_000, 20_000), "bob": Purse(8_000, 8_000), "cai": Purse(0, 0)}
RESIDENTS = ["rui", "sun"]
PEOPLE = [*EMPLOYEES, *RESIDENTS]
RULES = aid(authorisers_per_beneficiary=2, beneficiaries_per_authoriser=2)
ROW = a_benefit(deductible=dict.fromkeys(a_benefit().deductible, Money(DEDUCTIBLE)), ceiling={Status.IN_SERVICE: Money(CEILING)})
EDITION = an_edition(benefits=(ROW,), mutual_aid=RULES)
PREMIUM = EDITION.premium["minor"].fen

people = st.sampled_from(PEOPLE)
amounts = st.one_of(st.integers(1, 3_000), st.integers(3_000, 150_000))
YEAR = 2025


class Books(RuleBasedStateMachine):
    """Keys are drawn from a bundle, so that they are used again: with the same content and with other."""

    keys: Bundle[tuple[str, str, Any]] = Bundle("keys")
    settlements: Bundle[str] = Bundle("settlements")

    @initialize()
    def found(self) -> None:
        self.folder = TemporaryDirectory()
        self.url = f"sqlite:///{Path(self.folder.name) / 'books.db'}"
        self.town = a_town(
            *((employee(name), f"{Money(purse.all)}/{Money(purse.prior)}") for name, purse in EMPLOYEES.items()),
            *(resident(name) for name in RESIDENTS),
            url=self.url,
            editions=[EDITION],
        )
        self.model = Model(employees={name: Purse(purse.all, purse.prior) for name, purse in EMPLOYEES.items()}, residents=RESIDENTS)
        self.restarts = self.count = 0

    @property
    def year(self) -> int:
        return self.town.clock.now.year

    def compare(self, expected: Sold, got: Settlement | Quote) -> None:
        figures = got.figures
        assert (figures.deductible.fen, figures.fund.fen, figures.own_account.fen, figures.cash.fen) == (
            expected.deductible,
            expected.fund,
            expected.own,
            expected.cash,
        )
        assert [(draw.grant, draw.authoriser, draw.amount.fen, draw.prior_year.fen) for draw in got.draws] == expected.draws

    def refused(self, doing: Callable[[], object]) -> str:
        """The refusal's code, or an empty text; a refusal leaves nothing behind."""
        before = dump(self.town.books)
        try:
            doing()
        except Refusal as error:
            assert dump(self.town.books) == before
            return error.code.value
        return ""

    def bill(self, amount: int, *, benefit: bool, off: bool) -> Bill:
        bill = (a_bill if benefit else counter_sale)(line(str(Money(amount))))
        return replace(bill, account=AccountUse.OFF if off else AccountUse.USE)

    # sales

    @rule(target=settlements, holder=people, amount=amounts, benefit=st.booleans(), off=st.sampled_from([False, False, False, True]))
    def sell(self, holder: str, amount: int, *, benefit: bool, off: bool) -> Any:  # noqa: ANN401 - multiple() is Hypothesis' own
        bill, code = self.bill(amount, benefit=benefit, off=off), self.town.code(holder)
        if holder in self.model.suspended:
            assert self.refused(lambda: self.town.engine.settle(bill, code)) == "person-suspended"
            return multiple()
        expected = self.model.split(holder, amount, self.year, benefit=benefit, off=off)
        before = dump(self.town.books)
        quote = self.town.engine.pre_settle(bill, code)
        assert dump(self.town.books) == before
        self.compare(expected, quote)
        sold = self.town.engine.settle(bill, code, agreed=quote)
        self.compare(expected, sold)
        self.model.book(sold.id, expected)
        assert self.refused(lambda: self.town.engine.settle(bill, code)) == "credential-used"
        return sold.id

    @rule(target=keys, holder=people, amount=amounts, benefit=st.booleans(), fault=st.sampled_from(Fault))
    def sell_with_a_key(self, holder: str, amount: int, fault: Fault, *, benefit: bool) -> Any:  # noqa: ANN401 - multiple() is Hypothesis' own
        self.count += 1
        key, bill, code = f"key {self.count}", self.bill(amount, benefit=benefit, off=False), self.town.code(holder)
        if holder in self.model.suspended:
            assert self.refused(lambda: self.town.engine.settle(bill, code, key=key)) == "person-suspended"
            return multiple()
        expected = self.model.split(holder, amount, self.year, benefit=benefit, off=False)
        if fault is Fault.NONE:
            self.compare(expected, self.town.engine.settle(bill, code, key=key))
        else:
            with pytest.raises(Refusal, match="outcome-unknown"):
                self.town.engine.settle(bill, code, key=key, fault=fault)
        if fault is not Fault.BEFORE_COMMIT:
            self.model.book(key, expected)
        return key, holder, bill

    @rule(asked=keys)
    def ask_again_with_the_same_key(self, asked: tuple[str, str, Bill]) -> None:
        key, holder, bill = asked
        if key not in self.model.sales:
            return  # the line broke before the commit; `sell_with_a_key` would settle anew with the figures of today
        before, code = dump(self.town.books), self.town.code(holder)
        again = self.town.engine.settle(bill, code, key=key)
        self.compare(self.model.sales[key], again)
        assert dump(self.town.books, without=["credential"]) == {name: rows for name, rows in before.items() if name != "credential"}

    @rule(asked=keys, other=keys)
    def use_a_key_for_something_else(self, asked: tuple[str, str, Bill], other: tuple[str, str, Bill]) -> None:
        (key, holder, bill), (_, other_holder, other_bill) = asked, other
        if key in self.model.sales and (holder, bill) != (other_holder, other_bill):
            code = self.town.code(other_holder)
            assert self.refused(lambda: self.town.engine.settle(other_bill, code, key=key)) == "key-conflict"

    @rule(asked=keys)
    def reverse(self, asked: tuple[str, str, Bill]) -> None:
        key = asked[0]
        sold = self.model.sales.get(key)
        expected = "unknown-settlement" if sold is None else sold.undone
        assert self.refused(lambda: self.town.engine.reverse(key)) == expected
        if sold is not None and not expected:
            self.model.book(key, sold, sign=-1)
            sold.undone = "already-reversed"

    @rule(number=settlements)
    def refund(self, number: str) -> None:
        sold = self.model.sales[number]
        assert self.refused(lambda: self.town.engine.refund(number)) == sold.undone
        if not sold.undone:
            self.model.book(number, sold, sign=-1)
            sold.undone = "already-refunded"

    @rule(target=settlements, authoriser=people, beneficiary=people)
    def pay_a_premium(self, authoriser: str, beneficiary: str) -> Any:  # noqa: ANN401 - multiple() is Hypothesis' own
        expected, sold = self.model.premium(authoriser, beneficiary, PREMIUM, self.year)
        paid: list[Settlement] = []
        doing = lambda: paid.append(self.town.engine.pay_premium(authoriser=authoriser, beneficiary=beneficiary, kind="minor"))  # noqa: E731
        assert self.refused(doing) == expected
        if sold is None:
            return multiple()
        self.model.book(paid[0].id, sold)
        return paid[0].id

    # families and the world

    @rule(authoriser=people, beneficiary=people, limit=st.none() | st.integers(0, 60_000))
    def grant(self, authoriser: str, beneficiary: str, limit: int | None) -> None:
        most = None if limit is None else Money(limit)
        doing = lambda: self.town.engine.grant(authoriser=authoriser, beneficiary=beneficiary, relation=Relation.CHILD, limit=most)  # noqa: E731
        assert self.refused(doing) == self.model.grant(authoriser, beneficiary, limit)

    @rule(authoriser=people, beneficiary=people)
    def revoke(self, authoriser: str, beneficiary: str) -> None:
        doing = lambda: self.town.engine.revoke(authoriser=authoriser, beneficiary=beneficiary)  # noqa: E731
        assert self.refused(doing) == self.model.revoke(authoriser, beneficiary)

    @rule(person=people)
    def suspend_or_restore(self, person: str) -> None:
        self.town.engine.set_insured(person, insured=person in self.model.suspended)
        self.model.suspended ^= {person}

    @rule(days=st.sampled_from([1, 30, 200]))
    def time_passes(self, days: int) -> None:
        year = self.town.clock.now.year
        self.town.clock.advance(days=days)
        if self.town.clock.now.year > year:
            self.model.new_year()

    @rule()
    def restart(self) -> None:
        self.town.books.close()
        self.restarts += 1
        self.town.books = open_books(self.url)
        self.town.engine = an_engine(self.town.books, editions=[EDITION], clock=self.town.clock, seed=1)

    # what always holds

    @invariant()
    def the_books_are_where_the_model_says(self) -> None:
        engine, model = self.town.engine, self.model
        assert {who: (has.all.fen, has.prior_year.fen) for who, has in engine.balances().items()} == {
            who: (purse.all, purse.prior) for who, purse in model.employees.items()
        }
        assert min(min(purse.all, purse.prior) for purse in model.employees.values()) >= 0
        assert engine.fund_paid().fen == sum(model.fund.values())
        assert engine.cash_taken().fen == model.cash
        for person in PEOPLE:
            counted = engine.counted(person)
            assert (counted.deductible.fen, counted.fund.fen) == tuple(
                sums.get((person, self.year), 0) for sums in (model.deductible, model.fund)
            )
            received = engine.family_of(person).received
            assert [(grant.id, grant.authoriser) for grant in received] == [
                (number, grant.authoriser) for number, grant in model.grants.get(person, {}).items()
            ]
            for grant in received:
                assert engine.family_of(person).used[grant.id].fen == model.used.get((grant.id, self.year), 0)
        assert max(model.fund.values(), default=0) <= CEILING

    @invariant()
    def the_books_are_sound(self) -> None:
        assert self.town.engine.check() == []

    def teardown(self) -> None:
        self.town.books.close()
        self.folder.cleanup()


LONG = bool(os.environ.get("GONGJI_LONG"))

TestBooks = Books.TestCase
TestBooks.settings = settings(max_examples=settings().max_examples * (20 if LONG else 1) // 4, stateful_step_count=40)
