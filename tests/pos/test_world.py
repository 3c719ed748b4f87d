"""Worlds from files: what is assumed where nothing is said, and what is refused."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput
from engine.model.codes import Care, Insurance, ItemClass, Level, Status
from engine.money import Money
from pos.toml_file import parse_toml
from pos.wiring import demo_world
from pos.world import WorldFile, read_world
from scanner.checkdigit import retail_symbology

if TYPE_CHECKING:
    from engine.service.found import Enrolment, World

WORLDS = sorted((Path(__file__).parents[2] / "fixtures" / "worlds").glob("*.toml"))
EMPLOYEE = 'id = "a", region = "370100", insurance = "employee"'
RESIDENT = 'id = "a", region = "370100", insurance = "resident"'


def world(text: str) -> World:
    return parse_toml(text, WorldFile, code="bad-world", file="own.toml").world()


def person(text: str) -> Enrolment:
    (only,) = world(f"people = [{{ {text} }}]").people
    return only


def test_what_is_assumed_of_a_person() -> None:
    employee, resident = person(EMPLOYEE), person(RESIDENT)
    assert (employee.person.status, resident.person.status) == (Status.IN_SERVICE, Status.RESIDENT)
    assert employee.balance is not None
    assert employee.balance.all == Money.ZERO
    assert resident.balance is None, "residents have no personal account"
    assert employee.person.name == "a"
    assert employee.person.insured


def test_an_account_is_prior_year_money_unless_told_otherwise() -> None:
    told = person(f'{EMPLOYEE}, account = "100.05"').balance
    assert told is not None
    assert (told.all, told.prior_year) == (Money.yuan("100.05"), Money.yuan("100.05"))
    told = person(f'{EMPLOYEE}, account = "100.05", account_prior_year = "0.05"').balance
    assert told is not None
    assert told.prior_year == Money.yuan("0.05")
    told = person(f'{RESIDENT}, account = "5"').balance
    assert told is not None
    assert told.all == Money.yuan("5")


def test_what_is_assumed_of_institutions_items_and_grants() -> None:
    small = world(
        """
        people = [{ id = "a", region = "370100", insurance = "employee" }, { id = "b", region = "370100", insurance = "resident" }]
        institutions = [{ id = "h", kind = "hospital", region = "370100" }, { id = "p", kind = "pharmacy", region = "370100" }]
        items = [{ code = "x", class = "B", price = 12.5, first_share = "0.10" }]
        grants = [{ authoriser = "a", beneficiary = "b", relation = "child", covers = ["pharmacy"] }]
        """
    )
    assert [institution.level for institution in small.institutions] == [Level.PRIMARY, Level.PHARMACY]
    assert (small.items[0].name, small.items[0].item_class, small.items[0].price) == ("x", ItemClass.B, Decimal("12.5"))
    assert (small.grants[0].covers, small.grants[0].limit) == (frozenset({Care.PHARMACY}), None)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("nothing = 1", "nothing"),
        ("people = [{ " + EMPLOYEE + ', account = "-0.01" }]', "$.people[0].account"),
        ("people = [{ " + EMPLOYEE + ', account = "0.001" }]', "$.people[0].account"),
        ("people = [{ " + EMPLOYEE + ", account = 1 }]", "$.people[0].account"),
        ("people = [{ " + EMPLOYEE + ', account = "1", account_prior_year = "2" }]', "$.people[0]"),
        ("people = [{ " + EMPLOYEE + ", born = 1999-02-30 }]", "own.toml"),
        ("people = [{ " + EMPLOYEE + " }, { " + EMPLOYEE + " }]", "a is listed twice"),
        ('people = [{ id = "a", region = "37", insurance = "employee" }]', "$.people[0]"),
        ('people = [{ id = "a", insurance = "employee" }]', "region"),
        ('institutions = [{ id = "h", kind = "hospital", region = "3701OO" }]', "$.institutions[0]"),
        ('items = [{ code = "x", class = "A", price = "1", first_share = "1.1" }]', "$.items[0]"),
        ('items = [{ code = "x", class = "A", price = "1" }, { code = "x", class = "A", price = "1" }]', "x is listed twice"),
        ('items = [{ code = "x", class = "A", price = "nan" }]', "$.items[0]"),
        ('grants = [{ authoriser = "a", beneficiary = "b", relation = "child", limit = "-1" }]', "$.grants[0].limit"),
        ("people = " + "[" * 5000, "own.toml"),
        ("clock = 1", "clock"),
    ],
    ids=lambda text: text[:120],
)
def test_what_is_refused_is_named(text: str, named: str) -> None:
    with pytest.raises(BadInput) as told:
        world(text)
    assert told.value.code == "bad-world"
    assert named in f"{told.value.facts['file']} {told.value.facts['detail']}"


def test_a_scenario_is_a_world_too(tmp_path: Path) -> None:
    file = tmp_path / "scenario.toml"
    file.write_text(
        'people = [{ id = "a", region = "370100", insurance = "employee" }]\n[[steps]]\ndo = "issue"\nholder = "a"\n', encoding="utf-8"
    )
    assert [entry.person.id for entry in read_world(file).people] == ["a"]


def test_files_that_are_not_there_or_no_text(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no-such-file"):
        read_world(tmp_path / "none.toml")
    with pytest.raises(BadInput, match="unreadable"):
        read_world(tmp_path)
    (tmp_path / "latin.toml").write_bytes(b'people = [{ name = "caf\xe9" }]')
    with pytest.raises(BadInput, match="bad-world") as told:
        read_world(tmp_path / "latin.toml")
    assert "UTF-8" in str(told.value.facts["detail"])


@pytest.mark.parametrize("file", WORLDS, ids=lambda file: file.stem)
def test_the_fixture_worlds_are_whole(file: Path) -> None:
    told = read_world(file)
    assert told.people
    assert told.institutions
    assert told.items


def test_the_demo_world_is_what_the_readme_promises() -> None:
    demo = demo_world()
    people = {entry.person.id: entry for entry in demo.people}
    assert {"father", "mother", "child", "grandma"} <= set(people)
    assert all(people[who].person.insurance is Insurance.EMPLOYEE and people[who].balance for who in ("father", "mother"))
    assert all(people[who].person.insurance is Insurance.RESIDENT for who in ("child", "grandma"))
    assert any((binding.owner, binding.member) == ("mother", "grandma") for binding in demo.bindings)
    assert any((grant.authoriser, grant.beneficiary) == ("mother", "grandma") for grant in demo.grants)
    assert {institution.level for institution in demo.institutions} >= {Level.PHARMACY, Level.PRIMARY, Level.TERTIARY}


def test_the_demo_shelf() -> None:
    items = demo_world().items
    assert len(items) == 41
    assert {item.code: item.name for item in items}["amox"] == "阿莫西林胶囊"
    assert any(not item.medical for item in items)
    assert {item.item_class for item in items} == set(ItemClass)
    assert all(item.english for item in items)
    assert all(retail_symbology(item.ean) == "EAN13" for item in items), "a true check digit"
    assert len({item.ean for item in items}) == len(items)
