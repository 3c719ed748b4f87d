"""A few hundred of the cases that `tests/long/scan_fuzz.py` runs by the hundred thousand."""

from __future__ import annotations

import random

import pytest

from scanner.code import Code
from tests.long import scan_fuzz
from tests.long.damage import payload


def test_nothing_that_is_held_before_a_till_is_read_wrongly_or_breaks_it() -> None:
    report = scan_fuzz.run(300, seed=20261121)
    assert report.cases.total() >= 290
    assert report.read["damaged_code"] > report.cases["damaged_code"] / 4
    assert report.refused["broken-picture"] > 0


def test_a_wrong_read_would_be_noticed_and_can_be_repeated(monkeypatch: pytest.MonkeyPatch) -> None:
    wrong = Code("not what was drawn", "QRCODE", "zxing-cpp", "plain")
    monkeypatch.setattr(scan_fuzz, "read_codes", lambda *_, **__: (wrong,))
    with pytest.raises(scan_fuzz.Wrong, match="not what was drawn") as caught:
        scan_fuzz.run(50, seed=1)
    assert "of seed 1" in caught.value.__notes__[0]


def test_every_kind_of_payload_is_drawn() -> None:
    payloads = [payload(random.Random(number)) for number in range(200)]  # noqa: S311 - to be repeated
    assert any(data.isdigit() and len(data) == 28 for data in payloads)
    assert any(b"\x1b[31m" in data for data in payloads)
    assert any(not _is_utf8(data) for data in payloads)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
