"""A code on the terminal: read back from its cells, renewed by the clock, saved, and foretold where a till would refuse it."""

from __future__ import annotations

import stat
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from textual.screen import Screen
from textual.widgets import Static

from engine.errors import BooksError, Refusal
from engine.model.bill import Bill, Line
from engine.model.codes import Care
from engine.money import Money
from pos.screens.credential import CredentialScreen
from pos.widgets.phone_lists import PhoneLists
from pos.widgets.plain_line import PlainLine
from pos.widgets.qr import QrCode
from scanner.read import read_codes, scan_picture
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, LARGE, SMALL

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang
    from tests.pos.desk.conftest import Clock, Show, Shown

PHONES = (
    "father",
    "mother",
    "child",
    "grandma",
    "retired",
    "neighbour-poor",
    "neighbour-frozen",
    "neighbour-inactive",
    "neighbour-suspended",
    "neighbour-away",
)
REFUSED = {
    "neighbour-frozen": ("credential-frozen", "已冻结"),
    "neighbour-inactive": ("credential-inactive", "未激活"),
    "neighbour-suspended": ("person-suspended", "已暂停"),
    "neighbour-away": ("no-edition", "没有有效的政策版本"),
}


async def choose(shown: Shown, phone: str, row: int = 0) -> str:
    """Show the code in that row of the phone; the digits."""
    await shown.until(lambda: shown.screen.query_one("#phones").option_count >= len(PHONES))
    shown.screen.query_one("#phones").highlighted = PHONES.index(phone)
    await shown.until(lambda: shown.screen.query_one(PhoneLists).members[:1] == (phone,))
    await shown.press("enter", *["down"] * row, "enter")
    return await fresh(shown, "")


async def fresh(shown: Shown, before: str) -> str:
    qr = shown.screen.query_one(QrCode)
    await shown.until(lambda: qr.text not in {"", before}, "a fresh code")
    return str(qr.text)


def told(shown: Shown) -> str:
    return str(shown.screen.query_one("#told", Static).content)


def read_back(shown: Shown) -> list[str]:
    return [code.text for code in read_codes(shown.picture())]


def bill_of(house: House) -> Bill:
    item = next(item for item in house.engine.items() if item.code == "amox")
    return Bill(at=house.institution.id, care=Care.PHARMACY, lines=(Line(item=item, quantity=Decimal(1)),))


@EACH_SIZE
@EACH_LANGUAGE
async def test_what_it_looks_like(show: Show, house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    async with show(CredentialScreen(house), lang=lang, size=size) as shown:
        await choose(shown, "mother", row=2)
        assert shown.text() == golden(name="family")
        await shown.press("f4", *["down"] * 6, "enter")
        await shown.tells({"zh": "会被拒绝", "en": "Would be refused"}[lang])
        assert shown.text() == golden(name="refused")


@pytest.mark.parametrize("size", [SMALL, LARGE], ids=["half-blocks", "full-cells"])
@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", "ansi-dark"])
async def test_a_scanner_reads_it_from_the_screen_whatever_the_theme(show: Show, house: House, size: tuple[int, int], theme: str) -> None:
    async with show(CredentialScreen(house), size=size) as shown:
        shown.app.theme = theme
        digits = await choose(shown, "father")
        assert shown.screen.query_one(QrCode).mode == ("half" if size == SMALL else "full")
        assert read_back(shown) == [digits]
        if size == LARGE:
            await shown.press("f6")
            assert shown.screen.query_one(QrCode).mode == "half"
            assert read_back(shown) == [digits]


async def test_the_code_on_the_screen_settles_with_the_relatives_money(show: Show, house: House) -> None:
    async with show(CredentialScreen(house)) as shown:
        await choose(shown, "mother", row=2)
        await shown.tells("持码人　王桂兰", "机主 林若溪", "不动钱")
        (read,) = read_back(shown)
    settlement = house.engine.settle(bill_of(house), read)
    assert settlement.holder == "grandma"
    assert settlement.shown_by == "mother"
    assert [draw.authoriser for draw in settlement.draws] == ["mother"]
    assert settlement.figures.cash == Money.ZERO


async def test_an_own_code_names_no_other_phone(show: Show, house: House) -> None:
    async with show(CredentialScreen(house)) as shown:
        digits = await choose(shown, "mother")
        await shown.tells("持码人　林若溪", "本人码")
        assert "亲情账户" not in shown.text()
        assert house.engine.presenter_of(digits) is None


async def test_it_is_renewed_by_the_clock(show: Show, house: House, clock: Clock) -> None:
    async with show(CredentialScreen(house)) as shown:
        first = await choose(shown, "father")
        await shown.tells("60 秒后换新码 · 有效至 09:02:00")
        clock.wind(59)
        shown.screen.tick()
        await shown.tells("1 秒后换新码")
        assert shown.screen.query_one(QrCode).text == first
        clock.wind(1)
        shown.screen.tick()
        second = await fresh(shown, first)
        await shown.tells("60 秒后换新码 · 有效至 09:03:00")
        assert read_back(shown) == [second]
        assert {house.engine.holder_of(code).id for code in (first, second)} == {"father"}
        await shown.press("f5")
        await fresh(shown, second)


async def test_behind_another_screen_it_is_not_renewed(show: Show, house: House, clock: Clock) -> None:
    async with show(CredentialScreen(house)) as shown:
        first = await choose(shown, "father")
        await shown.app.push_screen(Screen())
        clock.wind(300)
        shown.screen.tick()
        await shown.pilot.pause()
        assert shown.screen.query_one(QrCode).text == first
        await shown.app.pop_screen()
        shown.screen.tick()
        await fresh(shown, first)


@pytest.mark.parametrize("person", REFUSED)
async def test_what_a_till_would_refuse_is_shown_all_the_same_and_said(show: Show, house: House, person: str) -> None:
    code, words = REFUSED[person]
    async with show(CredentialScreen(house)) as shown:
        digits = await choose(shown, person)
        await shown.tells("会被拒绝", words)
        assert read_back(shown) == [digits]
    with pytest.raises(Refusal) as refused:
        house.engine.pre_settle(bill_of(house), digits)
    assert refused.value.code == code


async def test_somebody_who_is_not_bound_can_be_chosen_and_is_refused(show: Show, house: House) -> None:
    async with show(CredentialScreen(house)) as shown:
        await shown.until(lambda: shown.screen.query_one(PhoneLists).members)
        assert len(shown.screen.query_one(PhoneLists).members) == 2, "father himself and his child"
        await shown.press("f4")
        digits = await choose(shown, "father", row=2)
        assert "陈明远 的亲情账户没有绑定 林若溪" in shown.screen.query_one("#code-refused").content.plain
    with pytest.raises(Refusal) as refused:
        house.engine.pre_settle(bill_of(house), digits)
    assert refused.value.code == "not-bound"


async def test_it_is_saved_as_a_picture(show: Show, house: House) -> None:
    async with show(CredentialScreen(house)) as shown:
        digits = await choose(shown, "mother", row=2)
        await shown.press("f7")
        suggested = shown.screen.query_one(PlainLine).value
        assert suggested == str(house.home / "codes" / "grandma-on-mother-20251121-090000.png")
        await shown.press("enter")
        await shown.until(lambda: told(shown).startswith("已存"))
        assert "grandma-on-mother-20251121-090000.png" in told(shown)
        await shown.press("f7", "enter")
        await shown.until(lambda: "换个名字" in told(shown))
    file = house.home / "codes" / "grandma-on-mother-20251121-090000.png"
    assert [code.text for code in scan_picture(file)] == [digits]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry.name for entry in file.parent.iterdir()] == [file.name]


@EACH_LANGUAGE
async def test_where_it_cannot_be_saved_it_says_so(show: Show, house: House, tmp_path: Path, lang: Lang) -> None:
    async with show(CredentialScreen(house), lang=lang, size=LARGE) as shown:
        await choose(shown, "father")
        for name in (f"{tmp_path}/none/code", "~nobody-at-all/code.png", "a\x00b"):
            await shown.press("f7")
            shown.screen.query_one(PlainLine).value = name
            await shown.press("enter")
            await shown.until(lambda: {"zh": "存不了", "en": "cannot be saved"}[lang] in told(shown), name)
            shown.screen._tell("")
        await shown.press("f7", "escape")
        assert not shown.gone
        await shown.press("escape")
        assert shown.gone


async def test_a_window_too_small_for_the_code_is_told(show: Show, house: House) -> None:
    async with show(CredentialScreen(house)) as shown:
        digits = await choose(shown, "father")
        await shown.press("f6")
        await shown.tells("放不下更大的二维码")
        await shown.pilot.resize_terminal(80, 20)
        await shown.tells("窗口太小")
        assert read_back(shown) == []
        await shown.pilot.resize_terminal(*LARGE)
        await shown.until(lambda: read_back(shown) == [digits])


async def test_the_ascii_skin_draws_blanks_only(show: Show, house: House) -> None:
    async with show(CredentialScreen(house), size=LARGE) as shown:
        shown.app.ascii = True
        digits = await choose(shown, "father")
        await shown.press("f6")
        assert "▄" not in shown.text()
        assert read_back(shown) == [digits]


async def test_a_hostile_name_is_only_a_name(show: Show, house: House, hostile: str) -> None:
    async with show(CredentialScreen(house)) as shown:
        await shown.until(lambda: shown.screen.query_one("#phones").option_count > len(PHONES))
        await shown.press("end", "enter", "enter")
        await fresh(shown, "")
        await shown.tells("[/b]甲[red]", hostile)
        assert "\x1b" not in shown.text()
        assert "\u202e" not in shown.text()


async def test_the_language_changes_under_it(show: Show, house: House) -> None:
    async with show(CredentialScreen(house)) as shown:
        digits = await choose(shown, "mother", row=1)
        shown.app.lang = "en"
        shown.screen.speak()
        await shown.tells("Show a credential", "Holder  陈一诺", "new code in 60 s")
        assert read_back(shown) == [digits]


@EACH_LANGUAGE
async def test_books_that_fail_are_told_and_no_old_code_stays(
    show: Show, house: House, lang: Lang, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with show(CredentialScreen(house), lang=lang) as shown:
        await choose(shown, "father")

        def busy(*_: object) -> None:
            raise BooksError("busy-books", url="memory:")

        monkeypatch.setattr(house.engine, "issue", busy)
        await shown.press("f5")
        await shown.until(lambda: shown.screen.query_one(QrCode).text == "")
        assert read_back(shown) == []
        assert {"zh": "正被别的收银台占用", "en": "busy with another till"}[lang] in told(shown)


@pytest.mark.parametrize("verb", ["people", "family_of"])
async def test_books_that_cannot_be_read_are_told(show: Show, house: House, verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: object) -> None:
        raise BooksError("busy-books", url="memory:")

    monkeypatch.setattr(house.engine, verb, busy)
    async with show(CredentialScreen(house)) as shown:
        await shown.until(lambda: "正被别的收银台占用" in told(shown))
