"""`gongji sell --item CODE --trace CODE`: the drug trace codes of the packs of the item before them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pos.cli.conftest import Ran, Shell

A, B, C = (f"8385793000000000000{last}" for last in "123")


def sell(gongji: Shell, *arguments: str) -> Ran:
    return gongji("sell", "--code", gongji.issue("grandma"), *arguments)


def named(gongji: Shell, settlement: str) -> list[dict[str, object]]:
    told: list[dict[str, object]] = gongji("explain", settlement, "--json").object["trace"]
    return told


def test_a_trace_belongs_to_the_item_before_it(gongji: Shell) -> None:
    ran = sell(gongji, "--item", "amoxx2", "--trace", A, "--json", "--trace", B, "--item", "ibu", "--item", "amox", f"--trace={C}")
    assert ran.code == 0, ran.err
    assert named(gongji, ran.object["settlement"]) == [{"item": "amox", "codes": [A, B]}, {"item": "amox", "codes": [C]}]


def test_explain_names_them(gongji: Shell, lang: str) -> None:
    number = sell(gongji, "--item", "amox", "--trace", A, "--json").object["settlement"]
    ran = gongji("explain", number, "--lang", lang)
    assert f"{'：' if lang == 'zh' else ': '}{A}" in ran.out


def test_a_pack_is_sold_once_and_a_quote_says_so_too(gongji: Shell, lang: str) -> None:
    first = sell(gongji, "--item", "amox", "--trace", A, "--json").object["settlement"]
    ran = sell(gongji, "--item", "amox", "--trace", A, "--lang", lang).is_refused("trace-code-sold")
    assert first in ran.err
    assert sell(gongji, "--item", "amox", "--trace", A, "--quote", "--json").is_refused("trace-code-sold").object["ok"] is False
    assert gongji("books", "check").code == 0


def test_a_trace_without_an_item_is_wrong_usage(gongji: Shell, lang: str) -> None:
    ran = gongji("sell", "--code", "0" * 28, "--trace", A, "--item", "amox", "--lang", lang).is_refused("usage", exit_code=2)
    assert "--trace" in ran.err
    assert "--item" in ran.err


@pytest.mark.parametrize("code", ["", " ", "x" * 101, "追溯码", "1\x1d2", "1\x1b[31m"])
def test_what_is_no_trace_code(gongji: Shell, lang: str, code: str) -> None:
    sell(gongji, "--item", "amox", "--trace", code, "--lang", lang).is_refused("bad-trace-code", exit_code=2)


def test_a_traced_item_is_not_sold_without_its_codes(gongji: Shell, tmp_path: Path, lang: str) -> None:
    world = tmp_path / "world.toml"
    world.write_text('items = [{ code = "kept", name = "注射液", class = "A", price = "9", traced = true }]', encoding="utf-8")
    with_it = ("--world", str(world), "--lang", lang)
    sell(gongji, "--item", "keptx2", "--trace", A, *with_it).is_refused("trace-code-missing")
    assert sell(gongji, "--item", "keptx2", "--trace", A, "--trace", B, *with_it).code == 0
