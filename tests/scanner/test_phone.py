"""A credential in the look of a phone: read back by every decoder, with no Chinese font as with one."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np
import pytest
from PIL import Image, ImageDraw

from scanner import fonts
from scanner.decoders import available
from scanner.encode import png_bytes, svg_bytes
from scanner.errors import TextError
from scanner.phone import HEIGHT, WIDTH, Card, scene
from scanner.phone_png import phone_png
from scanner.phone_svg import phone_svg
from scanner.read import read_codes
from scanner.sources.picture import read_picture_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from scanner.frames import Grey

DIGITS = "3701009012345678901234567890"
SVG = "{http://www.w3.org/2000/svg}"
CARD = Card(
    digits=DIGITS,
    title=("医保电子凭证", "gongji"),
    subtitle=("Medical insurance code",),
    name=("王*兰", "Wang * Lan"),
    notes=((DIGITS,), ("有效至 09:02:00", "valid until 09:02:00")),
    foot=(("模拟样例", ""), ("A simulation",)),
)
looks = pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine without Chinese letters."""
    monkeypatch.setattr(fonts, "folders", tuple)
    for kept in (fonts.chinese_file, fonts.fonts):
        kept.cache_clear()
    yield
    monkeypatch.undo()
    for kept in (fonts.chinese_file, fonts.fonts):
        kept.cache_clear()


def drawn_from(svg: bytes) -> Grey:
    """Rectangles and paths of this project's SVGs, as a viewer would fill them."""
    root = ET.fromstring(svg)  # noqa: S314 - drawn a moment ago
    image = Image.new("RGB", (int(root.attrib["width"]), int(root.attrib["height"])))
    pen = ImageDraw.Draw(image)
    for element in root.iter():
        if element.tag == f"{SVG}rect":
            left, top, width, height = (int(element.get(name, "0")) for name in ("x", "y", "width", "height"))
            pen.rectangle((left, top, left + width - 1, top + height - 1), element.attrib["fill"])
        elif element.tag == f"{SVG}path":
            for left, top, width, height, back in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-(\d+)z", element.attrib["d"]):
                assert width == back
                pen.rectangle((int(left), int(top), int(left) + int(width) - 1, int(top) + int(height) - 1), element.attrib["fill"])
    grey: Grey = np.asarray(image.convert("L"))
    return grey


@looks
@pytest.mark.parametrize("name", ["zxing-cpp", "zbar"])
def test_each_decoder_reads_it(dark: bool, name: str) -> None:  # noqa: FBT001
    only = [decoder for decoder in available() if decoder.name == name]
    if not only:
        pytest.skip(f"{name} is not on this machine")
    for picture in (read_picture_bytes(phone_png(CARD, dark=dark)), drawn_from(phone_svg(CARD, dark=dark)), drawn_from(svg_bytes(DIGITS))):
        assert [code.text for code in read_codes(picture, decoders=only)] == [DIGITS]


@looks
def test_the_code_is_black_on_white_with_four_modules_of_quiet_in_every_look(dark: bool) -> None:  # noqa: FBT001
    code = scene(CARD, dark=dark).code
    assert code.scale == 13
    picture = read_picture_bytes(phone_png(CARD, dark=dark))
    side = len(code.modules) * code.scale
    quiet = 4 * code.scale
    whole = picture[code.top - quiet + 3 : code.top + side + quiet - 3, code.left - quiet + 3 : code.left + side + quiet - 3]
    assert set(np.unique(whole[20:-20, 20:-20])) == {0, 255}
    inner = picture[code.top : code.top + side, code.left : code.left + side]
    assert (whole < 250).sum() == (inner == 0).sum() == (inner < 250).sum(), "the quiet zone is white"


def test_the_plain_svg_is_the_plain_png() -> None:
    assert np.array_equal(drawn_from(svg_bytes(DIGITS)), read_picture_bytes(png_bytes(DIGITS)))


def test_dark_is_dark_and_light_is_light() -> None:
    light, dark = (read_picture_bytes(phone_png(CARD, dark=dark)).mean() for dark in (False, True))
    assert dark < 90
    assert light > 160


@pytest.mark.usefixtures("bare")
def test_without_a_chinese_font_no_box_is_drawn() -> None:
    assert fonts.chinese_file() is None
    assert fonts.drawable(("王*兰", "Wang * Lan"), 20)[0] == "Wang * Lan"
    assert fonts.drawable(("模拟", ""), 20)[0] == ""
    assert fonts.drawable(("王 2",), 20)[0] == " 2", "the sign is left out, not drawn as a box"
    png = phone_png(CARD)
    assert [code.text for code in read_codes(read_picture_bytes(png))] == [DIGITS]


def test_with_a_chinese_font_it_is_used() -> None:
    there = fonts.chinese_file() is not None
    assert fonts.drawable(("王*兰", "Wang * Lan"), 20)[0] == ("王*兰" if there else "Wang * Lan")


@pytest.mark.parametrize("sign", ["\x1b", "\u202e", "\u0000", "\ufffe", "\U0010fffd"])
def test_what_no_font_has_is_never_drawn(sign: str) -> None:
    assert fonts.drawable((f"a{sign}b",), 20)[0] == "ab"


@pytest.mark.usefixtures("bare")
def test_a_broken_font_file_is_no_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / fonts.CHINESE[0]).write_bytes(b"no font")
    monkeypatch.setattr(fonts, "folders", lambda: (tmp_path,))
    fonts.chinese_file.cache_clear()
    assert fonts.chinese_file() is None


def test_a_name_is_only_text_in_the_svg() -> None:
    hostile = Card(digits=DIGITS, title=("</text><script>alert(1)</script>",), subtitle=("&\x1b",), name=("a" * 300,), notes=(), foot=())
    root = ET.fromstring(phone_svg(hostile))  # noqa: S314 - drawn a moment ago
    assert [element.tag for element in root.iter() if "script" in element.tag] == []
    title, subtitle, name = (element for element in root.iter(f"{SVG}text"))
    assert (title.text, subtitle.text) == ("</text><script>alert(1)</script>", "&")
    assert name.attrib["font-size"] == "12"
    assert Image.open(io.BytesIO(phone_png(hostile))).size == (WIDTH, HEIGHT)


def test_too_much_for_a_code_is_refused() -> None:
    with pytest.raises(TextError):
        phone_png(Card(digits="7" * 8000, title=("",), subtitle=("",), name=("",), notes=(), foot=()))
