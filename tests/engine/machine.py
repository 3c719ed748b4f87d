"""A state machine of the engine's verbs beside the small model: what it is founded on, how the two are compared, what always holds.

Books in memory, or (`on_file`) in a file that a restart closes and opens again. `reached` counts what the runs came to, so that a test
can tell a machine that runs from one that only turns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, ClassVar

import pytest
from hypothesis.stateful import RuleBasedStateMachine, invariant

from engine.errors import Refusal
from engine.ledger.open import open_books
from engine.model.codes import AccountUse, Event, Status
from engine.money import Money
from tests.engine.ledger_dump import dump
from tests.engine.machine_model import CEILING, DEDUCTIBLE, Issued, Model, Purse, Sold
from tests.engine.rules import a_benefit, aid, an_edition
from tests.engine.town import a_bill, a_town, an_engine, counter_sale, employee, line, resident

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.model.bill import Bill
    from engine.model.settlement import Quote, Settlement

EMPLOYEES = {"ann": Purse(60_000, 20_000), "bob": Purse(8_000, 8_000), "cai": Purse(0, 0)}
RESIDENTS = ["rui", "sun"]
PEOPLE = [*EMPLOYEES, *RESIDENTS]
RULES = aid(authorisers_per_beneficiary=2, beneficiaries_per_authoriser=2)
ROW = a_benefit(deductible=dict.fromkeys(a_benefit().deductible, Money(DEDUCTIBLE)), ceiling={Status.IN_SERVICE: Money(CEILING)})
EDITION = an_edition(benefits=(ROW,), mutual_aid=RULES)
PREMIUM = EDITION.premium["minor"].fen
CHECKED_EVERY = 10

#: What a few hundred runs must have come to: every verb, every refusal that the model knows, every purse and limit used to its end.
MUST_REACH = frozenset({
    "quote", "sale", "replay", "refund", "all given back", "part given back", "part given back of another year", "reversal", "premium",
    "issue", "grant", "revoke", "bind", "unbind", "suspend", "restore", "close the clinic", "restart", "a new year", "before-commit",
    "reply-lost", "settled after a lost line", "own account", "one pool", "two pools", "a limit used up", "the deductible borne",
    "the ceiling", "cash", "prior-year", "credential-expired", "credential-used", "not-bound", "person-suspended",
    "institution-not-designated", "key-conflict", "figures-changed", "already-refunded", "already-reversed", "unknown-settlement",
    "not-in-sale", "more-than-sold", "zero-line", "authoriser-has-no-account", "relation-not-allowed", "grant-exists", "mutual-binding",
    "single-authoriser", "grant-limit-reached", "no-grant", "not-resident-insured", "insufficient-account", "return before-commit",
    "return reply-lost",
})  # fmt: skip


def compare(expected: Sold, got: Settlement | Quote) -> None:
    figures = got.figures
    assert (figures.deductible.fen, figures.fund.fen, figures.own_account.fen, figures.cash.fen) == (
        expected.deductible,
        expected.fund,
        expected.own,
        expected.cash,
    )
    assert [(draw.grant, draw.authoriser, draw.amount.fen, draw.prior_year.fen) for draw in got.draws] == expected.draws


class BooksBesideModel(RuleBasedStateMachine):
    on_file: ClassVar = False
    reached: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory() if self.on_file else None
        self.url = f"sqlite:///{Path(self.folder.name) / 'books.db'}" if self.folder else "memory:"
        self.town = a_town(
            *((employee(name), f"{Money(purse.all)}/{Money(purse.prior)}") for name, purse in EMPLOYEES.items()),
            *(resident(name) for name in RESIDENTS),
            url=self.url,
            editions=[EDITION],
        )
        self.model = Model(employees={name: Purse(purse.all, purse.prior) for name, purse in EMPLOYEES.items()}, residents=RESIDENTS)
        self.keys_made = self.steps = 0

    @property
    def year(self) -> int:
        return self.town.clock.now.year

    def reach(self, *what: str) -> None:
        self.reached.update(what)

    def refused(self, expected: str, doing: Callable[[], object]) -> bool:
        """Whether it was refused, which it must be where the model says so, and only there; a refusal leaves nothing behind."""
        if not expected:
            doing()
            return False
        before = dump(self.town.books)
        with pytest.raises(Refusal) as refusal:
            doing()
        assert refusal.value.code.value == expected
        assert dump(self.town.books) == before
        self.reach(expected)
        return True

    def bill(self, amount: int, *, benefit: bool, off: bool = False) -> Bill:
        bill = (a_bill if benefit else counter_sale)(line(str(Money(amount))))
        return replace(bill, account=AccountUse.OFF if off else AccountUse.USE)

    def code(self, holder: str, shown_by: str | None = None) -> Issued:
        digits = self.town.code(holder, shown_by)
        self.reach("issue")
        return Issued(digits, holder, None if shown_by == holder else shown_by, self.town.clock.now)

    def booked(self, settlement: Settlement, sold: Sold, issued: Issued | None = None) -> None:
        """The engine has done it; the model does it too."""
        compare(sold, settlement)
        self.model.book(settlement.id, sold)
        if issued is not None:
            self.model.used_codes.add(issued.digits)
        self.reach(settlement.event.value)
        limits = {number: grant.limit for grants in self.model.grants.values() for number, grant in grants.items()}
        came_to = {
            "own account": sold.own,
            "one pool": len(sold.draws) == 1,
            "two pools": len(sold.draws) == 2,
            "a limit used up": any(self.model.used[number, sold.year] == limits.get(number) for number, *_ in sold.draws),
            "the deductible borne": sold.deductible and sold.fund,
            "the ceiling": self.model.fund.get((sold.holder, sold.year)) == CEILING,
            "cash": sold.cash,
            "prior-year": sold.own_prior or any(prior for *_, prior in sold.draws),
        }
        self.reach(*(what for what, truly in came_to.items() if truly))

    def undone(self, event: Event, number: str | None, doing: Callable[[], Settlement]) -> None:
        sold = self.model.sales[number] if number else None
        if self.refused(sold.undone if sold else "unknown-settlement", doing) or sold is None or number is None:
            return
        self.model.book(number, sold, sign=-1)
        sold.undone = "already-refunded" if event is Event.REFUND else "already-reversed"
        self.reach(event.value)

    def restart(self) -> None:
        self.reach("restart")
        if self.on_file:
            self.town.books.close()
            self.town.books = open_books(self.url)
        self.town.engine = an_engine(self.town.books, editions=[EDITION], clock=self.town.clock, seed=1)

    # what always holds

    @invariant()
    def the_books_are_where_the_model_says(self) -> None:
        model, year = self.model, str(self.year)
        with self.town.books.read() as books:
            assert {who: (has.all.fen, has.prior_year.fen) for who, has in books.balances().items()} == {
                who: (purse.all, purse.prior) for who, purse in model.employees.items()
            }
            assert -books.account_total("fund:").fen == sum(model.fund.values())
            assert books.account_total("drawer:").fen == model.cash
            for person in PEOPLE:
                counted, spot = books.counted_in_year(person, year), (person, self.year)
                assert (counted.deductible.fen, counted.fund.fen) == (model.deductible.get(spot, 0), model.fund.get(spot, 0))
                received, expected = books.grants_to(person), model.grants.get(person, {})
                assert [(grant.id, grant.authoriser) for grant in received] == [(no, grant.authoriser) for no, grant in expected.items()]
                for grant in received:
                    assert books.grant_used(grant.id, year).fen == model.used.get((grant.id, self.year), 0)
        assert min(min(purse.all, purse.prior) for purse in model.employees.values()) >= 0
        assert max(model.fund.values(), default=0) <= CEILING

    @invariant()
    def the_books_are_sound(self) -> None:
        self.steps += 1
        if self.steps % CHECKED_EVERY == 0:
            assert self.town.engine.check() == []

    def teardown(self) -> None:
        assert self.town.engine.check() == []
        self.town.books.close()
        if self.folder:
            self.folder.cleanup()
        self.reached["runs"] += 1
        self.reached["steps"] += self.steps
