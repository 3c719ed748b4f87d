"""Who is believed about bars, and who contradicts whom."""

from __future__ import annotations

from scanner.agree import agreed, same_spot
from scanner.code import Code

SPOT = ((100, 100), (200, 100), (200, 200), (100, 200))
ELSEWHERE = ((400, 300), (500, 300), (500, 400), (400, 400))


def ean(text: str, *, decoder: str = "zxing-cpp", view: str = "plain", corners: tuple[tuple[int, int], ...] | None = SPOT) -> Code:
    return Code(text, "EAN13", decoder, view, corners)


def test_where_two_decoders_read_different_bars_off_one_spot_neither_is_believed() -> None:
    right, wrong = "5030159003930", "7034759003930"  # seen in a photograph; both check digits hold
    seen = [ean(right), ean(wrong, decoder="zbar"), ean(right, view="contrast"), ean(wrong, decoder="zbar", view="blurred")]
    assert agreed(seen) == ()


def test_two_bar_codes_at_two_places_are_two() -> None:
    here, there = ean("6901234567892"), ean("4006381333931", corners=ELSEWHERE)
    again = [ean("6901234567892", decoder="zbar"), ean("4006381333931", decoder="zbar", corners=ELSEWHERE)]
    assert agreed([here, there, *again]) == (here, there)


def test_a_read_without_a_place_contradicts_nobody() -> None:
    assert not same_spot(ean("6901234567892"), ean("4006381333931", corners=None))


def test_one_decoder_is_believed_about_retail_bars_after_three_views_and_about_code_128_after_two() -> None:
    views = [ean("6901234567892", view=view) for view in ("plain", "contrast", "lifted")]
    assert agreed(views[:2]) == ()
    assert agreed(views) == (views[0],)
    boxes = [Code("LOT-1", "CODE128", "zxing-cpp", view, SPOT) for view in ("plain", "contrast")]
    assert agreed(boxes[:1]) == ()
    assert agreed(boxes) == (boxes[0],)


def test_a_code_128_in_the_upper_half_of_latin_1_is_the_one_that_zbar_reads_in_the_lower() -> None:
    whole, halved = Code("ó12", "CODE128", "zxing-cpp", "plain", SPOT), Code("s12", "CODE128", "zbar", "plain", SPOT)
    assert agreed([halved, whole]) == (whole,)
