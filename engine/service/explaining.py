"""Reasons, looked up when somebody asks: what each step rests on, and what would have let a pool pay that paid nothing.

The burden is shared once more on what the books hold (of a quote) or held (of a record). Where that does not give the very split that was
quoted or booked - the books moved meanwhile, or the edition was another's - nothing is said of what might have been.
"""

from collections.abc import Iterator

from engine.allocate.counterfactual import Stranger, not_drawn, plainly
from engine.allocate.sharing import Sharing
from engine.errors import Refusal, RefusalCode
from engine.ledger.store import Reading
from engine.model.codes import Event, Insurance, Relation
from engine.model.explanation import Explanation, Reason
from engine.model.family import Binding, Grant
from engine.model.person import Person
from engine.model.purse import Pool
from engine.model.reported import reported
from engine.model.settlement import Quote, Settlement
from engine.model.step import Step
from engine.money import Money
from engine.policy.edition import Edition
from engine.policy.grounds import grounds
from engine.service.context import Context, person_of
from engine.service.family import judge
from engine.service.first_sale import judged_at
from engine.service.moment import as_it_is, as_it_was

_INVERSE = {
    Relation.PARENT: Relation.CHILD,
    Relation.CHILD: Relation.PARENT,
    Relation.GRANDPARENT: Relation.GRANDCHILD,
    Relation.GRANDCHILD: Relation.GRANDPARENT,
}


class Explaining:
    """Reached as `engine.explaining`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of_quote(self, quote: Quote) -> Explanation:
        """Why these figures and no others, at this moment."""
        with self._context.books.read() as books:
            edition = self._edition(quote)
            sharing = None if edition is None else as_it_is(books, quote, edition)
            return self._explanation(books, quote, edition, person_of(books, quote.holder).insurance, sharing)

    def of_record(self, record: Settlement) -> Explanation:
        """Why the figures of a record, from the books alone; of an undoing only that it is one."""
        with self._context.books.read() as books:
            edition = self._edition(record)
            sharing = None if edition is None or record.event is not Event.SALE else as_it_was(books, record, edition)
            return self._explanation(books, record, edition, Insurance(record.insurance), sharing)

    def _edition(self, split: Quote | Settlement) -> Edition | None:
        """None where it is not known here, or is another of that name: a step names a source that it does not have."""
        edition = self._context.policies.named(split.edition)
        known = {source.key for source in edition.sources} if edition else set()
        return edition if {step.facts["source"] for step in split.steps if "source" in step.facts} <= known else None

    def _explanation(
        self, books: Reading, split: Quote | Settlement, edition: Edition | None, insurance: Insurance, sharing: Sharing | None
    ) -> Explanation:
        care = split.bill.care if isinstance(split, Quote) else split.care
        if sharing is not None and _same(sharing, split):
            apart = not_drawn(sharing, tuple(self._strangers(books, split, sharing)))
        else:
            judged = judged_at(books, split) if isinstance(split, Settlement) else split.at
            apart = tuple(plainly(split.passed_over, split.steps, care=care, cash=split.figures.cash, year=str(judged.year)))
            sale = isinstance(split, Settlement) and split.event is Event.SALE
            edition = None if sale else edition  # a sale that comes out otherwise was made under another edition of that name
        benefit = edition.benefit(insurance, care) if edition else None
        by_rule = {(over.authoriser, f"passed-over-{over.why}"): over for over in apart}
        without = [Step(rule=f"passed-over-{over.why}", amount=Money.ZERO, facts=over.facts) for over in apart if over.grant is None]
        place = next((number for number, step in enumerate(split.steps) if step.rule == "cash"), len(split.steps))
        steps = [*split.steps[:place], *without, *split.steps[place:]]
        return Explanation(
            reasons=tuple(
                Reason(
                    step=step,
                    grounds=grounds(step, edition, benefit),
                    not_drawn=by_rule.get((str(step.facts.get("authoriser")), step.rule)),
                )
                for step in steps
            ),
            reported=None
            if edition is None
            else reported(
                split.figures,
                aid_in_account=edition.wire.mulaid_in_acct_pay,
                accounts_in_fund=edition.wire.fund_sum_includes_acct,
            ),
        )

    def _strangers(self, books: Reading, split: Quote | Settlement, sharing: Sharing) -> Iterator[Stranger]:
        """Employees with money whom a family account binds to the holder, either way, and who had granted nothing."""
        granted = {pool.authoriser.id for pool in sharing.pools}
        seen: set[str] = set()
        for number, binding in enumerate(books.bindings_at(split.holder, split.at), start=1):
            who, relation = _across(binding, split.holder)
            person, balance = books.person_at(who, split.at), books.balance(who)
            if isinstance(split, Settlement):
                balance = books.balance_before(who, split.id)
            if person is None or not person.may_authorise or not balance or not balance.all or who in granted | seen:
                continue
            seen.add(who)
            filed = Grant(authoriser=who, beneficiary=split.holder, relation=relation, filed=split.at.date(), id=-number)
            yield Stranger(
                pool=Pool(grant=filed, authoriser=person, balance=balance, used=Money.ZERO),
                bound="presenter" if who == split.shown_by else "owner" if who == binding.owner else "member",
                refused=self._refused(books, person, sharing.holder, filed),
            )

    def _refused(self, books: Reading, giver: Person, taker: Person, grant: Grant) -> str:
        """The code that filing this grant would meet; empty where it could be filed, or has been since."""
        edition = self._context.policies.in_force(giver.region, grant.filed)
        if edition is None:
            return RefusalCode.NO_EDITION.value
        try:
            judge(books, giver, taker, grant.relation, edition.mutual_aid)
        except Refusal as refusal:
            return "" if refusal.code is RefusalCode.GRANT_EXISTS else refusal.code.value
        return ""


def _across(binding: Binding, holder: str) -> tuple[str, Relation]:
    """The other one, and what the holder is to them; `relation` says what the member is to the owner."""
    if binding.member == holder:
        return binding.owner, binding.relation
    return binding.member, _INVERSE.get(binding.relation, binding.relation)


def _same(sharing: Sharing, split: Quote | Settlement) -> bool:
    """Whether the burden is shared as it was quoted or booked."""
    found, figures = sharing.shared(), split.figures
    return (found.own, found.draws, found.passed_over, found.cash) == (figures.own_account, split.draws, split.passed_over, figures.cash)
