"""A real browser before pages that gongji serves."""

from __future__ import annotations

import asyncio
import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import ViewportSize, async_playwright

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Page

    from pos.web.listening import Address

CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian's package: chromium)")

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1200, "height": 800}


@asynccontextmanager
async def held(
    address: Address, scheme: str = "light", locale: str = "en-GB", *, wide: bool = False, talks: bool = False
) -> AsyncIterator[Page]:
    """A phone in the hand, or (`wide`) a desk's screen. What its console complains of fails the test, unless it `talks`."""
    complaints: list[str] = []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        context = await browser.new_context(
            viewport=DESK if wide else PHONE,
            locale=locale,
            color_scheme="dark" if scheme == "dark" else "light",
        )
        page = await context.new_page()
        page.on("console", lambda message: None if talks else complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith((address.url, "data:")) else None)
        yield page
        await browser.close()
    await asyncio.sleep(0.3)  # the driver has ended; its pipes are let go of in a later turn
    assert complaints == []
