from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.checkdigit import check_digit, retail_symbology


@pytest.mark.parametrize(
    ("text", "symbology"),
    [
        ("4006381333931", "EAN13"),  # GS1's own example: 4*1 + 0*3 + 0*1 + 6*3 + ... = 89, and 90 - 89 = 1
        ("6901234567892", "EAN13"),
        ("96385074", "EAN8"),
        ("036000291452", "UPCA"),
        ("4006381333932", None),
        ("96385075", None),
        ("400638133393", None),  # twelve digits, and not those of a UPC-A
        ("400638133393X", None),
        ("４００６３８１３３３９３１", None),  # full-width: not before it is normalised
        ("", None),
    ],
)
def test_the_symbology_follows_from_length_and_check_digit(text: str, symbology: str | None) -> None:
    assert retail_symbology(text) == symbology


@given(body=st.text("0123456789", min_size=12, max_size=12), place=st.integers(0, 12), other=st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(body: str, place: int, other: int) -> None:
    right = body + str(check_digit(body))
    wrong = right[:place] + str((int(right[place]) + other) % 10) + right[place + 1 :]
    assert retail_symbology(right) == "EAN13"
    assert retail_symbology(wrong) is None
