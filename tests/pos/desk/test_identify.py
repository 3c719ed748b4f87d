"""Who pays: camera, picture, hand scanner. Whatever is no credential gets one line, and the screen stays."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
import pytest
from PIL import Image
from textual import events

from pos.screens import identify
from pos.screens.identify import IdentifyScreen
from pos.widgets.camera_view import CameraView
from pos.widgets.path_entry import PathEntry
from pos.widgets.preview import Preview
from scanner.encode import matrix, with_quiet_zone, write_png
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang
    from scanner.frames import Grey
    from tests.pos.desk.conftest import Show, Shown

DIGITS = "3593177379503752504801370100"
OTHER = "0000000000000000000001370100"
NOT_A_CREDENTIAL = {"zh": "请使用医保电子凭证二维码", "en": "Please use the medical-insurance code"}


@pytest.fixture(autouse=True)
def short_freeze(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identify, "FROZEN", 0.1)


@pytest.fixture(autouse=True)
def no_thread_stays() -> Iterator[None]:
    """A camera is let go before the screen is gone, or at the latest with the app."""
    yield
    for thread in threading.enumerate():
        if thread.name in {"camera", "lookout"}:
            thread.join(10)
            assert not thread.is_alive()


def picture_of(text: str, *, scale: int = 4) -> Grey:
    modules = np.array(with_quiet_zone(matrix(text, correction="L")))
    grey: Grey = np.where(np.kron(modules, np.ones((scale, scale))) > 0, 0, 255).astype(np.uint8)
    return grey


def frame_of(*texts: str) -> Grey:
    """What a camera sees: codes side by side on a grey wall."""
    frame = np.full((480, 640), 120, np.uint8)
    for place, text in enumerate(texts):
        code = picture_of(text, scale=7)
        frame[100 : 100 + code.shape[0], 60 + 300 * place : 60 + 300 * place + code.shape[1]] = code
    grey: Grey = frame
    return grey


def video(path: Path, frames: Sequence[Grey]) -> str:
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 15.0, (640, 480))
    for frame in frames:
        writer.write(cv2.cvtColor(frame, cv2.COLOR_GRAY2BGR))
    writer.release()
    return str(path)


def put(shown: Shown, text: str) -> None:
    shown.screen.query_one(PathEntry).put(text)


@EACH_SIZE
@EACH_LANGUAGE
async def test_what_it_looks_like(show: Show, house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    (house.home / "codes").mkdir()
    for name in ("grandma.png", "奶奶.jpg", "notes.txt"):
        (house.home / "codes" / name).touch()
    async with show(IdentifyScreen(house), lang=lang, size=size) as shown:
        assert shown.text() == golden(name="waiting")
        await shown.press("tab")
        await shown.tells("grandma.png", "奶奶.jpg")
        assert "notes.txt" not in shown.text()


async def test_a_hand_scanner_or_fingers_type_the_digits(show: Show, house: House) -> None:
    async with show(IdentifyScreen(house)) as shown:
        await shown.press(*DIGITS, "enter")
        await shown.until(lambda: shown.gone)
        assert shown.results == [DIGITS]


async def test_digits_are_pasted_with_the_line_end_that_came_along(show: Show, house: House) -> None:
    async with show(IdentifyScreen(house)) as shown:
        shown.screen.query_one(PathEntry).line.post_message(events.Paste(DIGITS + "\r\n"))
        await shown.press("enter")
        await shown.until(lambda: shown.gone)
        assert shown.results == [DIGITS]


async def test_a_scanner_that_ends_in_line_feed(show: Show, house: House) -> None:
    async with show(IdentifyScreen(house)) as shown:
        put(shown, DIGITS)
        await shown.press("ctrl+j")
        await shown.until(lambda: shown.gone)
        assert shown.results == [DIGITS]


async def test_a_path_is_completed_and_its_picture_read(show: Show, house: House) -> None:
    codes = house.home / "codes"
    codes.mkdir()
    write_png(DIGITS, codes / "grandma-1.png")
    write_png(OTHER, codes / "grandma-2.png")
    async with show(IdentifyScreen(house)) as shown:
        entry = shown.screen.query_one(PathEntry)
        await shown.press("tab")
        assert entry.line.value == f"{codes}/"
        await shown.press("g")
        await shown.until(lambda: len(entry.offered) == 2)
        await shown.press("tab")
        assert entry.line.value == f"{codes}/grandma-"
        await shown.press("down", "down", "up", "enter")
        await shown.until(lambda: shown.gone)
        assert shown.results == [DIGITS]


async def test_a_chosen_folder_is_gone_into(show: Show, house: House) -> None:
    inner = house.home / "codes" / "saved"
    inner.mkdir(parents=True)
    write_png(DIGITS, inner / "a.png")
    async with show(IdentifyScreen(house)) as shown:
        entry = shown.screen.query_one(PathEntry)
        await shown.press("tab")
        await shown.until(lambda: entry.offered)
        await shown.press("down", "enter")
        assert entry.line.value == f"{inner}/"
        await shown.until(lambda: [match.name for match in entry.offered] == ["a.png"])
        await shown.press("down", "enter")
        await shown.until(lambda: shown.gone)
        assert shown.results == [DIGITS]


async def test_names_with_markup_are_listed_as_they_are_and_unshowable_ones_not_at_all(show: Show, house: House) -> None:
    codes = house.home / "codes"
    codes.mkdir()
    for name in ("[red]x[b].png", "\x1b[31m.png", "\u202egnp.png"):
        (codes / name).touch()
    async with show(IdentifyScreen(house)) as shown:
        await shown.press("tab")
        await shown.tells("[red]x[b].png")
        assert len(shown.screen.query_one(PathEntry).offered) == 1
        assert "\x1b" not in shown.text()


async def test_escape_closes_the_list_first(show: Show, house: House) -> None:
    (house.home / "codes" / "a").mkdir(parents=True)
    async with show(IdentifyScreen(house)) as shown:
        entry = shown.screen.query_one(PathEntry)
        await shown.press("tab")
        await shown.until(lambda: entry.offered)
        await shown.press("escape")
        assert not entry.offered
        assert not shown.gone
        await shown.press("escape")
        await shown.until(lambda: shown.gone)
        assert shown.results == [None]


def hostile_pictures(folder: Path) -> dict[str, tuple[str, dict[str, str]]]:
    """Path to type, and the words that must be told."""

    def qr(name: str, text: str) -> str:
        Image.fromarray(picture_of(text)).save(folder / name)
        return str(folder / name)

    whole = Path(qr("whole.png", DIGITS)).read_bytes()
    (folder / "cut.png").write_bytes(whole[: len(whole) // 2])
    (folder / "text.png").write_text("no picture")
    Image.new("L", (1, 1)).save(folder / "one.png")
    Image.new("L", (200, 200), 255).save(folder / "white.png")
    two = np.hstack([picture_of(DIGITS, scale=6), picture_of(OTHER, scale=6)])
    Image.fromarray(two).save(folder / "two.png")
    return {
        "a URL": (qr("url.png", "https://example.org/pay?fen=1"), NOT_A_CREDENTIAL),
        "markup and an escape": (qr("markup.png", "[red]x[/b]\x1b[2J"), NOT_A_CREDENTIAL),
        "7000 digits": (qr("long.png", "7" * 7000), {"zh": "7000", "en": "7000"}),
        "27 digits": (qr("short.png", DIGITS[1:]), {"zh": "27", "en": "27"}),
        "two credentials": (str(folder / "two.png"), {"zh": "2 张医保码", "en": "2 credentials"}),
        "no code": (str(folder / "white.png"), {"zh": "没有读到码", "en": "No code was found"}),
        "one pixel": (str(folder / "one.png"), {"zh": "没有读到码", "en": "No code was found"}),
        "truncated": (str(folder / "cut.png"), {"zh": "损坏", "en": "damaged"}),
        "text": (str(folder / "text.png"), {"zh": "不是图片", "en": "not a picture"}),
        "missing": (str(folder / "none.png"), {"zh": "没有文件", "en": "There is no file"}),
        "a folder": (f"{folder}/", {"zh": "文件夹", "en": "folder"}),
        "a typed URL": ("https://example.org/code.png", NOT_A_CREDENTIAL),
        "a typed word": ("[red]grandma[/b]", NOT_A_CREDENTIAL),
        "many typed digits": ("1" * 7000, {"zh": "7000", "en": "7000"}),
    }


@EACH_LANGUAGE
async def test_whatever_is_no_credential_gets_one_line_and_the_screen_stays(show: Show, house: House, tmp_path: Path, lang: Lang) -> None:
    async with show(IdentifyScreen(house), lang=lang, size=LARGE) as shown:
        for line, words in hostile_pictures(tmp_path).values():
            put(shown, line)
            await shown.press("enter")
            await shown.tells(words[lang])
            assert "\x1b" not in shown.text()
            assert not shown.gone
        put(shown, DIGITS)
        await shown.press("enter")
        await shown.until(lambda: shown.gone)
        assert shown.results == [DIGITS]


async def test_an_escape_sequence_is_not_pasted(show: Show, house: House) -> None:
    async with show(IdentifyScreen(house)) as shown:
        entry = shown.screen.query_one(PathEntry)
        entry.line.post_message(events.Paste("\x1b]52;c;AAAA\x07"))
        await shown.tells(NOT_A_CREDENTIAL["zh"])
        assert entry.line.value == ""


async def test_the_camera_finds_the_code_and_marks_it(show: Show, house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(identify, "FROZEN", 0.5)
    source = video(tmp_path / "a.avi", [*[frame_of()] * 5, *[frame_of(DIGITS)] * 20])
    async with show(IdentifyScreen(house, camera=source)) as shown:
        view = shown.screen.query_one(CameraView)
        await shown.until(lambda: view.state == "found")
        assert shown.screen.query_one("#dialog").has_class("-found")
        assert len(shown.screen.query_one(Preview).marks) == 1
        assert "▄" in shown.text()
        await shown.until(lambda: shown.gone)
        assert shown.results == [DIGITS]


async def test_other_codes_before_the_camera_are_told_and_it_goes_on(show: Show, house: House, tmp_path: Path) -> None:
    frames = [*[frame_of("https://example.org")] * 10, *[frame_of(DIGITS, OTHER)] * 10, *[frame_of(OTHER)] * 10]
    heard: list[str] = []
    screen = IdentifyScreen(house, camera=video(tmp_path / "a.avi", frames))
    tell = screen._tell

    def listen(sentence: str) -> None:
        heard.append(sentence)
        tell(sentence)

    screen._tell = listen  # type: ignore[method-assign]
    async with show(screen) as shown:
        await shown.until(lambda: shown.gone)
        assert shown.results == [OTHER]
    assert any(NOT_A_CREDENTIAL["zh"] in sentence for sentence in heard)
    assert any("2 张医保码" in sentence for sentence in heard)


@EACH_LANGUAGE
async def test_without_a_camera_the_other_ways_go_on(show: Show, house: House, tmp_path: Path, lang: Lang) -> None:
    async with show(IdentifyScreen(house, camera=str(tmp_path / "none.avi")), lang=lang) as shown:
        await shown.tells({"zh": "打不开摄像头", "en": "cannot be opened"}[lang])
        assert shown.screen.query_one(CameraView).state == "off"
        put(shown, DIGITS)
        await shown.press("enter")
        await shown.until(lambda: shown.gone)
        assert shown.results == [DIGITS]


async def test_a_video_without_a_code_ends_and_says_so(show: Show, house: House, tmp_path: Path) -> None:
    async with show(IdentifyScreen(house, camera=video(tmp_path / "a.avi", [frame_of()] * 5))) as shown:
        await shown.tells("已结束")
        assert not shown.gone


async def test_f3_turns_the_camera_off_and_on(show: Show, house: House, tmp_path: Path) -> None:
    source = video(tmp_path / "a.avi", [frame_of()] * 400)
    async with show(IdentifyScreen(house, camera=source)) as shown:
        view = shown.screen.query_one(CameraView)
        await shown.until(lambda: view.state == "on")
        await shown.press("f3")
        assert view.state == "off"
        await shown.press("f4")
        await shown.tells("没有下一个摄像头")
        await shown.press("f3")
        await shown.until(lambda: view.state == "on")
        await shown.press("escape")
        await shown.until(lambda: shown.gone)
        assert not any(thread.name == "camera" for thread in threading.enumerate()), "dismissed before the camera was released"


async def test_it_gives_up_when_nobody_is_there(show: Show, house: House) -> None:
    async with show(IdentifyScreen(house, patience=0.05)) as shown:
        await shown.until(lambda: shown.gone)
        assert shown.results == [None]


async def test_the_language_changes_under_it(show: Show, house: House) -> None:
    async with show(IdentifyScreen(house)) as shown:
        await shown.press("1", "2")
        shown.app.lang = "en"
        shown.screen.speak()
        await shown.tells("Who pays?", "The camera is off")
        assert shown.screen.query_one(PathEntry).line.value == "12"
