"""Whose pools may pay, in which order; and that order set anew where the edition lets it be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pos.cli.conftest import Shell

SCENARIO = Path(__file__).parents[3] / "fixtures" / "scenarios" / "regions" / "beijing.toml"


@pytest.fixture
def beijing(gongji: Shell, tmp_path: Path) -> tuple[str, str]:
    """Played: the son filed first, the daughter anew after him."""
    url = f"sqlite:///{tmp_path / 'played.sqlite'}"
    assert gongji("play", SCENARIO, "--books", url).code == 0
    return "--books", url


def test_grants_are_listed_in_the_order_in_which_they_pay(gongji: Shell, beijing: tuple[str, str], lang: str) -> None:
    told = gongji("grants", "grandma", "--json", *beijing).object
    assert [(grant["authoriser"], grant["relation"], grant["limit_fen"]) for grant in told["grants"]] == [
        ("son", "parent", None),
        ("daughter", "parent", None),
    ]
    lines = gongji("grants", "grandma", "--lang", lang, *beijing).out.splitlines()
    assert [line[:2] for line in lines] == ["1.", "2."]
    assert "林若川" in lines[0]


def test_the_order_is_set_anew(gongji: Shell, beijing: tuple[str, str], lang: str) -> None:
    ran = gongji("grants", "grandma", "--order", "daughter", "--lang", lang, *beijing)
    assert (ran.code, "林若溪" in ran.out.splitlines()[0]) == (0, True)
    assert [grant["authoriser"] for grant in gongji("grants", "grandma", "--json", *beijing).object["grants"]] == ["daughter", "son"]
    assert gongji("books", "check", *beijing).code == 0


@pytest.mark.parametrize(
    ("order", "code", "exit_code"),
    [("nobody", "no-grant", 1), ("son,son", "bad-order", 2), (",", "bad-order", 2)],
    ids=["nobody", "twice", "empty"],
)
def test_an_order_that_makes_no_sense(gongji: Shell, beijing: tuple[str, str], order: str, code: str, exit_code: int) -> None:
    gongji("grants", "grandma", "--order", order, *beijing).is_refused(code, exit_code=exit_code)


def test_an_order_that_is_fixed(gongji: Shell, lang: str) -> None:
    told = gongji("grants", "grandma", "--order", "mother", "--json", "--lang", lang).is_refused("order-fixed").object
    assert told["refused"] == "order-fixed"


def test_somebody_without_grants(gongji: Shell, lang: str) -> None:
    ran = gongji("grants", "retired", "--lang", lang)
    assert (ran.code, len(ran.out.splitlines())) == (0, 1)
    gongji("grants", "nobody", "--lang", lang).is_refused("unknown-person", exit_code=2)
