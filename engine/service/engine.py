"""The engine as the till and other callers see it: one object, one method a verb."""

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from engine.model.bill import Bill
from engine.model.codes import Care, Fault, Relation
from engine.model.credential import Credential
from engine.model.family import Binding, Grant
from engine.model.outcome import Outcome
from engine.model.person import Person
from engine.model.returned import GivenBack, Returned
from engine.model.settlement import Quote, Settlement
from engine.money import Money
from engine.service import credentials, family, found, premium, standing, undo
from engine.service.closings import Closings
from engine.service.context import Context, institution_of, person_of
from engine.service.day import Day
from engine.service.drawer import Drawer
from engine.service.explaining import Explaining
from engine.service.give_back import give_back
from engine.service.ordering import Ordering
from engine.service.pre_settle import pre_settle
from engine.service.private import Private
from engine.service.records import Records
from engine.service.reporting import Reporting
from engine.service.settle import settle
from engine.service.simulated_clock import SimulatedClock
from engine.service.views import Views
from engine.service.wallet import Wallet
from engine.service.whole_books import WholeBooks

if TYPE_CHECKING:
    from engine.service.visits import Visits


class Engine(WholeBooks, Views):
    """Verbs raise `engine.errors.Refusal` for a business rule, `BadInput` for what is not there, `BooksError` for the database."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.explaining, self.ordering, self.day, self.private = Explaining(context), Ordering(context), Day(context), Private(context)
        self.wallet, self.drawer, self.clock = Wallet(context), Drawer(context), SimulatedClock(context)
        self.records, self.closings, self.reporting = Records(context), Closings(context), Reporting(context)

    @cached_property
    def visits(self) -> "Visits":
        """A hospital's."""
        from engine.service.visits import Visits  # noqa: PLC0415 - nine modules that no pharmacy needs

        return Visits(self._context)

    # sales

    def pre_settle(self, bill: Bill, code: str) -> Quote:
        """Who would pay what now; writes nothing and uses no code up."""
        return pre_settle(self._context, bill, code)

    def settle(
        self,
        bill: Bill,
        code: str,
        *,
        key: str | None = None,
        pin: str | None = None,
        agreed: Quote | None = None,
        fault: Fault = Fault.NONE,
    ) -> Settlement:
        """Settle; with `agreed`, only if its figures still hold (else `FiguresChanged`, which carries the new quote)."""
        return settle(self._context, bill, code, key=key, pin=pin, agreed=agreed, fault=fault)

    def asks_pin(self, holder: str, at: str) -> bool:
        """Whether this institution must be given the holder's PIN to settle."""
        with self._context.books.read() as books:
            return credentials.asks_pin(person_of(books, holder), institution_of(books, at))

    def refund(self, settlement: str, *, fault: Fault = Fault.NONE) -> Settlement:
        """Give a settlement back, once."""
        return undo.refund(self._context, settlement, fault)

    def give_back(self, settlement: str, lines: Sequence[Returned], *, key: str | None = None, fault: Fault = Fault.NONE) -> GivenBack:
        """Some of the goods come back: the settlement is refunded and what remains settled anew, at once or not at all."""
        return give_back(self._context, settlement, lines, key=key, fault=fault)

    def reverse(self, key: str, *, fault: Fault = Fault.NONE) -> Settlement:
        """Undo the settlement of a key whose outcome is unknown, once."""
        return undo.reverse(self._context, key, fault)

    def query(self, key: str) -> Outcome:
        """What became of a key whose outcome is unknown; changes nothing."""
        return undo.query(self._context, key)

    def pay_premium(self, *, authoriser: str, beneficiary: str, kind: str) -> Settlement:
        """A relative pays a resident's yearly premium."""
        return premium.pay_premium(self._context, authoriser=authoriser, beneficiary=beneficiary, kind=kind)

    # codes and families

    def issue(self, person: str, shown_by: str | None = None) -> Credential:
        """A fresh code. It is issued to anybody: the sale judges it."""
        return credentials.issue(self._context, person, shown_by)

    def holder_of(self, code: str) -> Person:
        """Who presents this code, after all checks of the code and the person; for the payer's card before there is a basket."""
        with self._context.read() as (books, at):
            return credentials.present(self._context, books, code, at).holder

    def presenter_of(self, code: str) -> str | None:
        """Whose phone shows it, when it is a relative's."""
        with self._context.books.read() as books:
            issued = credentials.find(self._context, books, code)
            return issued.shown_by if issued else None

    def family_of(self, person: str) -> family.Family:
        """Bindings and grants around a person."""
        return family.family_of(self._context, person)

    def bind(self, *, owner: str, member: str, relation: Relation) -> Binding:
        """亲情账户: let the owner's phone show the member's code."""
        return family.bind(self._context, owner=owner, member=member, relation=relation)

    def unbind(self, *, owner: str, member: str) -> Binding:
        """End a binding."""
        return family.unbind(self._context, owner=owner, member=member)

    def grant(
        self,
        *,
        authoriser: str,
        beneficiary: str,
        relation: Relation,
        limit: Money | None = None,
        rank: int | None = None,
        covers: frozenset[Care] | None = None,
    ) -> Grant:
        """家庭共济: let the beneficiary spend the authoriser's account."""
        return family.grant(
            self._context, authoriser=authoriser, beneficiary=beneficiary, relation=relation, limit=limit, rank=rank, covers=covers
        )

    def revoke(self, *, authoriser: str, beneficiary: str) -> Grant:
        """End a grant."""
        return family.revoke(self._context, authoriser=authoriser, beneficiary=beneficiary)

    # the world

    def found(self, world: found.World) -> None:
        """Bring a world's people, institutions, items and families into the books."""
        found.found(self._context, world)

    def set_insured(self, person: str, *, insured: bool) -> None:
        """Suspend or restore a person's insurance."""
        standing.set_insured(self._context, person, insured=insured)

    def set_designated(self, institution: str, *, designated: bool) -> None:
        """Suspend or restore an institution's agreement."""
        standing.set_designated(self._context, institution, designated=designated)
