"""Giving back from the command line: everything, some of it, or whatever stands under a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.pos.cli.conftest import Shell


def sell(gongji: Shell, *more: str) -> dict[str, Any]:
    return gongji("sell", "--code", gongji.issue("father"), "--item", "amoxx2", "--item", "ibu", "--json", *more).object


def test_everything(gongji: Shell) -> None:
    sale = sell(gongji)
    refund = gongji("refund", sale["settlement"], "--json").object
    assert refund["ok"] is True
    assert refund["fen"] == {name: -fen for name, fen in sale["fen"].items()}
    assert "remaining" not in refund
    gongji("refund", sale["settlement"]).is_refused("already-refunded")
    assert gongji("books", "check").code == 0


def test_some_of_it(gongji: Shell) -> None:
    sale = sell(gongji)
    back = gongji("refund", sale["settlement"], "--item", "amox", "--key", "r", "--json").object
    assert back["fen"]["total"] == -4480  # 2 x 12.50 and 19.80
    assert back["remaining"]["fen"]["total"] == 3230
    again = gongji("refund", sale["settlement"], "--item", "amoxx1", "--key", "r", "--json").object
    assert again == back
    rest = back["remaining"]["settlement"]
    assert gongji("explain", rest, "--json").object["replaces"] == sale["settlement"]
    assert gongji("refund", rest, "--item", "ibu", "--item", "amox", "--json").object["remaining"] is None
    assert gongji("books", "check").code == 0


def test_in_words(gongji: Shell, lang: str) -> None:
    number = sell(gongji)["settlement"]
    ran = gongji("refund", number, "--item", "ibu", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert "-44.80" in ran.out
    assert "25.00" in ran.out
    rest = ran.out.split()
    assert any(word.isdecimal() and word != number for word in rest)
    told = gongji("explain", next(word for word in reversed(rest) if len(word) == len(number) and word.isdecimal()), "--lang", lang)
    assert number in told.out


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["--item", "bude"], "not-in-sale", 1),
        (["--item", "amoxx3"], "more-than-sold", 1),
        (["--item", "amox", "--trace", "8"], "trace-code-mismatch", 1),
        (["--item", "nothing-of-the-kind"], "unknown-item", 2),
        (["--item", "amoxx0"], "bad-quantity", 2),
        (["--key", "k"], "key-without-item", 2),
    ],
)
def test_what_is_refused_changes_nothing(gongji: Shell, lang: str, arguments: list[str], code: str, exit_code: int) -> None:
    number = sell(gongji)["settlement"]
    before = gongji.dump()
    gongji("refund", number, *arguments, "--lang", lang).is_refused(code, exit_code=exit_code)
    assert gongji.dump() == before


def test_reverse(gongji: Shell, lang: str) -> None:
    gongji("reverse", "k", "--lang", lang).is_refused("unknown-settlement")
    sale = sell(gongji, "--key", "k")
    ran = gongji("reverse", "k", "--lang", lang)
    assert ran.code == 0
    assert sale["settlement"] in ran.out
    assert gongji("reverse", "k", "--json").is_refused("already-reversed").object["refused"] == "already-reversed"
    gongji("refund", sale["settlement"]).is_refused("already-reversed")


def test_books_that_are_not_there_are_not_made(gongji: Shell) -> None:
    for arguments in (["refund", "1"], ["reverse", "k"]):
        gongji(*arguments, "--books", f"sqlite:///{gongji.home / 'none.db'}").is_refused("cannot-open-books")
