"""The personal burden among the purses that may pay it: own account first, then each grant in force with room left, then cash."""

from collections.abc import Sequence
from dataclasses import dataclass

from engine.allocate.orders import in_order
from engine.allocate.room import room, why_not
from engine.model.codes import AccountUse, Care, Why
from engine.model.institution import Institution
from engine.model.maker import maker
from engine.model.person import Person
from engine.model.purse import Balance, Pool
from engine.model.settlement import Draw, PassedOver, make_draw, make_passed_over
from engine.model.step import Step, make_step
from engine.money import Money
from engine.policy.edition import Edition, PerSettlement


@dataclass(frozen=True, slots=True, kw_only=True)
class Allocation:
    """Adds up to the burden. `own_prior_year` is the part of `own` taken from the prior-year balance."""

    own: Money
    own_prior_year: Money
    draws: tuple[Draw, ...]
    passed_over: tuple[PassedOver, ...]
    cash: Money
    steps: tuple[Step, ...]


make_allocation = maker(Allocation)


def allocate(
    burden: Money,
    *,
    off_catalogue: Money,
    edition: Edition,
    care: Care,
    use: AccountUse,
    holder: Person,
    institution: Institution,
    own: Balance,
    pools: Sequence[Pool],
    year: str,
) -> Allocation:
    """Share `burden`; `pools` are the holder's grants in force, in listing order.

    `year` is the calendar year that limits are counted in.
    """
    steps: list[Step] = []
    payable, barred = burden, Money.ZERO
    if off_catalogue and not edition.account.pays_off_catalogue:
        payable, barred = burden - off_catalogue, off_catalogue
        steps.append(
            make_step(rule="off-catalogue-cash", amount=off_catalogue, facts=dict(edition.account.sources.of("pays_off_catalogue")))
        )

    rule, paid_by_own = ("account-off", Money.ZERO) if use is AccountUse.OFF else ("own-account", payable.at_most(own.all))
    steps.append(make_step(rule=rule, amount=paid_by_own, facts={"payable_fen": payable.fen, "balance_fen": own.all.fen}))

    draws, passed_over, reasons, rest = _draw(payable - paid_by_own, edition, care, use, holder, institution, pools, year)
    steps += reasons
    cash = rest + barred
    steps.append(make_step(rule="cash", amount=cash, facts={"burden_fen": burden.fen}))
    return make_allocation(
        own=paid_by_own,
        own_prior_year=own.prior_part_of(paid_by_own),
        draws=draws,
        passed_over=passed_over,
        cash=cash,
        steps=tuple(steps),
    )


def _draw(  # noqa: PLR0917 - private, called once
    rest: Money, edition: Edition, care: Care, use: AccountUse, holder: Person, institution: Institution, pools: Sequence[Pool], year: str
) -> tuple[tuple[Draw, ...], tuple[PassedOver, ...], list[Step], Money]:
    rules = edition.mutual_aid
    draws: list[Draw] = []
    passed: list[PassedOver] = []
    steps: list[Step] = []
    for pool in in_order(pools, rules):
        why = why_not(pool, rules=rules, care=care, use=use, holder=holder, institution=institution)
        most, bound = room(pool, rules)
        if why is None and not most:
            why = bound
        if why is None and not rest:
            why = Why.NOTHING_LEFT_TO_PAY
        if why is None and draws and rules.per_settlement is PerSettlement.ONE:
            why = Why.OTHER_AUTHORISER
        if why is not None or pool.balance is None:
            why = why or Why.AUTHORISER_NO_ACCOUNT
            passed.append(make_passed_over(authoriser=pool.authoriser.id, grant=pool.grant.id, why=why))
            steps.append(make_step(rule=f"passed-over-{why}", amount=Money.ZERO, facts=_facts(pool, edition)))
            continue
        amount = rest.at_most(most)
        rest -= amount
        draws.append(
            make_draw(
                authoriser=pool.authoriser.id, grant=pool.grant.id, amount=amount, prior_year=pool.balance.prior_part_of(amount), year=year
            )
        )
        facts = _facts(pool, edition)
        facts["room_fen"] = most.fen
        steps.append(make_step(rule="mutual-aid", amount=amount, facts=facts))
    return tuple(draws), tuple(passed), steps, rest


def _facts(pool: Pool, edition: Edition) -> dict[str, str | int]:
    rules, grant = edition.mutual_aid, pool.grant
    facts: dict[str, str | int] = {
        "authoriser": pool.authoriser.id,
        "name": pool.authoriser.name,
        "relation": str(grant.relation),
        "order": str(rules.order),
        "filed": grant.filed.isoformat(),
        "balance_fen": pool.balance.all.fen if pool.balance else 0,
        **rules.sources.of("order"),
    }
    if grant.place is not None:
        facts["place"] = grant.place
    if rules.reserve:
        facts["reserve_fen"] = rules.reserve.fen
    if grant.limit is not None:
        facts |= {"limit_fen": grant.limit.fen, "used_fen": pool.used.fen}
    return facts
