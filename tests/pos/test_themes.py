"""Every theme is legible, and says the same to eyes that lack a kind of cones.

Contrast is WCAG 2's; what such eyes see is coloraide's simulation (Brettel, Viénot and Mollon 1997 for blue cones; Viénot, Brettel and
Mollon 1999 for red and green ones); distances are CIEDE2000, in which 2.3 is just
noticeable and colours of large areas are told apart from 10 on.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from coloraide import Color
from rich.color import Color as TerminalColor
from rich.color import ColorSystem
from rich.terminal_theme import DEFAULT_TERMINAL_THEME

from pos.themes import PALETTES, THEMES, full_name, short_name
from pos.widgets.split_bar import _PATTERNS
from pos.widgets.status_line import _SIGNS
from pos.wording import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pos.themes import Palette

EYES = (None, "protan", "deutan", "tritan")
TEXT, MARK = 4.5, 3.0
PAYERS = ("fund", "own", "pool", "cash")
EVERY_THEME = pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)


def text_pairs(palette: Palette) -> Iterator[tuple[str, str]]:
    """(ink, ground) of everything that is read."""
    grounds = (palette.background, palette.surface, palette.panel, palette.cursor)
    for ink in (palette.foreground, palette.muted, palette.accent, palette.good, palette.bad):
        yield from ((ink, ground) for ground in grounds)
    for title in (palette.line, palette.accent):
        yield from ((title, ground) for ground in (palette.background, palette.surface))
    yield palette.background, palette.accent  # the character under the entry line's cursor
    yield from (("#ffffff", ground) for ground in (palette.class_a, palette.class_b, palette.class_c, palette.class_none))


def seen(colour: str, eyes: str | None) -> Color:
    return Color(colour) if eyes is None else Color(colour).filter(eyes)


def apart(one: str, other: str, eyes: str | None) -> float:
    return seen(one, eyes).delta_e(seen(other, eyes), method="2000")


@EVERY_THEME
def test_whatever_is_read_has_contrast(palette: Palette) -> None:
    assert min(Color(ink).contrast(ground, method="wcag21") for ink, ground in text_pairs(palette)) >= TEXT


@EVERY_THEME
def test_large_marks_have_contrast(palette: Palette) -> None:
    marks = [getattr(palette, payer) for payer in PAYERS] + [palette.line, palette.accent]
    grounds = (palette.background, palette.surface)
    assert min(Color(mark).contrast(ground, method="wcag21") for mark in marks for ground in grounds) >= MARK


@EVERY_THEME
@pytest.mark.parametrize("eyes", EYES)
def test_the_four_payers_are_told_apart_by_any_eyes(palette: Palette, eyes: str | None) -> None:
    colours = [getattr(palette, payer) for payer in PAYERS]
    assert min(apart(one, other, eyes) for one, other in combinations(colours, 2)) >= 15


@EVERY_THEME
@pytest.mark.parametrize("eyes", EYES)
def test_good_and_bad_and_the_line_under_the_cursor_are_told_apart_by_any_eyes(palette: Palette, eyes: str | None) -> None:
    assert apart(palette.good, palette.bad, eyes) >= 10
    assert apart(palette.cursor, palette.background, eyes) >= 10


def test_every_meaning_has_a_shape_or_a_word_besides_its_colour() -> None:
    assert len(set(_PATTERNS.values())) == len(PAYERS) == len(_PATTERNS)
    assert _SIGNS["good"][0].strip() != _SIGNS["bad"][0].strip()
    assert all(_SIGNS[kind][0].strip() for kind in ("good", "bad"))
    for lang in ("zh", "en"):
        assert len({say(lang, f"class.{letter}") for letter in ("A", "B", "C", "non-medical")}) == 4


@EVERY_THEME
@pytest.mark.parametrize(("system", "least"), [(ColorSystem.EIGHT_BIT, 4.0), (ColorSystem.STANDARD, MARK)], ids=["256", "16"])
def test_a_terminal_of_few_colours_still_shows_text(palette: Palette, system: ColorSystem, least: float) -> None:
    def drawn(colour: str) -> Color:
        triplet = TerminalColor.parse(colour).downgrade(system).get_truecolor(DEFAULT_TERMINAL_THEME)
        return Color(triplet.hex)

    grounds = (palette.background, palette.surface, palette.panel, palette.cursor)
    assert min(drawn(palette.foreground).contrast(drawn(ground), method="wcag21") for ground in grounds) >= least
    inks = (palette.accent, *(getattr(palette, payer) for payer in PAYERS))
    assert min(drawn(ink).contrast(drawn(palette.background), method="wcag21") for ink in inks) >= least - 1


def test_both_commands_know_every_theme_by_the_same_names() -> None:
    from pos.cli import parser_for

    assert [full_name(theme) for theme in THEMES] == list(PALETTES)
    assert [short_name(theme) for theme in PALETTES] == list(THEMES)
    for theme in THEMES:
        parser = parser_for("en")
        assert parser.parse_args(["--theme", theme]).theme == theme
        assert parser.parse_args(["web", "--theme", theme]).theme == theme
