"""The till shows where a phone finds its pages, and serves them while it sells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from aiohttp import ClientConnectionError

from engine.errors import BadInput
from pos.phone.host import PhoneHost
from pos.web import listening
from pos.web.listening import Address
from pos.widgets.qr import QrCode
from tests.pos.conftest import LARGE, SMALL, Driver, ScreenText, driving
from tests.pos.phone.conftest import browsing

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang

LONGEST = "255.255.255.255"


@pytest.fixture
def golden(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(ScreenText)


async def open_phone(till: Driver) -> Address:
    await till.press("f12")
    menu = till.app.screen.query_one("OptionList")
    menu.highlighted = menu.get_option_index("phone")  # type: ignore[attr-defined] # an OptionList
    await till.press("enter")
    await till.until(lambda: till.app.phone.address is not None and till.screen == "PhoneScreen")
    address = till.app.phone.address
    assert address is not None
    return address


@pytest.mark.parametrize(
    ("lang", "size", "host"),
    [(lang, size, host) for lang in ("zh", "en") for size in (SMALL, LARGE) for host in ("127.0.0.1", LONGEST)],
    ids=lambda value: "x".join(map(str, value)) if isinstance(value, tuple) else value,
)
async def test_the_screen(  # noqa: PLR0917 - three of them are one case
    house: House, golden: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch, lang: Lang, size: tuple[int, int], host: str
) -> None:
    async def start(self: PhoneHost, *_: object, **__: object) -> None:
        self.address = Address(host=host, port=65535, code="12345678")

    monkeypatch.setattr(PhoneHost, "start", start)
    async with driving(house, lang=lang, size=size) as till:
        await open_phone(till)
        assert till.app.screen.query_one(QrCode).mode is not None
        assert till.text() == golden


async def test_a_phone_opens_the_link_sells_go_on_and_it_ends_with_the_till(house: House) -> None:
    async with driving(house) as till:
        address = await open_phone(till)
        assert till.app.screen.query_one(QrCode).text == address.link
        async with browsing(address) as phone:
            await phone.play("mother")
            await till.press("escape")
            assert till.screen == "TillScreen"
            assert "5120.75" in (await phone.see("/account"))[1]
    async with browsing(address) as phone:
        with pytest.raises(ClientConnectionError):
            await phone.see("/account")


async def test_opened_again_it_is_the_same_page_until_it_is_closed(house: House) -> None:
    async with driving(house, lang="en") as till:
        address = await open_phone(till)
        await till.press("escape")
        assert await open_phone(till) == address
        await till.press("f8")
        assert till.app.phone.address is None
        assert "The phone's page is closed" in till.text()
        await till.press("f5")
        await till.until(lambda: till.app.phone.address is not None)
        assert till.app.phone.address != address


async def test_f5_lets_the_network_in_with_a_new_code_and_says_what_that_means(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "network_address", lambda: "127.0.0.2")
    async with driving(house, lang="en") as till:
        address = await open_phone(till)
        await till.press("f5")
        await till.until(lambda: till.app.phone.address is not None and till.app.phone.address.on_network)
        wider = till.app.phone.address
        assert wider is not None
        assert (wider.host, wider.code != address.code) == ("127.0.0.2", True)
        assert "unencrypted" in till.text()
        await till.press("f5")
        await till.until(lambda: till.app.phone.address is not None and not till.app.phone.address.on_network)


async def test_without_a_network_the_screen_says_so_and_f5_goes_back(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere() -> str:
        raise BadInput("no-network")

    monkeypatch.setattr(listening, "network_address", nowhere)
    async with driving(house, lang="en") as till:
        await open_phone(till)
        await till.press("f5")
        await till.until(lambda: "on no network" in till.text())
        await till.press("f5")
        await till.until(lambda: till.app.phone.address is not None)
