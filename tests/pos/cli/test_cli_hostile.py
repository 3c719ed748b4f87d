"""Pictures and arguments that mean harm: one clear line each, in both languages, and the books as they were."""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING

import pytest
import qrcode
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from scanner.encode import png_bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.pos.cli.conftest import Shell

FEW = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=60) | st.sampled_from(
    [
        "[red]x[/red]",
        "\x1b[2J",
        "\x9b31m",
        "\0",
        "",
        " ",
        "-",
        "--",
        "{}",
        "{name}",
        "%s",
        "' OR 1=1 --",
        "../../etc/passwd",
        "\u202ecba",
        "\udcff",
        "é" * 50_000,
    ]
)


def png(width: int, height: int) -> bytes:
    """A PNG whose head promises this size, with one row of pixels in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    row = zlib.compress(bytes(1 + (width + 7) // 8))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", row) + chunk(b"IEND", b"")


def animated(file: Path) -> None:
    frames = [Image.new("L", (90, 90), shade) for shade in (0, 90, 180, 255)]
    frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=10, loop=0)


def endless_digits(file: Path) -> None:
    """7000 digits want the weakest correction and 177 modules."""
    code = qrcode.QRCode(border=4, box_size=3, error_correction=qrcode.ERROR_CORRECT_L)
    code.add_data("7" * 7000)
    matrix = code.get_matrix()
    picture = Image.new("1", (len(matrix), len(matrix)))
    picture.putdata([0 if dark else 1 for row in matrix for dark in row])
    picture.resize((3 * len(matrix), 3 * len(matrix))).save(file)


#: What the file is, how it is made, what scanning and what selling say of it. `None`: it is read.
PICTURES: dict[str, tuple[Callable[[Path], object], str | None, str]] = {
    "truncated": (lambda file: file.write_bytes(png_bytes("1" * 28)[:200]), "broken-picture", "broken-picture"),
    "one pixel": (lambda file: Image.new("L", (1, 1)).save(file, "PNG"), "no-code", "no-code"),
    "20000x20000": (lambda file: file.write_bytes(png(20_000, 20_000)), "picture-too-large", "picture-too-large"),
    "a lie about its size": (lambda file: file.write_bytes(png(400, 400)), "no-code", "no-code"),
    "animated": (animated, "no-code", "no-code"),
    "text": (lambda file: file.write_text("not a picture at all", encoding="utf-8"), "not-a-picture", "not-a-picture"),
    "empty": (lambda file: file.write_bytes(b""), "not-a-picture", "not-a-picture"),
    "zeros": (lambda file: file.write_bytes(bytes(5000)), "not-a-picture", "not-a-picture"),
    "missing": (lambda _: None, "no-such-file", "no-such-file"),
    "a folder": (lambda file: file.mkdir(), "is-a-directory", "is-a-directory"),
    "a URL": (lambda file: file.write_bytes(png_bytes("https://example.org/?code=" + "1" * 28)), None, "not-a-credential"),
    "markup": (lambda file: file.write_bytes(png_bytes("[red]\x1b[31m\x1b]0;owned\x07[/red]")), None, "not-a-credential"),
    "7000 digits": (endless_digits, None, "not-a-credential"),
    "27 digits": (lambda file: file.write_bytes(png_bytes("1" * 27)), None, "not-a-credential"),
    "28 digits of nobody": (lambda file: file.write_bytes(png_bytes("1" * 28)), None, "credential-unknown"),
    "digits of another script": (lambda file: file.write_bytes(png_bytes("٣" * 28)), None, "not-a-credential"),
}


@pytest.mark.parametrize("kind", PICTURES)
def test_hostile_pictures(gongji: Shell, tmp_path: Path, lang: str, kind: str) -> None:
    make, scanned, sold = PICTURES[kind]
    file = tmp_path / "hostile.png"
    make(file)
    assert gongji("qr", "father").code == 0
    before = gongji.dump()

    for told in (gongji("scan", file, "--lang", lang), gongji("scan", file, "--lang", lang, "--json")):
        assert "\x1b" not in told.out
        if scanned is None:
            assert (told.code, told.err, len(told.out.splitlines())) == (0, "", 1)
        else:
            told.is_refused(scanned)

    plain = gongji("sell", "--code", file, "--item", "amox", "--lang", lang).is_refused(sold)
    assert plain.out == ""
    ran = gongji("sell", "--code", file, "--item", "amox", "--lang", lang, "--json").is_refused(sold)
    assert ran.object.get("refused", ran.object.get("error")) == sold
    assert gongji.dump() == before


def test_a_code_is_shown_on_one_line_and_cut(gongji: Shell, tmp_path: Path) -> None:
    file = tmp_path / "long.png"
    endless_digits(file)
    assert len(gongji("scan", file).out) < 400
    assert gongji("scan", file, "--json").object["text"] == "7" * 7000


def test_json_gives_the_text_whole_and_without_an_escape(gongji: Shell, tmp_path: Path) -> None:
    file = tmp_path / "markup.png"
    text = "[red]\x1b[31m\x9b31m\u202e\u2028"
    file.write_bytes(png_bytes(text))
    ran = gongji("scan", file, "--json")
    assert ran.object["text"] == text
    assert not set(ran.out[:-1]) & set("\x1b\x9b\u202e\u2028\n")


@FEW
@given(item=ANYTHING)
def test_any_item(gongji: Shell, item: str) -> None:
    ran = gongji("sell", "--code", "1" * 28, f"--item={item}")
    assert ran.code == 2
    assert len(ran.err.splitlines()) == 1
    assert "Traceback" not in ran.err
    assert ran.out == ""


@FEW
@given(code=ANYTHING, quote=st.booleans())
def test_any_code(gongji: Shell, code: str, quote: bool) -> None:  # noqa: FBT001 - hypothesis gives it by name
    ran = gongji("sell", f"--code={code}", "--item", "amox", *(["--quote"] if quote else []))
    assert ran.code == (2 if ran.err.startswith("usage: ") else 1)
    assert len(ran.err.splitlines()) == 1
    assert "\x1b" not in ran.err
    assert ran.out == ""


@FEW
@given(person=ANYTHING)
def test_any_person(gongji: Shell, person: str) -> None:
    for arguments in (["qr", "--json", "--", person], ["qr", "child", f"--shown-by={person}"]):
        ran = gongji(*arguments)
        assert ran.code == 2
        assert len(ran.err.splitlines()) == 1
        assert not set(ran.err) & set("\x1b\x9b\u202e")


@FEW
@given(key=ANYTHING)
def test_any_key_either_settles_once_or_is_wrong_usage(gongji: Shell, key: str) -> None:
    sale = ("sell", "--code", gongji.issue("father"), "--item", "amox", f"--key={key}", "--json")
    ran = gongji(*sale)
    if ran.code == 2:
        assert ran.err.startswith("usage: ")
        return
    assert ran.code in {0, 1}, ran.err
    if ran.code == 0:
        assert gongji(*sale).object == ran.object, "the same key and content: the same result"


@FEW
@given(settlement=ANYTHING)
def test_any_settlement(gongji: Shell, settlement: str) -> None:
    ran = gongji("explain", "--", settlement)
    assert ran.code in {1, 2}
    assert len(ran.err.splitlines()) == 1


@FEW
@given(url=ANYTHING)
def test_any_books(gongji: Shell, url: str) -> None:
    ran = gongji("books", "check", f"--books={url}")
    assert ran.code in {1, 2}
    assert len(ran.err.splitlines()) == 1


@FEW
@given(text=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_as_scenario_edition_and_world(gongji: Shell, text: bytes) -> None:
    file = gongji.home.parent / "any.toml"
    file.write_bytes(text)
    played = gongji("play", file, "--json")
    assert played.code in {0, 2}
    assert all(isinstance(line, dict) for line in played.objects)
    assert gongji("policy", "check", file).code == 1
    assert gongji("qr", "nobody-at-all", "--world", file, "--books", "memory:").code == 2


def test_names_in_a_world_command_no_terminal(gongji: Shell, tmp_path: Path, lang: str) -> None:
    evil = "\\u001b[31m[red]\\u202e\\n{name}"
    file = tmp_path / "evil.toml"
    file.write_text(
        f"""
        title = "{evil}"
        clock = "2025-11-21T09:00:00+08:00"
        people = [
          {{ id = "me", name = "{evil}", region = "370100", insurance = "employee", account = "9" }},
          {{ id = "a{evil}", name = "{evil}", region = "370100", insurance = "employee", account = "50" }},
        ]
        institutions = [{{ id = "shop", name = "{evil}", kind = "pharmacy", region = "370100" }}]
        items = [
          {{ code = "x", name = "{evil}", class = "A", price = "12.50" }},
          {{ code = "y", name = "{evil}", class = "non-medical", price = "1" }},
        ]
        grants = [{{ authoriser = "a{evil}", beneficiary = "me", relation = "spouse" }}]
        family_accounts = [{{ owner = "a{evil}", member = "me", relation = "spouse" }}]
        [[steps]]
        do = "sale"
        holder = "me"
        lines = [{{ item = "y" }}]
        expect = {{ refused = "{evil}" }}
        """,
        encoding="utf-8",
    )
    world = ("--world", str(file), "--lang", lang)
    owner = "a\x1b[31m[red]\u202e\n{name}"
    drawn = gongji("qr", "me", "--shown-by", owner, "--out", tmp_path / "code.png", *world)
    sold = gongji("sell", "--code", tmp_path / "code.png", "--item", "x", *world)
    assert (drawn.code, sold.code) == (0, 0)
    settlement = sold.out.split()[-1].removeprefix("已结算")
    explained = gongji("explain", settlement, "--lang", lang)
    refused = gongji("sell", "--code", gongji.issue("me"), "--item", "y", "--lang", lang).is_refused("non-medical-item")
    played = gongji("play", file, "--lang", lang)
    assert (explained.code, played.code) == (0, 1)
    for ran in (drawn, sold, explained, refused, played):
        assert not set(ran.out + ran.err) & set("\x1b\u202e")
        assert "{name}" in ran.out + ran.err, "shown as it is"
