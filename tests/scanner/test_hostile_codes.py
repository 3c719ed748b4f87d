"""Codes that hold what no till expects, and pictures that hold too many of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pytest

from scanner.payload import text_of
from scanner.read import read_codes
from scanner.sources.wedge import CredentialShaped, Refused, classify

if TYPE_CHECKING:
    from tests.scanner.conftest import Bars, Draw

PAYLOADS: Final[dict[str, bytes]] = {
    "markup": b"[bold red]x[/] [@click=app.quit]y[/]",
    "escape": b"\x1b]0;title\x07\x1b[2J",
    "bidi": "\u202e123\u2066456".encode(),
    "zero-bytes": b"\x00" * 12,
    "line-ends": b"a\r\nb\x0b\x0cc",
    "broken-utf-8": b"\xe5\x8c\xbb\xe4\xbf",
    "overlong-utf-8": b"\xc0\xafabc",
    "surrogate": b"\xed\xa0\x80abc",
    "gb18030": "医保码：王桂兰".encode("gb18030"),
    "gb18030-four-bytes": "𠮷㐀".encode("gb18030"),
    "shift-jis": "保険証ｱｲｳ".encode("shift-jis"),
    "byte-order-mark": b"\xef\xbb\xbf" + "医保".encode(),
}


@pytest.mark.parametrize("name", PAYLOADS)
def test_every_byte_of_a_payload_comes_out_by_one_rule(draw: Draw, name: str) -> None:
    (code,) = read_codes(draw(PAYLOADS[name]))
    assert code.text == text_of(PAYLOADS[name])
    assert not isinstance(classify(code.text), CredentialShaped)


def test_chinese_is_never_guessed_to_be_something_else() -> None:
    assert text_of(PAYLOADS["gb18030"]) == "医保码：王桂兰"
    assert text_of(PAYLOADS["gb18030-four-bytes"]) == "𠮷㐀"


def test_fifty_codes_in_one_picture_are_fifty_codes(draw: Draw) -> None:
    texts = [f"37010090{number:020}" for number in range(50)]
    tiles = [draw(text, scale=3) for text in texts]
    page = np.vstack([np.hstack(tiles[row * 10 : row * 10 + 10]) for row in range(5)])
    codes = read_codes(page)
    assert sorted(code.text for code in codes) == texts
    assert len({code.centre for code in codes}) == 50


def test_fifty_codes_that_need_a_second_opinion_cost_no_fifty(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    from scanner import confirm

    tiles = [draw(f"37010090{number:020}", scale=3) for number in range(50)]
    page = np.vstack([np.hstack(tiles[row * 10 : row * 10 + 10]) for row in range(5)])
    looked: list[str] = []
    original = confirm._contradicted

    def counted(*arguments: object) -> bool:
        looked.append("")
        return original(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(confirm, "AMPLE", 2.0)
    monkeypatch.setattr(confirm, "_contradicted", counted)
    assert len(read_codes(page)) == 50
    assert len(looked) == confirm.MOST


def test_a_credential_cannot_be_hidden_in_a_longer_text(draw: Draw) -> None:
    (code,) = read_codes(draw(b"3" * 29))
    assert not isinstance(classify(code.text), CredentialShaped)
    (code,) = read_codes(draw("３７０１００９０１２３４５６７８９０１２３４５６７８９０".encode()))
    assert not isinstance(classify(code.text), Refused)


def test_gs1_data_matrix_keeps_its_separators(bars: Bars) -> None:
    for text in ("01069012345678921721", "0106901234567892\x1d21ABC\x1d17261231"):
        (code,) = read_codes(bars(text, "DataMatrix", scale=4))
        assert (code.symbology, code.text) == ("DATAMATRIX", text)
