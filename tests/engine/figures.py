"""Every figure that an edition states, with the source it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from engine.policy.edition import Edition
    from engine.policy.source import Sources

#: Single figures of the tables whose sources the edition keeps apart.
TABLES = {
    "credential": ("refresh_seconds", "valid_seconds", "single_use", "skew_seconds"),
    "trace_codes": ("required_from",),
    "premium": ("resident",),
    "wire": ("mulaid_in_acct_pay", "fund_sum_includes_acct"),
}


def figures(edition: Edition) -> Iterator[tuple[str, Sources]]:
    """(name of the figure, the sources of its table). Tables without a figure, as premiums that are not known, state none."""
    for row in edition.benefits:
        for name in ("counting", "unfiled_minus", "deductible", "tiers", "ratio", "ceiling"):
            if name in {"counting", "unfiled_minus"} or getattr(row, name):
                yield ("tier" if name == "tiers" else name), row.sources
    for name in ("pays_off_catalogue", "account_first"):
        yield name, edition.account.sources
    yield from figures_of_money(edition)
    for name in edition.mutual_aid.__slots__:
        if name != "sources":
            yield name, edition.mutual_aid.sources
    absent = {"premium"} if not edition.premium else set()
    absent |= {"trace_codes"} if edition.trace_codes_required_from is None else set()
    for table, names in TABLES.items():
        if table not in absent:
            for name in names:
                yield name, edition.table_sources[table]


def figures_of_money(edition: Edition) -> Iterator[tuple[str, Sources]]:
    """What a month brings the account, and the wallet where the edition does not leave it to the national rules."""
    credit = edition.account.credit
    if credit is not None:
        yield from ((name, credit.sources) for name in ("in_service", "retired", "retired_from_age") if getattr(credit, name))
    if edition.wallet.sources.table in edition.sources:
        yield from ((name, edition.wallet.sources) for name in ("transfers_a_day", "most", "closed_from", "closed_until"))


def marks(edition: Edition) -> dict[str, int]:
    """How many of the edition's figures carry each mark."""
    counted = dict.fromkeys("SsIA", 0)
    for name, sources in figures(edition):
        counted[sources.of(name)["mark"]] += 1
    return counted
