"""Cheapest first, no further than needed, and nobody believed where two disagree."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
import pytest

from scanner import frames
from scanner.code import ALL, Code, Symbology
from scanner.decoders.decoder import Sightings
from scanner.live import BARS_EVERY, FULL_EVERY, LiveReader
from scanner.read import read_codes

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from scanner.frames import Grey
    from tests.scanner.conftest import Bars, Draw

BLANK: Grey = np.full((480, 640), 255, np.uint8)
SPOT = ((100, 100), (200, 100), (200, 200), (100, 200))


def qr(text: str, *, decoder: str = "zxing-cpp", view: str = "plain", corners: tuple[tuple[int, int], ...] | None = SPOT) -> Code:
    return Code(text, "QRCODE", decoder, view, corners)


def ean(text: str, *, decoder: str = "zxing-cpp", view: str = "plain", corners: tuple[tuple[int, int], ...] | None = SPOT) -> Code:
    return Code(text, "EAN13", decoder, view, corners)


@dataclass
class Told:
    """A decoder that sees what it is told to see in each view, and remembers where it was asked to look."""

    name: str
    sees: dict[str, tuple[Code, ...]] = field(default_factory=dict)
    located: bool = False
    asked: list[tuple[str, frozenset[Symbology]]] = field(default_factory=list)
    sizes: list[tuple[int, ...]] = field(default_factory=list)
    symbologies: frozenset[Symbology] = ALL

    def decode(
        self, image: Grey, symbologies: AbstractSet[Symbology], *, view: str, even_light: bool = False, quick: bool = False
    ) -> Sightings:
        del even_light, quick
        self.asked.append((view, frozenset(symbologies)))
        self.sizes.append(image.shape)
        return Sightings(codes=tuple(c for c in self.sees.get(view, ()) if c.symbology in symbologies), located=self.located)

    @property
    def views(self) -> list[str]:
        return [view for view, _ in self.asked]


def test_the_first_view_that_reads_is_the_last_one_made() -> None:
    zxing, zbar = Told("zxing-cpp", {"plain": (qr("1"),)}), Told("zbar")
    assert read_codes(BLANK, decoders=[zxing, zbar]) == (qr("1"),)
    assert zxing.views == ["plain"]
    assert zbar.views == ["spot"]


def test_a_picture_without_a_code_is_climbed_to_the_top_in_the_measured_order() -> None:
    zxing, zbar, quirc = Told("zxing-cpp"), Told("zbar"), Told("quirc")
    busy = np.random.default_rng(3).integers(0, 256, (480, 640)).astype(np.uint8)
    assert read_codes(busy, decoders=[zxing, zbar, quirc], symbologies={"QRCODE"}) == ()
    spots = ["spot-softened", "spot-local-fine", "spot-eroded", "spot-plain"]
    assert zxing.views == ["plain", "even", "even-halved", "lifted", "eroded", "contrast", *spots]
    assert zbar.views == ["halved", "spot-local-narrow"]
    assert quirc.views == ["halved", "spot-softened"]


def test_a_wall_has_no_spot_to_look_at() -> None:
    zxing = Told("zxing-cpp")
    assert read_codes(BLANK, decoders=[zxing], symbologies={"QRCODE"}) == ()
    assert not [view for view in zxing.views if view.startswith("spot")]


def test_where_a_code_was_located_nothing_is_left_untried() -> None:
    zxing, quirc = Told("zxing-cpp", located=True), Told("quirc", {"spot-pulled-down": (qr("1", decoder="quirc"),)})
    busy = np.random.default_rng(3).integers(0, 256, (480, 640)).astype(np.uint8)
    assert [code.text for code in read_codes(busy, decoders=[zxing, quirc])] == ["1"]


def test_a_large_picture_is_looked_at_at_two_sizes_and_zbar_never_gets_more_than_1280() -> None:
    zxing, zbar = Told("zxing-cpp"), Told("zbar")
    read_codes(np.full((3000, 4000), 255, np.uint8), decoders=[zxing, zbar])
    assert (1920, 2560) in zxing.sizes
    assert (960, 1280) in zxing.sizes
    assert max(max(size) for size in zbar.sizes) <= 1280


def test_bar_codes_are_looked_for_only_where_there_is_no_qr_code() -> None:
    zxing = Told("zxing-cpp", {"plain": (qr("1"), ean("6901234567892"))})
    assert read_codes(BLANK, decoders=[zxing]) == (qr("1"),)
    assert all(symbologies == {"QRCODE"} for _, symbologies in zxing.asked)


def test_one_read_of_a_bar_code_is_not_believed() -> None:
    zxing, zbar = Told("zxing-cpp", {"plain": (ean("6901234567892"),)}), Told("zbar")
    assert read_codes(BLANK, decoders=[zxing, zbar]) == ()


def test_two_equal_reads_of_a_bar_code_are() -> None:
    zxing = Told("zxing-cpp", {"plain": (ean("6901234567892"),)})
    zbar = Told("zbar", {"plain": (ean("6901234567892", decoder="zbar"),)})
    assert [code.text for code in read_codes(BLANK, decoders=[zxing, zbar])] == ["6901234567892"]


def test_where_two_decoders_read_different_qr_codes_off_one_spot_neither_is_believed() -> None:
    here = ((20, 20), (120, 20), (120, 120), (20, 120))  # of the spot, which begins 20 before the code
    zxing, zbar = Told("zxing-cpp", {"plain": (qr("1"),)}), Told("zbar", {"spot": (qr("2", decoder="zbar", corners=here),)})
    assert read_codes(BLANK, decoders=[zxing, zbar]) == ()
    assert zbar.sizes == [(140, 140)]


def test_a_neighbour_in_the_same_spot_contradicts_nobody() -> None:
    beside = ((120, 120), (138, 120), (138, 138), (120, 138))
    zxing, zbar = Told("zxing-cpp", {"plain": (qr("1"),)}), Told("zbar", {"spot": (qr("2", decoder="zbar", corners=beside),)})
    assert read_codes(BLANK, decoders=[zxing, zbar]) == (qr("1"),)


def test_a_code_whose_place_is_not_known_is_not_looked_at_again() -> None:
    zbar = Told("zbar", {"spot": (qr("2", decoder="zbar"),)})
    for corners in (None, ((900, 900), (950, 900), (950, 950), (900, 950))):
        zxing = Told("zxing-cpp", {"plain": (qr("1", corners=corners),)})
        assert [code.text for code in read_codes(BLANK, decoders=[zxing, zbar])] == ["1"]
    assert zbar.views == []


def test_past_its_time_no_further_rung_is_begun() -> None:
    zxing, ticks = Told("zxing-cpp"), iter(range(100))
    assert read_codes(BLANK, decoders=[zxing], budget=3, clock=lambda: next(ticks)) == ()
    assert zxing.views == ["plain", "even"]


def test_without_time_nothing_is_begun() -> None:
    zxing = Told("zxing-cpp", {"plain": (qr("1"),)})
    assert read_codes(BLANK, decoders=[zxing], budget=0, clock=lambda: 5.0) == ()
    assert zxing.views == []


def test_without_any_decoder_nothing_is_read(draw: Draw, digits: str) -> None:
    assert read_codes(draw(digits), decoders=[]) == ()
    assert LiveReader(decoders=[]).read(draw(digits)) == ()


def test_the_plain_view_needs_no_opencv(draw: Draw, digits: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> None:
        raise ImportError("no cv2")

    monkeypatch.setattr(frames, "opencv", missing)
    assert [code.text for code in read_codes(draw(digits))] == [digits]
    large = np.kron(draw(digits), np.ones((40, 40), np.uint8))
    assert [code.text for code in read_codes(large)] == [digits]
    assert read_codes(BLANK) == ()


@pytest.mark.parametrize("wrong", [np.zeros((4, 4, 3), np.uint8), np.zeros((40, 40), np.float32)])
def test_a_picture_that_is_not_grey_bytes_is_a_mistake_of_the_caller(wrong: Grey) -> None:
    with pytest.raises(ValueError, match="grey picture"):
        read_codes(wrong)


def test_a_live_frame_without_a_code_gets_one_look() -> None:
    zxing, zbar = Told("zxing-cpp"), Told("zbar")
    assert read_codes(BLANK, profile="live", decoders=[zxing, zbar], symbologies={"QRCODE"}) == ()
    assert zxing.views + zbar.views == ["plain"]


def test_a_live_frame_with_a_code_out_of_focus_is_climbed_to_the_top() -> None:
    zxing, zbar = Told("zxing-cpp", located=True), Told("zbar", {"local-narrow": (qr("1", decoder="zbar"),)})
    assert [code.text for code in read_codes(BLANK, profile="live", decoders=[zxing, zbar])] == ["1"]


def test_a_live_picture_tells_when_a_code_is_there_but_unreadable() -> None:
    reader = LiveReader(decoders=[Told("zxing-cpp", located=True)])
    assert reader.read(BLANK) == ()
    assert reader.located
    reader = LiveReader(decoders=[Told("zxing-cpp")])
    reader.read(BLANK)
    assert not reader.located


def test_of_five_empty_live_frames_two_get_a_closer_look_each_another() -> None:
    zxing, zbar, quirc = Told("zxing-cpp"), Told("zbar"), Told("quirc")
    reader = LiveReader(decoders=[zxing, zbar, quirc])
    busy = np.random.default_rng(3).integers(0, 256, (480, 640)).astype(np.uint8)
    for _ in range(BARS_EVERY):
        reader.read(busy)
    assert len([1 for view, asked in zxing.asked if view == "plain" and asked == {"QRCODE"}]) == BARS_EVERY // FULL_EVERY
    assert zxing.views.count("glance") == BARS_EVERY - BARS_EVERY // FULL_EVERY
    assert len([1 for view, asked in zxing.asked if "QRCODE" not in asked]) == 1
    looks = [view for decoder in (zxing, zbar, quirc) for view in decoder.views if view not in {"plain", "glance"}]
    assert len(looks) == BARS_EVERY * 2 // 5
    assert set(looks) == {"spot-contrast", "spot-local-fine"}


def test_a_bar_code_held_before_the_camera_is_read_within_a_second_of_frames(bars: Bars) -> None:
    reader, frame = LiveReader(), bars("6901234567892", "EAN13")
    assert any(reader.read(frame) for _ in range(30))


def test_whoever_wants_only_bar_codes_gets_them_in_every_frame(bars: Bars) -> None:
    assert [code.text for code in LiveReader({"EAN13"}).read(bars("6901234567892", "EAN13"))] == ["6901234567892"]


def test_a_code_that_needed_little_correction_is_not_looked_at_again() -> None:
    sure = Code("1", "QRCODE", "zxing-cpp", "plain", SPOT, margin=0.8)
    zxing, zbar = Told("zxing-cpp", {"plain": (sure,)}), Told("zbar", {"spot": (qr("2", decoder="zbar"),)})
    assert read_codes(BLANK, decoders=[zxing, zbar]) == (sure,)
    assert zbar.views == []
