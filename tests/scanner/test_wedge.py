"""A hand scanner is told from a person by what the text is."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.sources.wedge import Barcode, CredentialShaped, Quantity, Reading, Refused, TraceCode, Typed, classify

CREDENTIAL = "3701009012345678901234567890"[:28]
EAN = "6901234567892"


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        (CREDENTIAL, CredentialShaped(digits=CREDENTIAL)),
        (EAN, Barcode(digits=EAN, symbology="EAN13")),
        ("96385074", Barcode(digits="96385074", symbology="EAN8")),
        ("036000291452", Barcode(digits="036000291452", symbology="UPCA")),
        ("6901234567890", Typed(text="6901234567890")),  # wrong check digit: search for it, and find nothing
        ("amox", Typed(text="amox")),
        ("阿莫西林", Typed(text="阿莫西林")),
        ("86901028000018", Typed(text="86901028000018")),
        (CREDENTIAL[:-1], Typed(text=CREDENTIAL[:-1])),
        ("https://example.org/?a=1", Typed(text="https://example.org/?a=1")),
        ("[red]x[/]", Typed(text="[red]x[/]")),  # plain characters; whoever shows them takes care
        ("", Typed(text="")),
        (" \t\r\n", Typed(text="")),
    ],
)
def test_a_whole_entry_is_told_by_its_grammar(text: str, reading: Reading) -> None:
    assert classify(text) == reading


@pytest.mark.parametrize("before", ["", " ", "\t", "\x02", "]Q1", "\ufeff", "\u3000"])
@pytest.mark.parametrize("after", ["", "\r", "\n", "\r\n", "\t", " \r\n", "\x03"])
def test_what_a_scanner_puts_before_and_after_does_not_count(before: str, after: str) -> None:
    assert classify(before + EAN + after) == Barcode(digits=EAN, symbology="EAN13")


@given(st.from_regex(r"(01|)[0-9]{14}(21|17|10|)[0-9]*", fullmatch=True).filter(lambda text: len(text) >= 28).map(lambda text: text[:28]))
def test_any_28_digits_are_a_credential(digits: str) -> None:
    """Also those that begin with an application identifier and a right check digit."""
    assert classify(digits) == CredentialShaped(digits=digits)
    assert classify(f"]Q1{digits}\r") == CredentialShaped(digits=digits)


@pytest.mark.parametrize("form", ["]d2{}", "]C1{}", "\x1d{}", "{}\x1d", "(01){gtin}(21){serial}"])
def test_28_digits_are_a_pack_where_the_scanner_or_the_brackets_say_so(form: str) -> None:
    gtin, serial = "06990000575605", "1234567890"
    digits = f"01{gtin}21{serial}"
    assert classify(digits) == CredentialShaped(digits=digits)
    assert classify(form.format(digits, gtin=gtin, serial=serial)) == TraceCode(text=digits)


def test_full_width_digits_from_a_chinese_input_method_are_digits() -> None:
    wide = {ord(digit): chr(ord("０") + int(digit)) for digit in "0123456789"}
    assert classify(EAN.translate(wide)) == Barcode(digits=EAN, symbology="EAN13")
    assert classify(CREDENTIAL.translate(wide)) == CredentialShaped(digits=CREDENTIAL)


@pytest.mark.parametrize("form", ["3*amox", "3 * amox", "３＊amox", "３×amox", "3✕amox", " 3*amox\r"])
def test_a_quantity_stands_before_its_item(form: str) -> None:
    assert classify(form) == Quantity(count=Decimal(3), item=Typed(text="amox"))


def test_a_quantity_of_a_bar_code_keeps_the_bar_code() -> None:
    item = Barcode(digits=EAN, symbology="EAN13")
    assert classify("12*" + EAN) == Quantity(count=Decimal(12), item=item)
    assert classify("12x" + EAN) == Quantity(count=Decimal(12), item=item)
    assert classify("0.5*" + EAN) == Quantity(count=Decimal("0.5"), item=item)


@pytest.mark.parametrize("text", ["2xl", "3*", "*3", "3x", "-1*amox", "1.2345*amox"])
def test_what_only_resembles_a_quantity_is_text(text: str) -> None:
    assert classify(text) == Typed(text=text)


@pytest.mark.parametrize("count", ["0", "0.000", "10000", EAN])
def test_a_bar_code_never_becomes_a_quantity(count: str) -> None:
    reading = classify(f"{count}*amox")
    assert isinstance(reading, Refused)
    assert reading.reason == "quantity-out-of-range"


def test_a_credential_has_no_quantity() -> None:
    assert classify("3*" + CREDENTIAL) == Refused(reason="quantity-of-credential", characters=28)


@pytest.mark.parametrize("text", ["7" * 7000, "ﷺ" * 200])
def test_a_text_that_is_too_long_is_not_carried_along(text: str) -> None:
    reading = classify(text)
    assert isinstance(reading, Refused)
    assert reading.reason == "too-long"


@pytest.mark.parametrize("text", ["a\x1b[31mb", "a\u202eb", "a\nb", "a\x00b", "a\ud800b"])
def test_escape_sequences_and_turned_writing_are_refused(text: str) -> None:
    assert classify(text) == Refused(reason="control-characters", characters=len(text))


@given(st.text(max_size=400))
def test_no_text_is_too_strange_to_classify(text: str) -> None:
    reading = classify(text)
    assert isinstance(reading, CredentialShaped | Barcode | TraceCode | Quantity | Typed | Refused)
    if isinstance(reading, Typed):
        assert classify(reading.text) == reading
