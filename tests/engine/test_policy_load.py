"""Edition files: what loads, and every way in which one is refused, naming file and key."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput
from engine.model.codes import Care, Insurance, Level, Relation, Status
from engine.policy.edition import Counting, Edition, Order, PerSettlement, Scope, Shareable, Trigger
from engine.policy.load import edition_file, edition_from_text
from engine.policy.source import Mark
from tests.engine.rules import yuan

if TYPE_CHECKING:
    from pathlib import Path

EDITION = """\
region    = "990100"
name      = { zh = "本地", en = "Home" }
effective = 2025-01-01
note      = "sample for simulation, not for real settlement"

[[sources]]
key = "page"
title = "A page"
mark = "s"

[[sources]]
key = "law"
title = "A law"
mark = "S"

[[benefit]]
insurance = "employee"
care      = "outpatient"
counting  = "annual-top-up"
unfiled_minus = "0.10"
source    = "page"
sources   = { ceiling = "law" }
deductible = { primary = "200", secondary = "400" }
[benefit.ratio.in-service]
primary = "0.80"
secondary = "0.70"
[benefit.ceiling]
in-service = "6000"

[[benefit]]
insurance = "employee"
care      = "inpatient"
counting  = "per-visit"
[[benefit.tier]]
upto = "10000"
ratio.in-service.primary = "0.90"
[[benefit.tier]]
upto = "400000"
ratio.in-service.primary = "0.93"

[account]
pays_off_catalogue = false
account_first = true

[mutual_aid]
relations = ["spouse", "child"]
scope = "region"
order = "rank"
per_settlement = "one"
authorisers_per_beneficiary = 1
beneficiaries_per_authoriser = 7
reserve = "2000"
shareable = "prior-year"
covers = ["outpatient", "premium"]
trigger = "asked"
mutual_binding = true

[credential]
refresh_seconds = 30
valid_seconds = 90
single_use = false
skew_seconds = 2

[trace_codes]
required_from = 2025-07-01
[premium]
resident = { adult = "440", minor = "390" }
[wire]
mulaid_in_acct_pay = false
fund_sum_includes_acct = true
"""


def loaded(text: str = EDITION) -> Edition:
    return edition_from_text(text, file="own.toml")


def test_every_key_of_the_format_arrives() -> None:
    edition = loaded()
    outpatient, inpatient = edition.benefits
    assert (edition.name, edition.zh, edition.en, edition.effective, edition.until) == (
        "990100/2025-01-01",
        "本地",
        "Home",
        date(2025, 1, 1),
        None,
    )
    assert edition.note == "sample for simulation, not for real settlement"
    assert [(source.key, source.title, source.mark) for source in edition.sources] == [
        ("page", "A page", Mark.WEAK),
        ("law", "A law", Mark.SOURCED),
    ]
    assert (outpatient.insurance, outpatient.care, outpatient.counting) == (Insurance.EMPLOYEE, Care.OUTPATIENT, Counting.ANNUAL_TOP_UP)
    assert outpatient.unfiled_minus == Decimal("0.10")
    assert outpatient.deductible == {Level.PRIMARY: yuan("200"), Level.SECONDARY: yuan("400")}
    assert outpatient.ceiling == {Status.IN_SERVICE: yuan("6000")}
    assert outpatient.tiers_for(Status.IN_SERVICE, Level.PRIMARY) == ((None, Decimal("0.80")),)
    assert outpatient.tiers_for(Status.RETIRED, Level.PRIMARY) == ()
    assert inpatient.tiers_for(Status.IN_SERVICE, Level.PRIMARY) == ((yuan("10000"), Decimal("0.90")), (yuan("400000"), Decimal("0.93")))
    assert inpatient.tiers_for(Status.IN_SERVICE, Level.TERTIARY) == ()
    assert (edition.account.pays_off_catalogue, edition.account.account_first) == (False, True)
    aid = edition.mutual_aid
    assert aid.relations == {Relation.SPOUSE, Relation.CHILD}
    assert (aid.scope, aid.order, aid.per_settlement, aid.shareable) == (Scope.REGION, Order.RANK, PerSettlement.ONE, Shareable.PRIOR_YEAR)
    assert (aid.authorisers_per_beneficiary, aid.beneficiaries_per_authoriser, aid.reserve) == (1, 7, yuan("2000"))
    assert aid.covers == {Care.OUTPATIENT, Care.PREMIUM}
    assert (aid.trigger, aid.mutual_binding) == (Trigger.ASKED, True)
    life = edition.credential
    assert (life.refresh_seconds, life.valid_seconds, life.single_use, life.skew_seconds) == (30, 90, False, 2)
    assert edition.trace_codes_required_from == date(2025, 7, 1)
    assert edition.premium == {"adult": yuan("440"), "minor": yuan("390")}
    assert (edition.wire.mulaid_in_acct_pay, edition.wire.fund_sum_includes_acct) == (False, True)


def test_tiers_are_measured_above_the_deductible_unless_the_edition_includes_it() -> None:
    whole = EDITION.replace('counting  = "per-visit"', 'counting = "per-visit"\ntiers_include_deductible = true')
    assert [row.tiers_include_deductible for row in loaded().benefits] == [False, False]
    assert [row.tiers_include_deductible for row in loaded(whole).benefits] == [False, True]


def test_a_figure_knows_its_own_source_or_its_tables_or_none() -> None:
    outpatient, inpatient = loaded().benefits
    assert outpatient.sources.of("ceiling") == {"source": "law", "mark": "S"}
    assert outpatient.sources.of("ratio") == {"source": "page", "mark": "s"}
    assert inpatient.sources.of("tier") == {}


def test_rows_are_found_by_insurance_and_care() -> None:
    edition = loaded()
    assert edition.benefit(Insurance.EMPLOYEE, Care.INPATIENT) is edition.benefits[1]
    assert edition.benefit(Insurance.RESIDENT, Care.INPATIENT) is None


@pytest.mark.parametrize(
    ("find", "put", "told"),
    [
        # the shape
        ('reserve = "2000"', 'reserves = "2000"', "unknown field `reserves` - at `$.mutual_aid`"),
        ('scope = "region"', 'scope = "country"', "$.mutual_aid.scope"),
        ('mark = "s"', 'mark = "?"', "$.sources[0].mark"),
        ('care      = "outpatient"', 'care = "dental"', "$.benefit[0].care"),
        ('primary = "0.80"', 'village = "0.80"', "$.benefit[0].ratio"),
        ('counting  = "per-visit"', "", "missing required field `counting` - at `$.benefit[1]`"),
        ("valid_seconds = 90", 'valid_seconds = "90"', "$.credential.valid_seconds"),
        ("effective = 2025-01-01", 'effective = "soon"', "$.effective"),
        ("region    =", "region", "at line 1"),  # no TOML at all
        # money is exact and in quotes
        ('reserve = "2000"', "reserve = 2000", "in quotes"),
        ('reserve = "2000"', "reserve = 20.5", "in quotes"),
        ('reserve = "2000"', 'reserve = "20.505"', "$.mutual_aid.reserve"),
        ('reserve = "2000"', 'reserve = "a lot"', "$.mutual_aid.reserve"),
        ('reserve = "2000"', 'reserve = "1e999999"', "$.mutual_aid.reserve"),
        ('in-service = "6000"', "in-service = 6000", "$.benefit[0].ceiling"),
        ('reserve = "2000"', 'reserve = "-1"', "mutual_aid.reserve: -1.00 is below 0"),
        ('adult = "440"', 'adult = "-440"', "premium.resident: -440.00 is below 0"),
        ('secondary = "400"', 'secondary = "-400"', "benefit[0].deductible: -400.00 is below 0"),
        ('in-service = "6000"', 'in-service = "-6000"', "benefit[0].ceiling: -6000.00 is below 0"),
        # ratios
        ('primary = "0.80"', 'primary = "1.01"', "benefit[0].ratio.in-service.primary: 1.01 is outside 0..1"),
        ('primary = "0.80"', 'primary = "-0.01"', "benefit[0].ratio.in-service.primary: -0.01 is outside 0..1"),
        ('primary = "0.80"', 'primary = "NaN"', "benefit[0].ratio.in-service.primary: NaN is outside 0..1"),
        ('primary = "0.80"', 'primary = "0.' + "3" * 90 + '"', "benefit[0].ratio.in-service.primary"),  # could never be multiplied exactly
        ('unfiled_minus = "0.10"', 'unfiled_minus = "1.10"', "benefit[0].unfiled_minus: 1.10 is outside 0..1"),
        ('primary = "0.93"', 'primary = "93"', "benefit[1].tier[1].ratio.in-service.primary: 93 is outside 0..1"),
        # tiers
        ('upto = "400000"', 'upto = "10000"', "benefit[1].tier[1].upto: 10000.00 does not rise above 10000.00"),
        ('upto = "10000"', 'upto = "0"', "benefit[1].tier[0].upto: 0.00 does not rise above 0.00"),
        ('upto = "10000"', "", "benefit[1].tier[0].upto: only the last tier may be without an end"),
        ('counting  = "per-visit"', 'counting = "none"\nratio.retired.primary = "0.5"', "benefit[1]: either tiers or one ratio, not both"),
        ('[benefit.ratio.in-service]\nprimary = "0.80"\nsecondary = "0.70"\n', "", "benefit[0].ratio: missing"),
        (
            'source    = "page"',
            'source = "page"\ntiers_include_deductible = true',
            "benefit[0].tiers_include_deductible: says how tiers are measured, and there are none",
        ),
        ('counting  = "per-visit"', 'counting = "per-visit"\ntiers_include_deductible = "yes"', "$.benefit[1].tiers_include_deductible"),
        # what makes no sense
        ('reserve = "2000"', 'reserve = "0"\nreorderable = 1', "$.mutual_aid.reorderable"),
        ('order = "rank"', 'order = "last-bound"\nreorderable = true', "mutual_aid.reorderable: an order of last-bound"),
        ('order = "rank"', 'order = "largest-balance"\nreorderable = true', "mutual_aid.reorderable: an order of largest-balance"),
        ('region    = "990100"', 'region = "99010"', "region: '99010' is not a 6-digit region code"),
        ('region    = "990100"', 'region = "９９０１００"', "region: '９９０１００' is not a 6-digit region code"),
        ("effective = 2025-01-01", "effective = 2025-01-01\nuntil = 2024-12-31", "until: 2024-12-31 lies before effective 2025-01-01"),
        ('care      = "inpatient"', 'care = "premium"', "benefit[1].care: premium"),
        ('care      = "inpatient"', 'care = "outpatient"', "benefit: employee / outpatient stands twice"),
        ("[[benefit]]", '[[sources]]\nkey = "page"\ntitle = "B"\nmark = "A"\n[[benefit]]', "sources: key 'page' is listed twice"),
        ("authorisers_per_beneficiary = 1", "authorisers_per_beneficiary = -1", "mutual_aid.authorisers_per_beneficiary: -1 is below 0"),
        ("beneficiaries_per_authoriser = 7", "beneficiaries_per_authoriser = -7", "mutual_aid.beneficiaries_per_authoriser: -7 is below 0"),
        ("refresh_seconds = 30", "refresh_seconds = 0", "credential: refresh_seconds 0 must be above 0"),
        ("refresh_seconds = 30", "refresh_seconds = 91", "credential: refresh_seconds 91 must be above 0 and at most valid_seconds 90"),
        ("skew_seconds = 2", "skew_seconds = -2", "credential.skew_seconds: -2 is below 0"),
        # sources
        ('source    = "page"', 'source = "rumour"', "source 'rumour' is not listed under [[sources]]"),
        ('sources   = { ceiling = "law" }', 'sources = { ceiling = "rumour" }', "source 'rumour' is not listed under [[sources]]"),
        ('sources   = { ceiling = "law" }', 'sources = { cieling = "law" }', "cieling"),
        # hostile
        ("skew_seconds = 2", "skew_seconds = " + "2" * 5000, ""),
        ("skew_seconds = 2", "skew_seconds = " + "[" * 100_000, ""),
    ],
)  # fmt: skip
def test_a_broken_edition_is_refused_naming_file_and_key(find: str, put: str, told: str) -> None:
    assert EDITION.count(find) >= 1
    with pytest.raises(BadInput) as refused:
        loaded(EDITION.replace(find, put, 1))
    assert refused.value.code == "bad-edition"
    assert refused.value.facts["file"] == "own.toml"
    assert told in str(refused.value.facts["detail"])
    assert len(str(refused.value.facts["detail"])) <= 300


def test_a_file_is_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(EDITION, encoding="utf-8")
    assert edition_file(path) == loaded()


def test_a_file_that_is_missing_or_no_text_is_said_so(tmp_path: Path) -> None:
    binary = tmp_path / "picture.toml"
    binary.write_bytes(b"\x89PNG\xff")
    for path, code in ((tmp_path / "none.toml", "no-such-file"), (tmp_path, "unreadable"), (binary, "unreadable")):
        with pytest.raises(BadInput) as refused:
            edition_file(path)
        assert (refused.value.code, refused.value.facts["file"]) == (code, str(path))
