"""What became of a key, and a till's day, from the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from engine.model.till import Plant

if TYPE_CHECKING:
    from tests.pos.cli.conftest import Shell

CAUSES = {"missing": "missing", "extra": "extra", "doubled": "doubled", "fen": "amount", "half-refund": "half-refund"}


def sell(gongji: Shell, *more: str) -> dict[str, Any]:
    return gongji("sell", "--code", gongji.issue("father"), "--item", "amox", "--json", *more).object


def test_query_says_settled_undone_or_nothing(gongji: Shell, lang: str) -> None:
    sale = sell(gongji, "--key", "k")
    assert gongji("query", "other", "--json").object == {"ok": True, "key": "other", "outcome": "nothing", "undone_by": None}
    told = gongji("query", "k", "--json").object
    assert (told["outcome"], told["settlement"], told["fen"], told["undone_by"]) == ("settled", sale["settlement"], sale["fen"], None)
    undone = gongji("reverse", "k", "--json").object["settlement"]
    told = gongji("query", "k", "--json").object
    assert (told["outcome"], told["undone_by"]) == ("undone", undone)
    for key in ("k", "other"):
        ran = gongji("query", key, "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
        assert (undone in ran.out) == (key == "k")


def test_a_day_from_sign_in_to_sign_out(gongji: Shell, lang: str) -> None:
    ran = gongji("day", "sign-in", "--operator", "郑小梅", "--lang", lang)
    assert ran.code == 0
    assert "郑小梅" in ran.out
    gongji("day", "sign-in", "--operator", "韩立", "--lang", lang).is_refused("already-signed-in")
    sale = sell(gongji)
    gongji("refund", sale["settlement"], "--item", "amox")
    shown = gongji("day", "show", "--json").object
    assert [note["event"] for note in shown["notes"]] == ["sale", "refund"]
    assert shown["totals"]["refund"]["total"] == -1250
    assert "1250" not in gongji("day", "show", "--lang", lang).out
    found = gongji("day", "reconcile", "--json").object
    assert (found["ok"], found["balanced"], found["differences"], found["lines"]) == (True, True, [], [])
    assert gongji("day", "reconcile", "--lang", lang).code == 0
    out = gongji("day", "sign-out", "--json").object
    assert (out["operator"], out["notes"]) == ("郑小梅", 2)
    gongji("day", "sign-out", "--lang", lang).is_refused("not-signed-in")


@pytest.mark.parametrize("kind", Plant)
def test_a_planted_difference_is_found_explained_and_taken_back(gongji: Shell, lang: str, kind: Plant) -> None:
    sale = sell(gongji)
    books = [line for line in gongji.dump().splitlines() if not line.startswith("till_record")]
    planted = gongji("day", "plant", kind.value, "--sale", sale["settlement"], "--json").object
    found = gongji("day", "reconcile", "--json")
    assert found.code == 1
    (difference,) = found.object["differences"]
    assert (difference["kind"], difference["settlement"]) == (CAUSES[kind], planted["settlement"])
    told = gongji("day", "reconcile", "--lang", lang)
    assert told.code == 1
    assert planted["settlement"] in told.out
    assert not any(sign in told.out for sign in "{}")
    assert "None" not in told.out
    if kind is not Plant.EXTRA:  # which is made beside a sale and not on it
        gongji("day", "plant", kind.value, "--sale", sale["settlement"]).is_refused("nothing-to-plant")
    assert gongji("day", "mend", "--json").object == {"ok": True, "mended": 1}
    assert gongji("day", "reconcile").code == 0
    assert [line for line in gongji.dump().splitlines() if not line.startswith("till_record")] == books
    assert gongji("books", "check").code == 0


def test_a_lost_reply_is_found_and_a_query_closes_it(gongji: Shell) -> None:
    """The crash between the reply and the note, made by taking the note away."""
    sell(gongji, "--key", "k")
    gongji("day", "plant", "missing")
    assert gongji("day", "reconcile", "--json").object["differences"][0]["key"] == "k"
    gongji("query", "k")
    assert gongji("day", "reconcile").code == 0
    gongji("day", "mend")
    assert gongji("day", "reconcile").code == 0


def test_each_institution_has_a_day_of_its_own(gongji: Shell) -> None:
    sell(gongji, "--at", "clinic")
    assert gongji("day", "show", "--json").object["notes"] == []
    assert len(gongji("day", "show", "--at", "clinic", "--json").object["notes"]) == 1
    assert gongji("day", "show", "--date", "2001-01-01", "--at", "clinic", "--json").object["notes"] == []


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["show", "--at", "nowhere"], "unknown-institution", 2),
        (["sign-in", "--operator", " "], "bad-operator", 2),
        (["plant", "fen"], "nothing-to-plant", 1),
        (["plant", "fen", "--sale", "[red]\x1b[31m"], "nothing-to-plant", 1),
    ],
)
def test_what_is_refused(gongji: Shell, lang: str, arguments: list[str], code: str, exit_code: int) -> None:
    gongji("day", *arguments, "--lang", lang).is_refused(code, exit_code=exit_code)


@pytest.mark.parametrize("arguments", [["show", "--date", "yesterday"], ["sign-in"], ["plant"], ["plant", "nothing-such"], []])
def test_wrong_usage(gongji: Shell, lang: str, arguments: list[str]) -> None:
    assert gongji("day", *arguments, "--lang", lang).code == 2


def test_the_account_inside_the_funds_sum_is_explained(gongji: Shell, lang: str, tmp_path: Any) -> None:  # noqa: ANN401
    world = tmp_path / "world.toml"
    world.write_text('people = [{ id = "gz", region = "440100", insurance = "employee", account = "500" }]', encoding="utf-8")
    code = gongji("qr", "gz", "--world", world, "--json").object["digits"]
    gongji("sell", "--code", code, "--item", "amox")
    found = json.loads(gongji("day", "reconcile", "--json").out)
    assert found["totals"]["bureau"]["sale"]["fund"] == 0
    assert found["totals"]["bureau"]["sale"]["fund_sum"] == 1250
    assert found["balanced"]
    ran = gongji("day", "reconcile", "--lang", lang)
    assert ran.code == 0
    assert ("接口口径" if lang == "zh" else "interface sums") in ran.out
