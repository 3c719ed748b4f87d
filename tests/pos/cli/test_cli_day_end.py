"""X, Z and the report from the command line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.errors import RefusalCode
from pos.refusals_met import read

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pos.cli.conftest import Shell


def sell(gongji: Shell, holder: str = "father") -> None:
    assert gongji("sell", "--code", gongji.issue(holder), "--item", "amox").code == 0


def test_x_writes_nothing_and_z_once(gongji: Shell, lang: str) -> None:
    gongji("drawer", "float", "200", "--operator", "Li")
    sell(gongji)
    before = gongji.dump()
    x = gongji("day", "x", "--json").object
    assert (x["ok"], x["net"]["total"], x["drawer"]["expected"], x["since"]) == (True, 1250, 20000, None)
    assert gongji("day", "x", "--lang", lang).code == 0
    assert gongji.dump() == before
    z = gongji("day", "z", "--count", "199.50", "--operator", "Li", "--json").object
    assert (z["number"], z["operator"], z["drawer"]["counted"], z["drawer"]["miscounted"], z["drawer"]["expected"]) == (
        1, "Li", 19950, -50, 19950,
    )  # fmt: skip
    gongji("day", "z", "--lang", lang).is_refused("nothing-to-close")
    sell(gongji)
    ran = gongji("day", "z", "--lang", lang)
    assert "Z2" in ran.out
    assert gongji("books", "check").code == 0


def test_a_closing_is_shown_and_printed_again_as_a_copy(gongji: Shell, tmp_path: Path, lang: str) -> None:
    sell(gongji)
    first = gongji("day", "z", "--lang", lang).out
    before = gongji.dump()
    shown = gongji("day", "z", "--show", "1", "--lang", lang).out
    copy = {"zh": "【副本】", "en": "[COPY]"}[lang]
    assert [line for line in shown.splitlines() if copy not in line] == first.splitlines()
    assert gongji("day", "z", "--show", "1", "--json").object["number"] == 1
    for kind in (".txt", ".pdf", ".bin"):
        ran = gongji("day", "z", "--show", "1", "--out", tmp_path / f"z{kind}", "--paper", "58", "--lang", lang)
        assert (ran.code, ran.err) == (0, "")
    assert copy in (tmp_path / "z.txt").read_text(encoding="utf-8")
    assert (tmp_path / "z.pdf").read_bytes().startswith(b"%PDF")
    assert "Z1".encode("gb18030") in (tmp_path / "z.bin").read_bytes()
    assert b"GJ:" not in (tmp_path / "z.bin").read_bytes(), "no settlement, no code"
    gongji("day", "x", "--printer", tmp_path / "printer", "--lang", lang)
    assert (tmp_path / "printer").read_bytes().startswith(b"\x1b@")
    assert gongji.dump() == before


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["day", "z", "--show", "9"], "unknown-closing", 2),
        (["day", "z", "--count", "much"], "bad-amount", 2),
        (["day", "z", "--count=-1"], "bad-amount", 2),
        (["day", "z", "--out", "z.doc"], "receipt-kind", 2),
        (["day", "x", "--at", "nowhere"], "unknown-institution", 2),
        (["day", "z", "--show", "0"], "usage", 2),
        (["day", "z", "--show", "x" * 50], "usage", 2),
        (["day", "z", "--show", "1", "--count", "3"], "usage", 2),
        (["report", "--out", "r.html", "--from", "2025-13-01"], "usage", 2),
        (["report", "--out", "r.html", "--year", "20255"], "usage", 2),
        (["report", "--out", "r.html", "--from", "2020-01-01", "--to", "2019-01-01"], "bad-period", 2),
        (["report", "--out", "r.html", "--at", "nowhere"], "unknown-institution", 2),
        (["report"], "usage", 2),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_written(gongji: Shell, lang: str, arguments: list[str], code: str, exit_code: int) -> None:
    sell(gongji)
    before = gongji.dump()
    gongji(*arguments, "--lang", lang).is_refused(code, exit_code=exit_code)
    assert gongji.dump() == before


def test_an_output_that_is_there_already_closes_nothing(gongji: Shell, tmp_path: Path) -> None:
    sell(gongji)
    taken = tmp_path / "z.txt"
    taken.write_text("mine")
    gongji("day", "z", "--out", taken).is_refused("file-exists", exit_code=2)
    assert taken.read_text() == "mine"
    assert gongji("day", "x", "--json").object["since"] is None


def test_the_report_is_one_file(gongji: Shell, tmp_path: Path, lang: str) -> None:
    sell(gongji)
    gongji("refund", "nothing").is_refused("unknown-settlement")
    out = tmp_path / "报告.html"
    ran = gongji("report", "--out", out, "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    page = out.read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "12.50" in page
    assert "unknown-settlement" in page
    gongji("report", "--out", out).is_refused("file-exists", exit_code=2)
    told = gongji("report", "--out", tmp_path / "again.html", "--at", "pharmacy", "--json").object
    assert (told["ok"], told["year"], told["refusals"]) == (True, 1250, 1)


def test_the_command_line_notes_it_beside_the_books_it_was_about(gongji: Shell, tmp_path: Path) -> None:
    gongji("day", "sign-in", "--operator", "郑小梅")
    gongji("refund", "20250101000001").is_refused("unknown-settlement")
    gongji("refund", "20250101000001", "--json").is_refused("unknown-settlement")
    (met, _again) = read(gongji.home / "books.sqlite.refusals.jsonl")
    assert (met.code, met.institution, met.operator) == (RefusalCode.UNKNOWN_SETTLEMENT, "pharmacy", "郑小梅")
    other = tmp_path / "other.sqlite"
    gongji("day", "z", "--books", f"sqlite:///{other}", "--at", "clinic")
    gongji("day", "z", "--books", "memory:").is_refused("nothing-to-close")
    assert len(read(gongji.home / "books.sqlite.refusals.jsonl")) == 2
    assert [met.code for met in read(tmp_path / "other.sqlite.refusals.jsonl")] == [RefusalCode.NOTHING_TO_CLOSE]
