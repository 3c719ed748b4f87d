"""A real browser opens the report: no script, no request, no complaint; on a phone nothing pushes the page wide."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import ViewportSize, async_playwright

from pos.report.gather import gather
from pos.report.page import report_page
from pos.report.period import period_of
from tests.pos.browser import CHROMIUM, QUIET, needs_chromium

if TYPE_CHECKING:
    from pathlib import Path

    from pos.wiring import House
    from pos.wording import Lang

pytestmark = needs_chromium
GROUNDS = {"light": "rgb(251, 250, 247)", "dark": "rgb(18, 22, 29)"}


@pytest.mark.parametrize("lang", ["zh", "en"])
async def test_in_light_and_dark_on_a_phone_and_on_a_desk(busy: House, tmp_path: Path, lang: Lang) -> None:
    file = tmp_path / "report.html"
    report = gather(busy.engine, period_of(busy.engine.now().date()), place=None, own=busy.institution)
    file.write_text(report_page(report, lang), encoding="utf-8")
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        for width in (390, 1280):
            for scheme in ("light", "dark"):
                size: ViewportSize = {"width": width, "height": 900}
                context = await browser.new_context(viewport=size, color_scheme="dark" if scheme == "dark" else "light")
                page = await context.new_page()
                page.on("console", lambda message: complaints.append(message.text))
                page.on("pageerror", lambda error: complaints.append(str(error)))
                page.on("request", lambda request: complaints.append(request.url) if request.url != file.as_uri() else None)
                await page.goto(file.as_uri())
                assert await page.evaluate("document.documentElement.scrollWidth") == width
                assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == GROUNDS[scheme]
                fills = "element => getComputedStyle(element).fill"
                assert "own_account" in await page.locator(".payers .color-1 .rect").first.evaluate(fills)
                bars = await page.locator(".chart.payers .rect").count()
                assert bars > 10
                await context.close()
        await browser.close()
    assert complaints == []
