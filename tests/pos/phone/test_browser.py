"""A real browser plays the phone: paired, the code on its screen photographed, read by the scanner, settled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from scanner.read import scan_picture
from tests.pos.browser import held, needs_chromium
from tests.pos.phone.test_pages import a_bill

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.async_api import Page

    from pos.web.listening import Address
    from pos.wiring import House

pytestmark = needs_chromium


async def pair(page: Page, address: Address, person: str) -> None:
    await page.goto(address.url)
    await page.fill("input[name=code]", address.code)
    await page.click("button.main")
    await page.click(f"button[value={person}]")
    await page.wait_for_selector("#code")


@pytest.mark.parametrize("scheme", ["light", "dark"])
async def test_pair_show_photograph_read_settle(address: Address, house: House, tmp_path: Path, scheme: str) -> None:
    async with held(address, scheme) as page:
        await pair(page, address, "mother")
        await page.click("text=王桂兰")
        await page.wait_for_selector("text=Family account")
        photograph = tmp_path / "screen.png"
        await page.screenshot(path=photograph)
        fits = await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    (code,) = scan_picture(photograph)
    settlement = house.engine.settle(a_bill(house), code.text)
    assert (settlement.holder, settlement.shown_by, fits) == ("grandma", "mother", True)
    assert house.engine.check() == []


async def test_the_code_renews_itself_and_says_when_the_till_has_gone(address: Address, house: House, tmp_path: Path) -> None:
    async with held(address) as page:
        await page.clock.install()
        await pair(page, address, "mother")
        first = await page.get_attribute("#code", "src")
        await page.clock.run_for(61_000)
        await page.wait_for_function("first => document.getElementById('code').src !== first", arg=first)
        renewed = tmp_path / "renewed.png"
        await page.locator("#code").screenshot(path=renewed)
        (code,) = scan_picture(renewed)
        assert house.engine.holder_of(code.text).id == "mother"
        await page.route("**/code.json*", lambda route: route.fulfill(status=200, body="no json"))
        assert not await page.is_visible("#lost")
        await page.clock.run_for(61_000)
        await page.wait_for_selector("#lost:visible")


async def test_grant_and_revoke_by_touch(address: Address, house: House) -> None:
    async with held(address, locale="zh-CN") as page:
        await pair(page, address, "mother")
        await page.click("nav >> text=家庭")
        await page.click("summary >> text=新授权")
        await page.select_option("details[open] select[name=relative]", "father")
        await page.select_option("details[open] select[name=relation]", "spouse")
        await page.fill("input[name=limit]", "50")
        await page.click("details[open] button.main")
        await page.wait_for_selector("text=授权给 陈明远")
        assert any(grant.beneficiary == "father" for grant in house.engine.family_of("mother").given)
        await page.click(".row:has-text('陈明远') >> text=撤销")
        await page.wait_for_selector("text=授权给 陈明远", state="detached")
    assert all(grant.beneficiary != "father" for grant in house.engine.family_of("mother").given)
