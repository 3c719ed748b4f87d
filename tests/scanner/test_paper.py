"""Codes on paper, read back from the printed page."""

from __future__ import annotations

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from scanner.errors import TextError
from scanner.paper import Label, Page, pdf_bytes, shown, wrapped
from scanner.read import read_codes

DIGITS = "3701009012345678901234567890"
EANS = ["6990000575605", "6990001393321", "6901234567892"]
TRACES = [f"83857930000000{number:06d}" for number in range(1, 31)]
DOTS = 200 / 72
"""As an office scanner has it: 200 dots an inch."""


def rendered(pdf: bytes) -> list[np.ndarray]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [np.ascontiguousarray(np.asarray(page.render(scale=DOTS, grayscale=True).to_pil())) for page in document]
    document.close()
    return pages


def texts(pdf: bytes) -> list[set[str]]:
    return [{code.text for code in zxingcpp.read_barcodes(page)} for page in rendered(pdf)]


def words(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    found = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return found


def test_every_code_of_a_page_is_read_back() -> None:
    pages = [
        Page(heading="王*兰", labels=(Label(symbol="QRCODE", text=DIGITS), Label(symbol="QRCODE", text=DIGITS[::-1]))),
        Page(heading="Items", labels=tuple(Label(symbol="EAN13", text=ean) for ean in EANS)),
        Page(heading="Packs", labels=tuple(Label(symbol="CODE128", text=code, captions=(code,)) for code in TRACES[:6])),
    ]
    assert texts(pdf_bytes(pages, title="t")) == [{DIGITS, DIGITS[::-1]}, set(EANS), set(TRACES[:6])]


@pytest.mark.parametrize(
    ("label", "symbology"),
    [
        (Label(symbol="QRCODE", text=DIGITS), "QRCODE"),
        (Label(symbol="EAN13", text=EANS[0]), "EAN13"),
        (Label(symbol="CODE128", text=TRACES[0]), "CODE128"),
    ],
)
def test_our_own_scanner_reads_each_kind(label: Label, symbology: str) -> None:
    (page,) = rendered(pdf_bytes([Page(heading="x", labels=(label,))], title="t"))
    held_close = page[: page.shape[0] // 3, : page.shape[1] // 2]
    assert [(code.text, code.symbology) for code in read_codes(held_close)] == [(label.text, symbology)]


def test_labels_that_do_not_fit_go_to_the_next_sheet_under_the_same_heading() -> None:
    pdf = pdf_bytes([Page(heading="药品追溯码", labels=tuple(Label(symbol="CODE128", text=code) for code in TRACES))], title="t")
    read = texts(pdf)
    assert len(read) == 2
    assert set.union(*read) == set(TRACES)
    assert all("药品追溯码" in page for page in words(pdf))


def test_chinese_is_text_and_long_lines_are_wrapped() -> None:
    line = "很长的一行" * 40
    (page,) = words(pdf_bytes([Page(heading="王*兰", lines=(line, "plain words " * 30))], title="t"))
    assert "".join(page.split()).count("很长的一行") == 40
    assert "".join(page.split()).count("plainwords") == 30
    assert list(wrapped("", 9, 100)) == [""]
    assert list(wrapped("医保" * 3, 10, 20)) == ["医保", "医保", "医保"]
    assert list(wrapped("字", 10, 1)) == ["字"], "one sign is a row, however narrow"


def test_what_the_font_cannot_name_is_marked_as_missing_type() -> None:
    assert shown("\U00020000a\x1b\u202e") == "〓a〓〓"


def test_the_same_pages_give_the_same_bytes() -> None:
    page = Page(heading="王*兰", labels=(Label(symbol="QRCODE", text=DIGITS),))
    assert pdf_bytes([page], title="t") == pdf_bytes([page], title="t")


def test_a_text_that_no_code_holds_is_refused() -> None:
    with pytest.raises(TextError):
        pdf_bytes([Page(heading="x", labels=(Label(symbol="QRCODE", text="7" * 8000),))], title="t")
