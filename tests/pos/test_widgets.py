"""The small parts that a screen's text does not prove by itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.color import Color

from pos.themes import PALETTES
from pos.widgets.arming import PATIENCE, Arming
from pos.widgets.ascii import AsciiFilter
from pos.widgets.big_number import big
from pos.widgets.split_bar import cells


class Hand:
    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_a_press_counts_only_after_a_moment_and_a_key_held_down_never_does() -> None:
    clock = Hand()
    arming = Arming(clock)
    assert not arming.pressed(), "not started"
    arming.start()
    clock.at = PATIENCE - 0.01
    assert not arming.pressed()
    for _ in range(100):
        clock.at += 0.03
        assert not arming.pressed()
    clock.at += PATIENCE
    assert arming.pressed()


@given(st.lists(st.integers(min_value=0, max_value=10**12), max_size=8), st.integers(min_value=8, max_value=200))
def test_the_bar_is_exactly_as_wide_as_its_room_and_shows_every_payer(amounts: list[int], width: int) -> None:
    shares = cells(amounts, width)
    assert sum(shares) == (width if sum(amounts) else 0)
    assert [share > 0 for share in shares] == [amount > 0 for amount in amounts]


def test_a_big_number_has_three_rows_of_one_width() -> None:
    rows = big("-1234567890.00")
    assert len(rows) == 3
    assert len({cell_len(row) for row in rows}) == 1


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Mn", "Me", "Cf"))))
def test_the_ascii_skin_keeps_every_character_in_its_cells(text: str) -> None:
    (segment,) = AsciiFilter().apply([Segment(text)], Color(0, 0, 0))
    assert len(segment.text) == len(text)
    assert cell_len(segment.text) == cell_len(text)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("name", PALETTES)
def test_text_and_split_are_legible_on_every_ground_of_a_theme(name: str) -> None:
    palette = PALETTES[name]
    grounds = (palette.background, palette.surface, palette.panel)
    told = (palette.foreground, palette.muted, palette.accent, palette.good, palette.bad)
    assert min(contrast(colour, ground) for colour in told for ground in grounds) >= 4.5
    split = (palette.fund, palette.own, palette.pool, palette.cash)
    assert min(contrast(colour, palette.background) for colour in split) >= 4.5
    badges = (palette.class_a, palette.class_b, palette.class_c, palette.class_none)
    assert min(contrast("#ffffff", ground) for ground in badges) >= 4.5
