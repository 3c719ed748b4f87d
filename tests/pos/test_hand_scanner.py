"""The recordings of fixtures/wedge replayed into the till: on every screen a scan lands where it belongs, or is refused in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.widgets import Input

from pos.app import TillApp
from pos.screens.family import FamilyScreen
from pos.screens.grant_form import GrantForm
from pos.widgets.command_box import CommandBox
from scanner.sources import keystrokes
from tests.pos.conftest import Driver, driving
from tests.scanner.recordings import CODE, EAN, OTHER, PACK, TRACE, Recording, kept

if TYPE_CHECKING:
    from pos.wiring import House
    from pos.wording import Lang

TAPES = {tape.name: tape for tape in kept()}
CODES = {EAN: "amox", OTHER: "ibu"}


@pytest.fixture(autouse=True)
def short_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keystrokes, "REST", 0.05)


def strike(till: Driver, tape: Recording, *, begin: float) -> None:
    """As Textual's own driver would hand it on, each key stamped with its second."""
    parser = XTermParser()
    for at, text in tape.reads:
        for event in parser.feed(text):
            assert isinstance(event, events.Key | events.Paste)
            event.time = begin + at
            till.app.post_message(event)


async def play(till: Driver, tape: Recording, *, begin: float = 1e6) -> None:
    strike(till, tape, begin=begin)
    if tape.rests:
        await till.pilot.pause(0.3)
    await till.settle()


def box(till: Driver) -> str:
    return till.app.screen.query_one(CommandBox).value


@pytest.mark.no_cover  # sixty tapes through the same lines
@pytest.mark.parametrize("name", [name for name, tape in TAPES.items() if not name.startswith("person-")])
async def test_over_the_entry_line(house: House, name: str) -> None:
    tape = TAPES[name]
    async with driving(house) as till:
        await play(till, tape)
        counted: dict[str, int] = {}
        for code in tape.scans:
            if code in CODES:
                counted[CODES[code]] = counted.get(CODES[code], 0) + 1
        assert till.basket == [(item, str(count)) for item, count in counted.items()]
        assert box(till) == tape.left
        assert till.screen == "TillScreen"
        (last,) = tape.scans[-1:] or ("",)
        if tape.damaged:
            assert till.told.startswith("!")
        elif last in {TRACE, PACK}:
            assert "药品追溯码" in till.told
        elif last == CODE:
            assert "[credential-unknown]" in till.told


async def test_the_settle_screen_takes_a_fresh_credential_and_nothing_else(house: House) -> None:
    digits = house.engine.issue("mother").digits
    async with driving(house) as till:
        await till.type(f"amox\n{house.engine.issue('father').digits}\n")
        await till.press("f9")
        await till.slowly("100")
        for place, (name, told) in enumerate(
            [
                ("suffix-crlf", "先完成这一单"),
                ("aim-code128", "先完成这一单"),
                ("dropped-ean", "不是完整的码"),
                ("doubled-credential", "不是完整的码"),
            ]
        ):
            await play(till, TAPES[name], begin=2e9 + 100 * place)
            assert told in till.told, name
            assert till.app.screen.query_one("#tendered", Input).value == "100", name
            assert till.screen == "SettleScreen", name
        fresh = Recording(name="fresh", about="", reads=[(0.001 * place, sign) for place, sign in enumerate(f"]Q1{digits}\r\n")])
        await play(till, fresh, begin=3e9)
        assert till.quote.holder == "mother"
        assert till.app.screen.query_one("#tendered", Input).value == "100"
    assert house.engine.journal(1) == []


async def test_the_identify_screen_takes_a_credential_and_says_what_is_none(house: House) -> None:
    async with driving(house) as till:
        await till.press("f3")
        for place, name in enumerate(["suffix-cr", "dropped-credential", "aim-code128", "doubled-ean"]):
            await play(till, TAPES[name], begin=2e9 + 100 * place)
            assert till.screen == "IdentifyScreen"
            assert "28 位" in till.text(), name
        await play(till, TAPES["bluetooth-stall-8"], begin=3e9)
        await till.until(lambda: till.screen == "TillScreen")
        assert "[credential-unknown]" in till.told


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_a_question_is_not_answered_by_a_scan(house: House, lang: Lang) -> None:
    not_here, damaged = ("这里不收扫码", "不是完整的码") if lang == "zh" else ("No scans here", "no whole code")
    async with driving(house, lang=lang) as till:
        await till.type("amox\n")
        await till.press("ctrl+q")
        for place, (name, told) in enumerate([("suffix-crlf", not_here), ("bluetooth-late-cr", not_here), ("dropped-last", damaged)]):
            await play(till, TAPES[name], begin=2e9 + 100 * place)
            assert till.screen == "LeavingScreen"
            assert told in till.text(), name
        await till.press("escape")
        assert till.basket == [("amox", "1")]
        await till.press("f12")
        await play(till, TAPES["suffix-cr"], begin=3e9)
        assert till.screen == "MenuScreen"
        assert not_here in till.text()


async def test_the_journal_is_narrowed_by_typing_and_not_by_a_scan(house: House) -> None:
    async with driving(house) as till:
        await till.press("f8")
        number = till.app.screen.query_one("#number", Input)
        await till.slowly("2025")
        for place, (name, told) in enumerate(
            [("suffix-tab", "这里不收扫码"), ("aim-qr", "这里不收扫码"), ("doubled-trace", "不是完整的码")]
        ):
            await play(till, TAPES[name], begin=2e9 + 100 * place)
            assert number.value == "2025", name
            assert told in till.told
        await till.type("1121")
        assert number.value == "20251121", "eight digits are typed here"
        await till.type("\n")
        assert till.screen == "JournalScreen"
        assert "20251121" in till.told


async def test_lists_and_forms_of_the_desk_keep_what_was_typed(house: House) -> None:
    """Not over the menu: these screens' own workers are replaced all the time, and a driver that waits for each waits long."""
    app = TillApp(lambda: house, lang="zh")
    async with app.run_test(size=(80, 24)) as pilot:
        till = Driver(app, pilot)

        async def heard(name: str, begin: float, told: str) -> None:
            strike(till, TAPES[name], begin=begin)
            for _ in range(100):
                await pilot.pause(0.02)
                if told in till.text():
                    return
            pytest.fail(f"{name}: never {told}\n{till.text()}")

        await app.push_screen(FamilyScreen(house))
        await heard("suffix-crlf", 2e9, "这里不收扫码")
        assert till.screen == "FamilyScreen"
        people = {person.id: person for person in house.engine.people()}
        await app.push_screen(GrantForm(house, "grant", "father", people))
        limit = app.screen.query_one("#limit", Input)
        limit.focus()
        await pilot.press("6", "0")
        await heard("gs1-datamatrix", 3e9, "这里不收扫码")
        assert limit.value == "60"
        await heard("ime-swallowed", 4e9, "不是完整的码")
        assert limit.value == "60"
        assert till.screen == "GrantForm"


async def test_a_pin_of_digits_is_typed_and_a_scan_is_none(house: House) -> None:
    from pos.screens.pin import PinScreen

    async with driving(house) as till:
        given: list[str | None] = []
        till.app.push_screen(PinScreen(), given.append)
        await till.settle()
        await play(till, TAPES["suffix-crlf"], begin=2e9)
        assert "这里不收扫码" in till.text()
        await play(till, TAPES["dropped-credential"], begin=3e9)
        assert "不是完整的码" in till.text()
        assert till.app.screen.query_one(Input).value == ""
        await till.type("96385074\n")
        assert given == ["96385074"], "an EAN-8's check digit by chance"


async def test_quantity_and_receipt(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        await till.press("f4")
        await play(till, TAPES["doubled-ean"], begin=2e9)
        assert till.screen == "QuantityScreen"
        assert "不是完整的码" in till.text()
        await play(till, TAPES["suffix-none"], begin=3e9)
        assert till.screen == "TillScreen"
        assert till.basket == [("amox", "2")]


async def test_a_line_end_right_after_a_scan_is_the_scanners_until_another_key_comes(house: House) -> None:
    async with driving(house) as till:
        for at, (keys, screen) in enumerate([(f"{EAN}\r", "TillScreen"), ("\x1bOS", "QuantityScreen"), ("\r", "TillScreen")]):
            reads = [(0.001 * place, key) for place, key in enumerate([keys] if keys.startswith("\x1b") else keys)]
            await play(till, Recording(name="", about="", reads=reads), begin=1e6 + 0.05 * at)
            assert till.screen == screen


async def test_three_times_a_damaged_scan_leaves_the_three(house: House) -> None:
    async with driving(house) as till:
        await till.slowly("3*")
        await play(till, TAPES["dropped-last"], begin=2e9)
        assert (till.basket, box(till)) == ([], "3*")
        await play(till, TAPES["suffix-cr"], begin=3e9)
        assert (till.basket, box(till)) == ([("amox", "3")], "")


async def test_a_code_that_a_slow_line_delivers_in_handfuls_is_judged_whole(house: House) -> None:
    """The last of them comes as fast as a scanner's keys, and looks like a scan that lost its beginning."""
    at, reads = 0.0, []
    for part in (CODE[:3], CODE[3:9], CODE[9:11], CODE[11:12], CODE[12:], "\r"):
        at += 0.4
        reads += [(at + 0.001 * number, sign) for number, sign in enumerate(part)]
    async with driving(house) as till:
        await play(till, Recording(name="handfuls", about="", reads=reads))
        assert "[credential-unknown]" in till.told
        assert box(till) == ""


@pytest.mark.parametrize("parts", [["2025", "1121", "000", "001"], ["3701009012", "34567890", "12013701", "00"], ["69900", "00575605"]])
async def test_a_code_typed_by_hand_with_pauses_is_judged_whole(house: House, parts: list[str]) -> None:
    """The last stretch of it may look like a code, or like a damaged one."""
    typed = []
    for place, part in enumerate(parts):
        typed += [(place * 1.5 + 0.12 * number, sign) for number, sign in enumerate(part)]
    typed.append((typed[-1][0] + 0.3, "\r"))
    async with driving(house) as till:
        await play(till, Recording(name="by-hand", about="", reads=typed))
        if parts[0] == "2025":
            assert "unknown-settlement" in till.told
            assert "20251121000001" in till.told
            return
        assert box(till) == ""
        if parts[0] == "69900":
            assert till.basket == [("amox", "1")]
        else:
            assert "[credential-unknown]" in till.told


@pytest.mark.parametrize("name", ["person-amox", "person-100.00", "person-12"])
async def test_a_person_is_left_alone(house: House, name: str) -> None:
    async with driving(house) as till:
        await play(till, TAPES[name])
        assert till.basket == ([("amox", "1")] if name == "person-amox" else [])


async def test_a_paste_that_is_more_than_codes_is_a_paste(house: House) -> None:
    async with driving(house) as till:
        await till.paste(f"{EAN} is amoxicillin")
        assert (till.basket, box(till)) == ([], f"{EAN} is amoxicillin")
        await till.press("ctrl+u")
        await till.paste(f"{EAN[:-1]}\r\n")
        assert (till.basket, box(till)) == ([], "")
        assert till.told.startswith("!")
        await till.paste("9" * 100_000)
        assert till.basket == []
