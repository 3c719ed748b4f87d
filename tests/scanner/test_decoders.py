"""Any decoder may be missing, and says why."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from scanner import decoders
from scanner.decoders.quirc import Quirc
from scanner.read import read_codes

if TYPE_CHECKING:
    from tests.scanner.conftest import Draw

pytestmark = pytest.mark.usefixtures("fresh_decoders")


def without_zxing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "zxingcpp", None)


def without_libzbar(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "pyzbar.wrapper", raising=False)
    library: Any = import_module("pyzbar.zbar_library")

    def load() -> None:
        raise ImportError("Unable to find zbar shared library")

    monkeypatch.setattr(library, "load", load)


def names() -> list[str]:
    return [decoder.name for decoder in decoders.available()]


def test_the_decoder_that_needs_no_system_library_is_always_there() -> None:
    assert names()[0] == "zxing-cpp"
    assert decoders.report()[0] == decoders.DecoderReport(name="zxing-cpp", version=decoders.report()[0].version, present=True)
    assert (decoders.report()[0].version or "").startswith("3.")


def test_without_libzbar_all_goes_on(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], draw: Draw, digits: str) -> None:
    without_libzbar(monkeypatch)
    assert names() == ["zxing-cpp", "quirc"]
    assert decoders.report()[1] == decoders.DecoderReport(name="zbar", version=None, present=False, reason="library-missing")
    assert [code.text for code in read_codes(draw(digits))] == [digits]
    assert capfd.readouterr() == ("", "")


def test_without_pyzbar_all_goes_on(monkeypatch: pytest.MonkeyPatch, draw: Draw, digits: str) -> None:
    monkeypatch.setitem(sys.modules, "pyzbar", None)
    assert decoders.report()[1].reason == "package-missing"
    assert [code.text for code in read_codes(draw(digits))] == [digits]


def test_zbar_alone_reads_on(monkeypatch: pytest.MonkeyPatch, draw: Draw, digits: str) -> None:
    if "zbar" not in names():
        pytest.skip("zbar is absent: " + str(decoders.report()[1].reason))
    decoders.forget()
    without_zxing(monkeypatch)
    monkeypatch.setitem(sys.modules, "deqr", None)
    assert names() == ["zbar"]
    assert decoders.report()[0].reason == "package-missing"
    assert [(code.text, code.decoder) for code in read_codes(draw(digits))] == [(digits, "zbar")]


def test_quirc_alone_reads_on(monkeypatch: pytest.MonkeyPatch, draw: Draw, digits: str) -> None:
    if "quirc" not in names():
        pytest.skip("quirc is absent: " + str(decoders.report()[2].reason))
    decoders.forget()
    without_zxing(monkeypatch)
    without_libzbar(monkeypatch)
    assert names() == ["quirc"]
    assert [(code.text, code.decoder) for code in read_codes(draw(digits))] == [(digits, "quirc")]


def test_a_code_without_data_ends_nothing(draw: Draw, digits: str) -> None:
    """Seen in a photograph: deqr raises for what quirc takes for a code with no segment in it."""

    class Empty:
        class QuircDecoder:
            def decode(self, *_: object, **__: object) -> None:
                raise ValueError("0 is not a valid QRDataType")

    assert Quirc(Empty).decode(draw(digits), {"QRCODE"}, view="plain").codes == ()


def test_without_any_decoder_nothing_is_read_and_nothing_raised(monkeypatch: pytest.MonkeyPatch, draw: Draw, digits: str) -> None:
    without_zxing(monkeypatch)
    without_libzbar(monkeypatch)
    monkeypatch.setitem(sys.modules, "deqr", None)
    assert names() == []
    assert [told.present for told in decoders.report()] == [False, False, False]
    assert read_codes(draw(digits)) == ()


def test_a_zbar_that_would_guess_encodings_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    if "zbar" not in names():
        pytest.skip("zbar is absent: " + str(decoders.report()[1].reason))
    decoders.forget()
    module: Any = import_module("scanner.decoders.zbar")
    monkeypatch.setattr(module, "_version", lambda _: (0, 10, 0))
    assert decoders.report()[1] == decoders.DecoderReport(name="zbar", version="0.10.0", present=False, reason="library-too-old")


def test_a_decoder_is_not_asked_for_what_it_cannot_read(draw: Draw, digits: str) -> None:
    for decoder in decoders.available():
        assert decoder.decode(draw(digits), set(), view="plain").codes == ()
    for decoder in decoders.available():
        if decoder.name == "zbar":
            assert decoder.decode(draw(digits), {"DATAMATRIX"}, view="plain").codes == ()
