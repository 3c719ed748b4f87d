"""`gongji sheet` and `gongji qr --phone`: what is drawn is read back and sells."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2
import pytest
import zxingcpp

from engine.model.codes import ItemClass
from engine.model.item import Item
from pos.sheet import PACKS, trace_codes
from scanner.checkdigit import is_digits, retail_symbology

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pos.cli.conftest import Shell

WORLD = """
people = [
  { id = "buyer", name = "陈安之", region = "370100", insurance = "employee", account = "100", deductible_paid = "200" },
  { id = "frozen", name = "冯如冰", region = "370100", insurance = "employee", credential = "frozen" },
  { id = "child", name = "陈一", region = "370100", insurance = "resident" },
]
items = [
  { code = "a", name = "阿莫西林胶囊", class = "A", price = "12.50", ean = "6990000575605" },
  { code = "vial", name = "注射液", class = "A", price = "10", traced = true },
]
family_accounts = [{ owner = "buyer", member = "child", relation = "child" }]
grants = [{ authoriser = "buyer", beneficiary = "child", relation = "child" }]
"""


@pytest.fixture
def world(tmp_path: Path) -> Path:
    file = tmp_path / "world.toml"
    file.write_text(WORLD, encoding="utf-8")
    return file


def printed(file: Path) -> list[tuple[str, set[str]]]:
    """Words and codes of each page."""
    document = pypdfium2.PdfDocument(file.read_bytes())
    pages = []
    for page in document:
        picture = np.ascontiguousarray(np.asarray(page.render(scale=2, grayscale=True).to_pil()))
        words = " ".join(page.get_textpage().get_text_range().split())
        pages.append((words, {code.text for code in zxingcpp.read_barcodes(picture)}))
    document.close()
    return pages


def test_a_page_a_person_then_items_then_packs(gongji: Shell, world: Path, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "sheet.pdf"
    told = gongji("sheet", "--out", file, "--world", world, "--json", "--lang", lang).object
    assert told == {"file": str(file), "pages": 5, "codes": 4 + 1 + PACKS}
    buyer, frozen, child, items, packs = printed(file)
    assert [len(codes) for _, codes in (buyer, frozen, child)] == [1, 1, 2], "the child's is on the buyer's phone as well"
    assert "陈*之" in buyer[0]
    assert "陈安之" not in "".join(words for words, _ in (buyer, frozen, child))
    assert "100.00" in buyer[0]
    assert "credential-frozen" in frozen[0]
    assert "buyer" in child[0]
    assert all(re.search(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d", words) for words, _ in (buyer, frozen, child)), "until when"
    assert items[1] == {"6990000575605"}
    assert packs[1] == set(trace_codes(Item(code="vial", name="", item_class=ItemClass.A, price=Decimal(10))))
    (code,) = buyer[1]
    sold = gongji("sell", "--code", code, "--item", "vial", "--trace", min(packs[1]), "--json")
    assert sold.code == 0, sold.err


def test_the_demo_world_is_printed_by_default_and_somebody_by_name(gongji: Shell, tmp_path: Path, lang: str) -> None:
    ran = gongji("sheet", "--out", tmp_path / "all.pdf", "--lang", lang)
    assert (ran.code, ran.err) == (0, "")
    assert "all.pdf" in ran.out
    pages = printed(tmp_path / "all.pdf")
    assert len([code for _, codes in pages for code in codes if retail_symbology(code) == "EAN13"]) == 41
    told = gongji("sheet", "grandma", "--out", tmp_path / "one.pdf", "--json").object
    assert told["pages"] == 3
    own, family = sorted(code[-8:-6] for code in printed(tmp_path / "one.pdf")[0][1])
    assert (own, family) == ("01", "02")


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (["nobody", "--out", "x.pdf"], "unknown-person", 2),
        (["--out", "."], "is-a-directory", 1),
        (["--out", "no/such/folder/x.pdf"], "not-writable", 1),
        ([], "usage", 2),
        (["--out", "x.pdf", "--world", "no-such.toml"], "no-such-file", 2),
    ],
)
def test_what_is_refused(gongji: Shell, lang: str, arguments: list[str], code: str, exit_code: int) -> None:
    gongji("sheet", *arguments, "--lang", lang).is_refused(code, exit_code=exit_code)


def test_trace_codes_are_twenty_digits_and_the_same_at_every_printing() -> None:
    item = Item(code="vial", name="注射液", item_class=ItemClass.A, price=Decimal(10), traced=True)
    codes = trace_codes(item)
    assert codes == trace_codes(item)
    assert len(set(codes)) == PACKS
    assert all(len(code) == 20 and is_digits(code) for code in codes)


@pytest.mark.parametrize("form", [["--phone"], ["--dark"], ["--phone", "--dark"]])
def test_a_code_on_a_phone_sells(gongji: Shell, tmp_path: Path, lang: str, form: list[str]) -> None:
    file = tmp_path / "phone.png"
    assert gongji("qr", "grandma", "--shown-by", "mother", "--out", file, *form, "--lang", lang).code == 0
    assert file.stat().st_mode & 0o077 == 0
    sold = gongji("sell", "--code", file, "--item", "amox", "--json")
    assert (sold.code, sold.object["shown_by"]) == (0, "mother")


@pytest.mark.parametrize("form", [[], ["--phone"], ["--dark"]])
def test_a_vector_drawing_where_the_name_asks_for_one(gongji: Shell, tmp_path: Path, form: list[str]) -> None:
    file = tmp_path / "code.SVG"
    digits = gongji("qr", "grandma", "--out", file, "--json", *form).object["digits"]
    drawn = file.read_text(encoding="utf-8")
    assert drawn.startswith("<?xml")
    assert (f"{digits[:4]} {digits[4:8]}" in drawn) == bool(form)
    assert "王桂兰" not in drawn


@pytest.mark.parametrize("form", ["--phone", "--dark"])
def test_a_phone_is_a_picture(gongji: Shell, lang: str, form: str) -> None:
    gongji("qr", "grandma", form, "--lang", lang).is_refused("phone-needs-file", exit_code=2)
    assert not gongji.home.exists()
