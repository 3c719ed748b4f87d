"""Edition files into values: the only reader of TOML in the engine.

The shape is the contract's section 2; whatever breaks it is refused with file and key.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from tomllib import loads
from typing import Any

from msgspec import Struct, convert, field

from engine.errors import BadInput
from engine.model.codes import Care, Insurance, Level, Relation, Status
from engine.money import Money
from engine.policy import edition as rules
from engine.policy.book import PolicyBook
from engine.policy.check import check
from engine.policy.load_account import AccountTable, Table, WalletTable, account_rules, wallet_rules
from engine.policy.source import Mark, Source, Sources

_SHIPPED = Path(__file__).parents[1] / "policies"

ByStatus = dict[Status, dict[Level, Decimal]]


class _Source(Struct, kw_only=True, forbid_unknown_fields=True):
    key: str
    title: str
    mark: Mark


class _Name(Struct, kw_only=True, forbid_unknown_fields=True):
    zh: str
    en: str


class _Tier(Struct, kw_only=True, forbid_unknown_fields=True):
    upto: Money | None = None
    ratio: ByStatus


class _Benefit(Table, kw_only=True):
    insurance: Insurance
    care: Care
    counting: rules.Counting
    unfiled_minus: Decimal = Decimal(0)
    deductible: dict[Level, Money] = field(default_factory=dict)
    ratio: ByStatus = field(default_factory=dict)
    tier: list[_Tier] = field(default_factory=list)
    tiers_include_deductible: bool = False
    ceiling: dict[Status, Money] = field(default_factory=dict)


class _MutualAid(Table, kw_only=True):
    relations: list[Relation]
    scope: rules.Scope
    order: rules.Order
    per_settlement: rules.PerSettlement
    authorisers_per_beneficiary: int = 0
    beneficiaries_per_authoriser: int = 0
    reserve: Money = Money.ZERO
    shareable: rules.Shareable = rules.Shareable.ALL
    covers: list[Care]
    trigger: rules.Trigger = rules.Trigger.AUTOMATIC
    mutual_binding: bool = False
    reorderable: bool = False


class _Credential(Table, kw_only=True):
    refresh_seconds: int = 60
    valid_seconds: int = 120
    single_use: bool = True
    skew_seconds: int = 5


class _TraceCodes(Table, kw_only=True):
    required_from: date | None = None


class _Premium(Table, kw_only=True):
    resident: dict[str, Money] = field(default_factory=dict)


class _Wire(Table, kw_only=True):
    mulaid_in_acct_pay: bool = True
    fund_sum_includes_acct: bool = False


class _Edition(Struct, kw_only=True, forbid_unknown_fields=True):
    region: str
    name: _Name
    effective: date
    until: date | None = None
    note: str
    sources: list[_Source] = []
    benefit: list[_Benefit] = []
    account: AccountTable = field(default_factory=AccountTable)
    mutual_aid: _MutualAid
    credential: _Credential = field(default_factory=_Credential)
    trace_codes: _TraceCodes = field(default_factory=_TraceCodes)
    premium: _Premium = field(default_factory=_Premium)
    wire: _Wire = field(default_factory=_Wire)
    wallet: WalletTable | None = None


def money_from_text(kind: type, value: Any) -> Any:  # noqa: ANN401 - msgspec's hook has this signature
    """Msgspec's decoding hook: an amount in yuan, written as a string."""
    if kind is Money:
        if not isinstance(value, str):
            msg = f'write the amount in quotes, "{value}"'
            raise ValueError(msg)
        return Money.yuan(value)
    raise NotImplementedError(kind)


def edition_from_text(text: str, *, file: str) -> rules.Edition:
    """Raises BadInput `bad-edition` with `file` and `detail` (which names the key) when the text breaks the format or its own sense."""
    try:
        shape = convert(loads(text, parse_float=Decimal), _Edition, dec_hook=money_from_text)
    except (ValueError, RecursionError) as error:  # what TOML, shape and int() complain of are all ValueErrors
        raise BadInput("bad-edition", file=file, detail=str(error)[:300]) from error
    known = {entry.key: Source(key=entry.key, title=entry.title, mark=entry.mark) for entry in shape.sources}
    try:
        built = _built(shape, known)
    except KeyError as error:
        raise BadInput("bad-edition", file=file, detail=f"source {error} is not listed under [[sources]]") from error
    except ValueError as error:
        raise BadInput("bad-edition", file=file, detail=str(error)[:300]) from error
    for complaint in check(built):
        raise BadInput("bad-edition", file=file, detail=complaint)
    return built


def _built(shape: _Edition, known: Mapping[str, Source]) -> rules.Edition:
    def sources(table: Table) -> Sources:
        for figure in table.sources:
            if figure not in table.__struct_fields__:
                msg = f"sources.{figure}: names no key of its table"
                raise ValueError(msg)
        return Sources(
            table=None if table.source is None else known[table.source],
            figures={figure: known[key] for figure, key in table.sources.items()},
        )

    aid = shape.mutual_aid
    return rules.Edition(
        region=shape.region,
        zh=shape.name.zh,
        en=shape.name.en,
        effective=shape.effective,
        until=shape.until,
        note=shape.note,
        sources=tuple(Source(key=entry.key, title=entry.title, mark=entry.mark) for entry in shape.sources),
        benefits=tuple(
            rules.Benefit(
                insurance=row.insurance,
                care=row.care,
                counting=row.counting,
                unfiled_minus=row.unfiled_minus,
                deductible=row.deductible,
                ratio=row.ratio,
                tiers=tuple(rules.Tier(upto=tier.upto, ratio=tier.ratio) for tier in row.tier),
                tiers_include_deductible=row.tiers_include_deductible,
                ceiling=row.ceiling,
                sources=sources(row),
            )
            for row in shape.benefit
        ),
        account=account_rules(shape.account, sources),
        mutual_aid=rules.MutualAidRules(
            relations=frozenset(aid.relations),
            scope=aid.scope,
            order=aid.order,
            per_settlement=aid.per_settlement,
            authorisers_per_beneficiary=aid.authorisers_per_beneficiary,
            beneficiaries_per_authoriser=aid.beneficiaries_per_authoriser,
            reserve=aid.reserve,
            shareable=aid.shareable,
            covers=frozenset(aid.covers),
            trigger=aid.trigger,
            mutual_binding=aid.mutual_binding,
            reorderable=aid.reorderable,
            sources=sources(aid),
        ),
        credential=rules.CredentialRules(
            refresh_seconds=shape.credential.refresh_seconds,
            valid_seconds=shape.credential.valid_seconds,
            single_use=shape.credential.single_use,
            skew_seconds=shape.credential.skew_seconds,
        ),
        trace_codes_required_from=shape.trace_codes.required_from,
        premium=shape.premium.resident,
        wire=rules.WireRules(
            mulaid_in_acct_pay=shape.wire.mulaid_in_acct_pay,
            fund_sum_includes_acct=shape.wire.fund_sum_includes_acct,
        ),
        wallet=wallet_rules(shape.wallet, sources),
        table_sources={
            "credential": sources(shape.credential),
            "trace_codes": sources(shape.trace_codes),
            "premium": sources(shape.premium),
            "wire": sources(shape.wire),
        },
    )


def edition_file(path: Path) -> rules.Edition:
    """Raises BadInput `bad-edition`, `no-such-file` or `unreadable`."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadInput("no-such-file", file=str(path)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("unreadable", file=str(path), detail=str(error)[:200]) from error
    return edition_from_text(text, file=str(path))


class _Shipped(Mapping[str, tuple[rules.Edition, ...]]):
    """A folder a region, read when it is asked for: a till needs one of eleven."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[rules.Edition, ...]] = {}
        self._names = sorted(folder.name for folder in _SHIPPED.iterdir() if folder.is_dir())

    def __getitem__(self, region: str) -> tuple[rules.Edition, ...]:
        if region not in self._names:
            raise KeyError(region)
        if region not in self._read:
            self._read[region] = PolicyBook.of(map(edition_file, (_SHIPPED / region).glob("*.toml"))).regions[region]
        return self._read[region]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@cache
def shipped() -> PolicyBook:
    """Every edition that comes with gongji, each region's read when it is first asked for."""
    return PolicyBook(_Shipped())
