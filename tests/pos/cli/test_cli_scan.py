"""`gongji scan`: a line a code, and one clear line for whatever is no code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from scanner.encode import png_bytes, write_png
from scanner.frames import opencv
from scanner.sources.picture import read_picture_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.frames import Grey
    from tests.pos.cli.conftest import Shell

DIGITS = "3701009012345678901234567890"


@pytest.fixture
def code(tmp_path: Path) -> Path:
    file = tmp_path / "code.png"
    write_png(DIGITS, file)
    return file


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    file = tmp_path / "blank.png"
    Image.new("L", (200, 200), 255).save(file)
    return file


def film(file: Path, *pictures: Grey) -> Path:
    """A video of these pictures, ten frames of each."""
    cv2 = opencv()
    height, width = pictures[0].shape
    out = cv2.VideoWriter(str(file), cv2.VideoWriter.fourcc(*"MJPG"), 10, (width, height), isColor=False)
    for picture in pictures:
        for _ in range(10):
            out.write(picture)
    out.release()
    return file


def test_a_code_as_json(gongji: Shell, code: Path) -> None:
    ran = gongji("scan", code, "--json")
    found = ran.object
    assert (ran.code, ran.err) == (0, "")
    assert list(found) == ["source", "text", "symbology", "decoder", "ms"]
    assert (found["source"], found["text"], found["symbology"]) == (str(code), DIGITS, "QRCODE")
    assert found["decoder"] in {"zxing-cpp", "zbar", "quirc"}
    assert isinstance(found["ms"], float)


def test_a_code_as_text(gongji: Shell, code: Path) -> None:
    assert gongji("scan", code).out == f"{code}: QRCODE {DIGITS}\n"


def test_several_pictures_are_each_told(gongji: Shell, code: Path, blank: Path, tmp_path: Path) -> None:
    missing = tmp_path / "missing.png"
    ran = gongji("scan", code, blank, missing, code, "--json")
    assert ran.code == 1
    assert [told.get("text", told.get("error")) for told in ran.objects] == [DIGITS, None, "no-such-file", DIGITS]
    assert [line.split(":")[0] for line in ran.err.splitlines()] == ["no-code", "no-such-file"]


def test_several_codes_in_one_picture_are_a_line_each(gongji: Shell, tmp_path: Path) -> None:
    sheet = Image.new("L", (700, 320), 255)
    for number, text in enumerate((DIGITS, DIGITS[::-1])):
        write_png(text, tmp_path / "one.png")
        sheet.paste(Image.open(tmp_path / "one.png").convert("L"), (10 + number * 350, 10))
    sheet.save(tmp_path / "two.png")
    assert {told["text"] for told in gongji("scan", tmp_path / "two.png", "--json").objects} == {DIGITS, DIGITS[::-1]}
    ran = gongji("sell", "--code", tmp_path / "two.png", "--item", "amox", "--json").is_refused("several-codes")
    assert "2" in ran.object["message"]


def test_a_picture_without_a_code(gongji: Shell, blank: Path, lang: str) -> None:
    ran = gongji("scan", blank, "--json", "--lang", lang).is_refused("no-code")
    assert ran.object == {"source": str(blank), "text": None}
    assert gongji("scan", blank, "--lang", lang).is_refused("no-code").out == ""


def test_an_unreadable_file(gongji: Shell, tmp_path: Path, lang: str) -> None:
    file = tmp_path / "letter.png"
    file.write_text("Dear Sir", encoding="utf-8")
    ran = gongji("scan", file, "--json", "--lang", lang).is_refused("not-a-picture")
    told = ran.object
    assert list(told) == ["source", "error", "message"]
    assert (told["source"], told["error"]) == (str(file), "not-a-picture")
    assert f"not-a-picture: {told['message']}\n" == ran.err
    assert "letter.png" in told["message"]


def test_nothing_named_is_wrong_usage(gongji: Shell, lang: str) -> None:
    gongji("scan", "--lang", lang).is_refused("nothing-to-scan", exit_code=2)


def test_scanning_opens_no_books(gongji: Shell, code: Path) -> None:
    assert gongji("scan", code).code == 0
    assert not gongji.home.exists()


def test_a_film_is_read_until_a_code_is_seen(gongji: Shell, tmp_path: Path) -> None:
    shown = np.pad(read_picture_bytes(png_bytes(DIGITS)), 79, constant_values=255)
    file = film(tmp_path / "counter.avi", np.full_like(shown, 200), shown)
    ran = gongji("scan", "--camera", file, "--json")
    found = ran.object
    assert (ran.code, ran.err) == (0, "")
    assert list(found) == ["source", "text", "symbology", "decoder", "ms"]
    assert (found["source"], found["text"]) == (str(file), DIGITS)
    assert gongji("scan", "--camera", file).out == f"{file}: QRCODE {DIGITS}\n"


def test_a_film_without_a_code_ends(gongji: Shell, tmp_path: Path, lang: str) -> None:
    file = film(tmp_path / "empty.avi", np.full((240, 320), 200, np.uint8))
    ran = gongji("scan", "--camera", file, "--json", "--lang", lang).is_refused("stream-ended")
    assert ran.object == {"source": str(file), "text": None}


@pytest.mark.parametrize("source", ["no-such-film.avi", "/dev/video987", "987", "٣", "\0", "\x1b[31m"])
def test_a_camera_that_is_not_there(gongji: Shell, lang: str, source: str) -> None:
    ran = gongji("scan", "--camera", source, "--json", "--lang", lang).is_refused("camera-absent")
    assert (ran.object["source"], ran.object["error"]) == (source, "camera-absent")


@pytest.mark.parametrize("name", ["spaces in name.png", "中文.png", "[red].png", "\x1b[31m.png", "line\nbreak.png", "-dash.png"])
def test_names_of_pictures(gongji: Shell, code: Path, tmp_path: Path, name: str) -> None:
    file = code.rename(tmp_path / name)
    assert gongji("scan", file, "--json").object["source"] == str(file)
    shown = gongji("scan", file).out
    assert len(shown.splitlines()) == 1
    assert "\x1b" not in shown
    missing = gongji("scan", f"{file}.gone").is_refused("no-such-file")
    assert missing.out == ""


def test_a_name_that_is_no_text(gongji: Shell, code: Path, tmp_path: Path) -> None:
    name = b"caf\xe9.png".decode("utf-8", "surrogateescape")
    file = code.rename(tmp_path / name)
    ran = gongji.process("scan", file, "--json")
    assert ran.code == 0
    assert ran.object["text"] == DIGITS


def test_a_stream_that_is_not_there_is_one_line_though_libraries_have_much_to_say(gongji: Shell) -> None:
    ran = gongji.process("scan", "--camera", "http://127.0.0.1:9/x", "--json").is_refused("camera-absent")
    assert ran.object["error"] == "camera-absent"
