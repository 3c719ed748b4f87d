"""Whether a grant counts in this sale, and how much it may pay (contract section 5)."""

from engine.model.codes import AccountUse, Care, Why
from engine.model.institution import Institution
from engine.model.person import Person, province
from engine.model.purse import Pool
from engine.money import Money
from engine.policy.edition import MutualAidRules, Scope, Shareable, Trigger

# Looked up once: on Python 3.11 naming a member of an enumeration costs as much as a call.
_OFF, _ASK_MUTUAL_AID = AccountUse.OFF, AccountUse.ASK_MUTUAL_AID
_ASKED, _REGION, _PROVINCE, _PRIOR_YEAR = Trigger.ASKED, Scope.REGION, Scope.PROVINCE, Shareable.PRIOR_YEAR
_NO_BALANCE = Why.NO_BALANCE


def why_not(  # noqa: PLR0911 - one line a rule reads best
    pool: Pool, *, rules: MutualAidRules, care: Care, use: AccountUse, holder: Person, institution: Institution
) -> Why | None:
    """The first rule that keeps this grant out; None when it counts. Room is judged apart."""
    authoriser = pool.authoriser
    if use is _OFF:
        return Why.ACCOUNT_OFF
    if rules.trigger is _ASKED and use is not _ASK_MUTUAL_AID:
        return Why.NOT_ASKED
    if care not in rules.covers or (pool.grant.covers is not None and care not in pool.grant.covers):
        return Why.NOT_COVERED
    if not authoriser.insured:
        return Why.AUTHORISER_SUSPENDED
    if not authoriser.may_authorise or pool.balance is None:
        return Why.AUTHORISER_NO_ACCOUNT
    if rules.scope is _REGION and authoriser.region != holder.region:
        return Why.OTHER_REGION
    if rules.scope is _PROVINCE and not (province(authoriser.region) == province(holder.region) == province(institution.region)):
        return Why.OTHER_PROVINCE
    return None


def room(pool: Pool, rules: MutualAidRules) -> tuple[Money, Why]:
    """What the pool may pay at most, never below 0, and which of its bounds is the tightest."""
    balance, limit = pool.balance, pool.grant.limit
    if balance is None:
        return Money.ZERO, Why.AUTHORISER_NO_ACCOUNT
    most, why = balance.all, _NO_BALANCE
    if rules.reserve:
        most, why = balance.all - rules.reserve, Why.RESERVE
    if rules.shareable is _PRIOR_YEAR and balance.prior_year < most:
        most, why = balance.prior_year, Why.NO_PRIOR_YEAR
    if limit is not None and (left := limit - pool.used) < most:
        most, why = left, Why.LIMIT_USED_UP
    return most.or_zero(), why
