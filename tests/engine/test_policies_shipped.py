"""The editions that come with gongji: each says what it is for, and each figure where it comes from."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files

import pytest

from engine.model.codes import Insurance, Relation, Status
from engine.money import Money
from engine.policy.edition import Counting, Edition, Order, PerSettlement, Scope, Shareable, Trigger
from engine.policy.load import edition_from_text, shipped
from engine.policy.source import Mark
from tests.engine.figures import figures

SHIPPED = sorted((files("engine") / "policies").iterdir(), key=lambda folder: folder.name)
EACH = pytest.mark.parametrize("edition", shipped().editions, ids=lambda edition: edition.name)
NAMES = [
    "000000/2021-04-22",
    "000000/2024-07-26",
    "110100/2025-01-01",
    "130682/2025-01-01",
    "220100/2025-01-01",
    "330100/2025-01-01",
    "350100/2025-01-01",
    "370100/2025-01-01",
    "430100/2025-01-01",
    "440100/2025-01-01",
    "610100/2023-03-01",
    "610100/2025-01-01",
    "990000/2025-01-01",
]
NEAREST = {Relation.SPOUSE, Relation.PARENT, Relation.CHILD}
#: As the handbook of the domain marks them: (edition, table, figure) -> mark.
MARKS = {
    ("610100/2025-01-01", "benefit", "ratio"): Mark.SOURCED,
    ("610100/2025-01-01", "aid", "order"): Mark.WEAK,
    ("430100/2025-01-01", "benefit", "deductible"): Mark.WEAK,
    ("430100/2025-01-01", "benefit", "ratio"): Mark.ASSUMED,  # those of the retired are, and a row has one mark for its ratios
    ("430100/2025-01-01", "aid", "trigger"): Mark.SOURCED,
    ("350100/2025-01-01", "benefit", "ratio"): Mark.WEAK,
    ("350100/2025-01-01", "aid", "reserve"): Mark.WEAK,
    ("350100/2025-01-01", "aid", "covers"): Mark.ASSUMED,
    ("220100/2025-01-01", "benefit", "ratio"): Mark.WEAK,
    ("130682/2025-01-01", "benefit", "ceiling"): Mark.SOURCED,
    ("330100/2025-01-01", "aid", "per_settlement"): Mark.WEAK,
    ("330100/2025-01-01", "aid", "shareable"): Mark.SOURCED,
    ("330100/2025-01-01", "aid", "beneficiaries_per_authoriser"): Mark.WEAK,
    ("440100/2025-01-01", "wire", "fund_sum_includes_acct"): Mark.SOURCED,
    ("110100/2025-01-01", "aid", "order"): Mark.WEAK,
    ("000000/2021-04-22", "aid", "relations"): Mark.SOURCED,
    ("000000/2024-07-26", "aid", "relations"): Mark.SOURCED,
    ("000000/2024-07-26", "aid", "scope"): Mark.INFERRED,
}


def named(name: str) -> Edition:
    return next(edition for edition in shipped().editions if edition.name == name)


def test_every_edition_is_shipped_under_its_own_name() -> None:
    assert [edition.name for edition in shipped().editions] == NAMES
    for folder in SHIPPED:
        for file in folder.iterdir():
            assert (
                edition_from_text(file.read_text(encoding="utf-8"), file=file.name).name
                == f"{folder.name}/{file.name.removesuffix('.toml')}"
            )


@EACH
def test_a_shipped_edition_says_what_it_is_for(edition: Edition) -> None:
    assert edition.note == "sample for simulation, not for real settlement"


@EACH
def test_every_figure_of_a_shipped_edition_has_a_source_and_a_mark(edition: Edition) -> None:
    stated = list(figures(edition))
    assert len(stated) >= 19, "account, mutual aid, credential and wire at least"
    for name, sources in stated:
        assert set(sources.of(name)) == {"source", "mark"}, name
        assert sources.of(name)["mark"] in set(Mark)


@EACH
def test_the_first_day_of_a_shipped_edition_has_a_source_too(edition: Edition) -> None:
    (source,) = [source for source in edition.sources if source.key == "effective"]
    assert (source.mark is Mark.SOURCED) == (edition.name == "610100/2023-03-01"), "the only first day that is known"


@EACH
def test_no_source_of_a_shipped_edition_is_idle(edition: Edition) -> None:
    used = {sources.of(name)["source"] for name, sources in figures(edition)}
    told = {"effective", "wider-cover"}  # of the day, and of what the format cannot express
    assert {source.key for source in edition.sources} - told <= used


@pytest.mark.parametrize(("name", "table", "figure"), MARKS)
def test_a_figure_carries_the_mark_of_its_source(name: str, table: str, figure: str) -> None:
    edition = named(name)
    sources = {"benefit": edition.benefits[0].sources if edition.benefits else None, "aid": edition.mutual_aid.sources}
    told = sources.get(table) or edition.table_sources[table]
    assert told.of(figure)["mark"] == MARKS[name, table, figure]


@pytest.mark.parametrize(
    ("region", "last", "first"), [("000000", date(2024, 7, 25), date(2024, 7, 26)), ("610100", date(2024, 12, 31), date(2025, 1, 1))]
)
def test_a_region_with_two_editions_passes_from_one_to_the_next_overnight(region: str, last: date, first: date) -> None:
    assert first - last == timedelta(days=1)
    old, new = shipped().in_force(region, last), shipped().in_force(region, first)
    assert old is not None
    assert new is not None
    assert (old.until, new.effective) == (last, first)
    assert old.mutual_aid.relations == NEAREST
    assert new.mutual_aid.relations == set(Relation)
    assert (old.mutual_aid.scope, new.mutual_aid.scope) == (Scope.REGION, Scope.PROVINCE)


def test_what_sets_each_region_apart() -> None:
    aid = {name: named(name).mutual_aid for name in NAMES}
    assert {name for name, rules in aid.items() if rules.order is Order.RANK} == {"610100/2023-03-01", "610100/2025-01-01"}
    assert {name for name, rules in aid.items() if rules.trigger is Trigger.ASKED} == {"430100/2025-01-01"}
    assert {name: rules.reserve for name, rules in aid.items() if rules.reserve} == {"350100/2025-01-01": Money.yuan("2000")}
    assert {name for name, rules in aid.items() if rules.shareable is Shareable.PRIOR_YEAR} == {"330100/2025-01-01"}
    assert {name for name, rules in aid.items() if rules.per_settlement is PerSettlement.ONE} == {"330100/2025-01-01"}
    assert {name for name, rules in aid.items() if rules.authorisers_per_beneficiary == 1} == {"370100/2025-01-01"}
    assert {name for name in NAMES if named(name).wire.fund_sum_includes_acct} == {"440100/2025-01-01"}
    topped_up = {name for name in NAMES if any(row.counting is Counting.ANNUAL_TOP_UP for row in named(name).benefits)}
    assert topped_up == {"370100/2025-01-01", "430100/2025-01-01", "990000/2025-01-01"}


def test_what_is_not_known_is_left_out() -> None:
    assert {name for name in NAMES if not named(name).benefits} == {
        "000000/2021-04-22",
        "000000/2024-07-26",
        "110100/2025-01-01",
        "330100/2025-01-01",
        "440100/2025-01-01",
    }
    assert {name for name in NAMES if named(name).premium} == {"370100/2025-01-01", "990000/2025-01-01"}


#: region -> deductible, in-service, retired by primary / secondary / tertiary; ceilings (the handbook of the domain, section 5).
OUTPATIENT = {
    "370100": ("200 400 800", "0.80 0.70 0.60", "0.85 0.75 0.65", "6000 7000"),
    "610100": ("200 200 200", "0.70 0.60 0.50", "0.75 0.65 0.55", "2000 2500"),
    "430100": ("0 200 300", "0.70 0.60 0.60", "0.70 0.60 0.60", "1500 2000"),
    "350100": ("600 600 600", "0.75 0.75 0.75", "0.80 0.80 0.80", "20000 20000"),
    "220100": ("200 200 200", "0.60 0.55 0.50", "0.62 0.57 0.52", "2500 2500"),
    "130682": ("100 100 100", "0.50 0.50 0.50", "0.60 0.60 0.60", "1000 1300"),
}


@pytest.mark.parametrize("region", OUTPATIENT)
def test_the_figures_of_employees_outpatient_care(region: str) -> None:
    for edition in shipped().editions:
        if edition.region == region:
            row = edition.benefits[0]
            assert (row.insurance, row.care.value) == (Insurance.EMPLOYEE, "outpatient")
            assert (
                " ".join(str(amount).removesuffix(".00") for amount in row.deductible.values()),
                " ".join(str(rate) for rate in row.ratio[Status.IN_SERVICE].values()),
                " ".join(str(rate) for rate in row.ratio[Status.RETIRED].values()),
                " ".join(str(row.ceiling[status]).removesuffix(".00") for status in (Status.IN_SERVICE, Status.RETIRED)),
            ) == OUTPATIENT[region]
