"""The order in which a beneficiary's authorisers pay, where the edition lets it be set: by rank, or a filing order that may be changed."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from engine.allocate.orders import in_order
from engine.errors import BadInput, Refusal, RefusalCode
from engine.ledger.store import Reading
from engine.model.family import Grant
from engine.policy.edition import MutualAidRules, Order
from engine.service.context import Context, person_of


class Ordering:
    """Reached as `engine.ordering`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, beneficiary: str) -> tuple[Grant, ...]:
        """The grants in force, the one that pays first at the head. Raises Refusal `no-edition`, BadInput `unknown-person`."""
        with self._context.read() as (books, at):
            return _ordered(books, beneficiary, self._rules(books, beneficiary, at), at)

    def reorder(self, beneficiary: str, authorisers: Sequence[str]) -> tuple[Grant, ...]:
        """Put these first, in this order; who is not named keeps the place behind them. No grant ends, and no limit starts anew.

        Judged by the beneficiary's edition, which says who is drawn on first. Raises Refusal `no-edition`, `order-fixed`, `no-grant`;
        BadInput `unknown-person`, `bad-order` (nobody, or somebody twice).
        """
        with self._context.write() as (books, at):
            rules = self._rules(books, beneficiary, at)
            if not (rules.reorderable or rules.order is Order.RANK):
                raise Refusal(RefusalCode.ORDER_FIXED, beneficiary=beneficiary, order=rules.order.value)
            if not authorisers or max(Counter(authorisers).values()) > 1:
                raise BadInput("bad-order", authorisers=", ".join(authorisers)[:80])
            now = _ordered(books, beneficiary, rules, at)
            by_authoriser = {grant.authoriser: grant for grant in now}
            for authoriser in authorisers:
                if authoriser not in by_authoriser:
                    raise Refusal(RefusalCode.NO_GRANT, authoriser=authoriser[:80], beneficiary=beneficiary)
            named = [by_authoriser[authoriser] for authoriser in authorisers]
            books.order_grants([*named, *(grant for grant in now if grant not in named)], at)
            return _ordered(books, beneficiary, rules, at)

    def _rules(self, books: Reading, beneficiary: str, at: datetime) -> MutualAidRules:
        return self._context.edition(person_of(books, beneficiary).region, at).mutual_aid


def _ordered(books: Reading, beneficiary: str, rules: MutualAidRules, at: datetime) -> tuple[Grant, ...]:
    pools = books.pools_to(beneficiary, str(at.year))
    return tuple(pool.grant for pool in in_order(pools, rules))
