"""What was drawn is what is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
import zxingcpp
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from scanner import decoders
from scanner.encode import png_bytes
from scanner.read import read_codes
from scanner.sources.picture import read_picture_bytes

if TYPE_CHECKING:
    from scanner.decoders import Decoder
    from tests.scanner.conftest import Bars, Draw

QUICK = settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
NAMES = ("王桂兰", "李雷", "赵四", "欧阳娜娜", "王桂兰|370100195003021234", "阿莫西林胶囊 0.25g×24粒", "ÄÖÜ é", "\U0001f3e5 医保")


@QUICK
@given(text=st.text("0123456789", min_size=28, max_size=28))
def test_each_decoder_reads_every_28_digits(decoder: Decoder, text: str) -> None:
    seen = decoder.decode(read_picture_bytes(png_bytes(text)), {"QRCODE"}, view="plain")
    assert [(code.text, code.symbology, code.decoder) for code in seen.codes] == [(text, "QRCODE", decoder.name)]


@QUICK
@given(text=st.text(min_size=1, max_size=60))
def test_any_text_survives_the_whole_way(text: str) -> None:
    codes = read_codes(read_picture_bytes(png_bytes(text, scale=4)))
    assert [code.text for code in codes] == [text]


@pytest.mark.parametrize("text", NAMES)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_is_read_as_it_was_written_in_either_encoding(draw: Draw, decoder: Decoder, text: str, encoding: str) -> None:
    seen = decoder.decode(draw(text.encode(encoding)), {"QRCODE"}, view="plain")
    assert [code.text for code in seen.codes] == [text]


def test_bytes_that_are_no_text_at_all_still_come_out(draw: Draw, decoder: Decoder) -> None:
    seen = decoder.decode(draw(b"\x00\x01\x02\xff\xfe"), {"QRCODE"}, view="plain")
    assert [code.text.encode("latin-1") for code in seen.codes] == [b"\x00\x01\x02\xff\xfe"]


@pytest.mark.parametrize(
    ("kind", "drawn", "symbology", "text"),
    [
        ("EAN13", "6901234567892", "EAN13", "6901234567892"),
        ("EAN8", "96385074", "EAN8", "96385074"),
        ("UPCA", "012345678905", "UPCA", "012345678905"),
        ("Code128", "LOT-2025/11", "CODE128", "LOT-2025/11"),
        ("DataMatrix", "01069012345678921721", "DATAMATRIX", "01069012345678921721"),
    ],
)
def test_other_symbologies_are_named_as_the_contract_names_them(bars: Bars, kind: str, drawn: str, symbology: str, text: str) -> None:
    assert [(code.symbology, code.text) for code in read_codes(bars(drawn, kind))] == [(symbology, text)]


def test_only_the_symbologies_asked_for_are_looked_for(bars: Bars, draw: Draw, digits: str) -> None:
    assert read_codes(bars("6901234567892", "EAN13"), symbologies={"QRCODE"}) == ()
    assert read_codes(draw(digits), symbologies={"EAN13"}) == ()


def test_a_qr_code_goes_before_a_bar_code_in_the_same_picture(bars: Bars, draw: Draw, digits: str) -> None:
    box, code = bars("6901234567892", "EAN13"), draw(digits)
    shelf = np.full((box.shape[0] + code.shape[0], max(box.shape[1], code.shape[1])), 255, np.uint8)
    shelf[: box.shape[0], : box.shape[1]] = box
    shelf[box.shape[0] :, : code.shape[1]] = code
    assert [found.text for found in read_codes(shelf)] == [digits]


def test_two_qr_codes_in_a_picture_are_two_codes(draw: Draw, digits: str) -> None:
    other = digits[::-1]
    both = np.hstack([draw(digits), draw(other)])
    assert {code.text for code in read_codes(both)} == {digits, other}


def test_a_micro_qr_code_is_not_taken_for_a_qr_code() -> None:
    micro = zxingcpp.create_barcode("1234567890", zxingcpp.BarcodeFormat.MicroQRCode)
    picture = np.pad(np.array(micro.to_image(scale=6)), 24, constant_values=255)
    assert [str(found.format) for found in zxingcpp.read_barcodes(picture)] == ["Micro QR Code"]
    assert read_codes(picture) == ()


def test_corners_are_those_of_the_picture_handed_in(draw: Draw, digits: str, decoder: Decoder) -> None:
    code = draw(digits, scale=10)
    page = np.full((3400, 2600), 255, np.uint8)
    page[2000 : 2000 + code.shape[0], 300 : 300 + code.shape[1]] = code
    (found,) = read_codes(page, decoders=[decoder])
    assert found.corners is not None
    first, right, last, below = (340, 2040), (550, 2040), (550, 2250), (340, 2250)
    for (x, y), (want_x, want_y) in zip(found.corners, (first, right, last, below), strict=True):
        assert abs(x - want_x) <= 4
        assert abs(y - want_y) <= 4


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_code_is_read_however_it_lies(draw: Draw, digits: str, decoder: Decoder, turn: int) -> None:
    assert [code.text for code in read_codes(np.rot90(draw(digits), turn), decoders=[decoder])] == [digits]


@pytest.mark.parametrize("scale", [1, 2, 3, 20])
@pytest.mark.parametrize("quiet", [1, 4])
def test_modules_of_any_size_and_a_narrow_margin_are_read(draw: Draw, digits: str, scale: int, quiet: int) -> None:
    assert [code.text for code in read_codes(draw(digits, scale=scale, quiet=quiet))] == [digits]


def test_light_on_dark_is_read_by_each_decoder(draw: Draw, digits: str, decoder: Decoder) -> None:
    assert [code.text for code in read_codes(np.invert(draw(digits)), decoders=[decoder])] == [digits]


def test_every_decoder_is_tried_by_these_tests() -> None:
    assert list(decoders.KNOWN) == ["zxing-cpp", "zbar", "quirc"]
