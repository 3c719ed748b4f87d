"""What a step rests on: the edition's figures that its rule used, each with its source, or the general rule where the edition has none.

Looked up when somebody asks for reasons, never while settling.
"""

from collections.abc import Iterator, Mapping

from engine.model.explanation import Ground
from engine.model.step import Step
from engine.policy.edition import Benefit, Edition, Shareable
from engine.policy.source import Mark, Source, Sources


def _general(key: str, mark: Mark, chinese: str, english: str) -> Source:
    return Source(key=f"rule:{key}", title=f"{chinese} / {english}", mark=mark)


_CATALOGUE = _general(
    "catalogue",
    Mark.ASSUMED,
    "等级、限价、先自付比例随就医地的药品条目（本模拟的商品表）",
    "Class, price limit and first share are the item's, at the place of treatment (this simulator's items)",
)
_PARTS = _general(
    "parts",
    Mark.SOURCED,
    "总额 = 全自费 + 超限价 + 先自付 + 符合范围：三省报文逐分相符",
    "Total = off catalogue + above the price limit + first share + in scope, to the fen in recorded replies of three provinces",
)
_PAYERS = _general(
    "payers",
    Mark.SOURCED,
    "个人负担 = 账户支付（含共济）+ 现金：三省报文逐分相符",
    "Own burden = accounts, mutual aid among them, and cash, to the fen in recorded replies of three provinces",
)
_OWN_FIRST = _general(
    "own-first", Mark.INFERRED, "先用本人账户，再用共济：各地几乎一致", "The own account before mutual aid: nearly everywhere alike"
)
_SWITCH = _general(
    "account-switch", Mark.INFERRED, "账户使用标志为“不使用”时，共济也不用", "With the account switched off, mutual aid is off as well"
)
_PRESCRIPTION = _general(
    "prescription", Mark.INFERRED, "药店门诊统筹须有电子处方", "At a pharmacy the fund pays on an electronic prescription only"
)
_NOT_LISTED = _general("not-listed", Mark.ASSUMED, "版本未列的待遇，基金不支付", "What an edition does not list, the fund does not pay")
_LIMIT = _general(
    "grant-limit", Mark.INFERRED, "限额由授权人设定，按自然年计", "The limit is the authoriser's own, counted by the calendar year"
)
_AUTHORISER = _general(
    "authoriser", Mark.INFERRED, "授权人须是职工医保在保且有余额", "The authoriser is insured as an employee and has a balance"
)
_FAMILY = _general(
    "family-account",
    Mark.INFERRED,
    "亲情账户只展示医保码，不动钱",
    "A family account shows codes and moves no money",
)
_UNDO = _general("undo", Mark.INFERRED, "每分钱退回原付账户", "Every fen goes back to the account that paid it")
_RETURN = _general(
    "return",
    Mark.INFERRED,
    "部分退货：原单全额退回，余下的重新结算",
    "Some goods come back: all is refunded, and what remains is settled anew",
)
_WALLET = _general("wallet", Mark.ASSUMED, "医保钱包只付现金部分", "The wallet pays what would be cash, and nothing else")

GENERAL: Mapping[str, Source] = {
    source.key: source
    for source in (
        _CATALOGUE,
        _PARTS,
        _PAYERS,
        _OWN_FIRST,
        _SWITCH,
        _PRESCRIPTION,
        _NOT_LISTED,
        _LIMIT,
        _AUTHORISER,
        _FAMILY,
        _UNDO,
        _RETURN,
        _WALLET,
    )
}

#: Rule -> figures of the edition, as TABLE.KEY, or a general rule. The tables are `benefit`, `account`, `mutual_aid`, `premium`.
_RESTS_ON: Mapping[str, tuple[str | Source, ...]] = {
    "off-catalogue": (_CATALOGUE,),
    "over-limit": (_CATALOGUE,),
    "first-share": (_CATALOGUE,),
    "in-scope": (_PARTS,),
    "no-prescription": (_PRESCRIPTION,),
    "no-benefit": (_NOT_LISTED,),
    "account-first": ("account.account_first",),
    "deductible": ("benefit.deductible", "benefit.counting"),
    "fund-ratio": ("benefit.ratio",),
    "fund-tiers": ("benefit.tier",),
    "fund-tiers-whole": ("benefit.tier", "benefit.tiers_include_deductible"),
    "ceiling": ("benefit.ceiling",),
    "off-catalogue-cash": ("account.pays_off_catalogue",),
    "own-account": (_OWN_FIRST, "account.pays_off_catalogue"),
    "account-off": (_SWITCH,),
    "mutual-aid": ("mutual_aid.order",),
    "passed-over-not-asked": ("mutual_aid.trigger",),
    "passed-over-account-off": (_SWITCH,),
    "passed-over-not-covered": ("mutual_aid.covers",),
    "passed-over-authoriser-suspended": (_AUTHORISER,),
    "passed-over-authoriser-no-account": (_AUTHORISER,),
    "passed-over-other-region": ("mutual_aid.scope",),
    "passed-over-other-province": ("mutual_aid.scope",),
    "passed-over-limit-used-up": (_LIMIT,),
    "passed-over-reserve": ("mutual_aid.reserve",),
    "passed-over-no-prior-year": ("mutual_aid.shareable",),
    "passed-over-no-balance": (_AUTHORISER,),
    "passed-over-other-authoriser": ("mutual_aid.per_settlement", "mutual_aid.order"),
    "passed-over-nothing-left-to-pay": ("mutual_aid.order",),
    "passed-over-no-grant": (_FAMILY,),
    "cash": (_PAYERS,),
    "wallet": (_WALLET,),
    "premium": ("premium.resident",),
    "refund": (_UNDO,),
    "reversal": (_UNDO,),
    "remaining": (_RETURN,),
}
#: A figure that a step used besides, told by the fact that it carries.
_BY_FACT: Mapping[str, tuple[str, str | Source]] = {
    "unfiled_minus": ("fund-", "benefit.unfiled_minus"),
    "reserve_fen": ("mutual-aid", "mutual_aid.reserve"),
    "place": ("mutual-aid", "mutual_aid.reorderable"),
    "limit_fen": ("mutual-aid", _LIMIT),
}

#: The figure whose source a step about a pool carries itself; every other step carries that of the first figure above.
_CARRIED = "mutual_aid.order"


def grounds(step: Step, edition: Edition | None, benefit: Benefit | None) -> tuple[Ground, ...]:
    """In the order of their weight. Without an edition (one that is not known here): the key and mark that the step carries itself."""
    return tuple(_grounds(step, edition, benefit))


def _grounds(step: Step, edition: Edition | None, benefit: Benefit | None) -> Iterator[Ground]:
    besides = [figure for fact, (rule, figure) in _BY_FACT.items() if fact in step.facts and step.rule.startswith(rule)]
    if step.rule == "mutual-aid" and edition is not None and edition.mutual_aid.shareable is Shareable.PRIOR_YEAR:
        besides.append("mutual_aid.shareable")
    for figure in (*_RESTS_ON.get(step.rule, ()), *besides):
        if isinstance(figure, Source):
            yield Ground(figure="", key=figure.key, title=figure.title, mark=figure.mark.value)
        elif edition is not None and (source := _source(figure, edition, benefit)) is not None:
            yield Ground(figure=figure, key=source.key, title=source.title, mark=source.mark.value)
    if edition is None and "source" in step.facts:
        figure = _CARRIED if "order" in step.facts else next((name for name in _RESTS_ON.get(step.rule, ()) if isinstance(name, str)), "")
        yield Ground(figure=figure, key=str(step.facts["source"]), title="", mark=str(step.facts.get("mark", "")))


def _source(figure: str, edition: Edition, benefit: Benefit | None) -> Source | None:
    table, _, key = figure.partition(".")
    tables = {
        "benefit": benefit.sources if benefit is not None else Sources(),
        "account": edition.account.sources,
        "mutual_aid": edition.mutual_aid.sources,
        "premium": edition.table_sources.get("premium", Sources()),
    }
    return tables[table].figures.get(key, tables[table].table)
