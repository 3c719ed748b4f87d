"""The phone's pages on the demo world in memory, at a clock wound by hand, behind a real socket."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from random import Random
from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientSession, CookieJar

from engine.ledger.open import open_books
from pos.phone.host import phone
from pos.web.listening import served
from pos.wiring import House, demo_world, engine_on
from tests.pos.conftest import Clock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from pos.web.listening import Address


class Browser:
    """One browser with its cookies; a form is sent with what its page gave it to carry back."""

    def __init__(self, session: ClientSession, address: Address) -> None:
        self.session, self.address = session, address
        self._form = ""

    async def see(self, path: str, **headers: str) -> tuple[int, str]:
        async with self.session.get(path, headers=headers) as answer:
            return answer.status, self._kept(await answer.text())

    async def send(self, path: str, **fields: str) -> tuple[int, str]:
        async with self.session.post(path, data={"form": self._form} | fields) as answer:
            return answer.status, self._kept(await answer.text())

    def _kept(self, text: str) -> str:
        found = re.search(r'name="form" value="([^"]+)"', text)
        self._form = found[1] if found else self._form
        return text

    async def play(self, person: str) -> Browser:
        """Through the door, as this person's phone."""
        await self.see(f"/{self.address.code}")
        await self.see("/who")
        await self.send("/who", person=person)
        return self


@asynccontextmanager
async def browsing(address: Address, lang: str = "en") -> AsyncIterator[Browser]:
    jar = CookieJar(unsafe=True)  # cookies of an address without a name
    async with ClientSession(address.url, cookie_jar=jar, headers={"Accept-Language": lang}) as session:
        yield Browser(session, address)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def house(clock: Clock, tmp_path: Path) -> House:
    engine = engine_on(open_books("memory:"), secret=b"s" * 32, clock=clock, random=Random(7))  # noqa: S311 - the same codes again
    engine.found(demo_world())
    return House(engine=engine, institution=engine.institution("pharmacy"), home=tmp_path)


@pytest.fixture
async def address(house: House) -> AsyncIterator[Address]:
    async with served(phone(house, "en"), on_network=False) as found:
        yield found


@pytest.fixture
async def stranger(address: Address) -> AsyncIterator[Browser]:
    """A browser at the door."""
    async with browsing(address) as browser:
        yield browser


@pytest.fixture
async def mother(stranger: Browser) -> Browser:
    return await stranger.play("mother")
