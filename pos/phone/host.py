"""The phone's pages served: by a command until it is ended, or by the till itself."""

from collections.abc import Iterable
from contextlib import AsyncExitStack

from aiohttp import web

from pos.phone.application import application
from pos.web.access import Access
from pos.web.listening import Address, Make, served
from pos.wiring import House
from pos.wording.say import Lang


def phone(house: House, lang: Lang) -> Make:
    """The phone on these books."""

    async def make(access: Access, hosts: Iterable[str], _address: Address) -> web.Application:
        return application(house, access, hosts=hosts, lang=lang)

    return make


class PhoneHost:
    """The pages served by the till itself, from when they are first asked for until it closes."""

    def __init__(self) -> None:
        self.address: Address | None = None
        self._running = AsyncExitStack()

    async def start(self, house: House, *, lang: Lang, on_network: bool) -> Address:
        """Anew, with a new access code, also where it runs already. Raises as `served`; then it does not run."""
        await self.stop()
        self.address = await self._running.enter_async_context(served(phone(house, lang), on_network=on_network))
        return self.address

    async def stop(self) -> None:
        """Nothing where it does not run."""
        self.address = None
        await self._running.aclose()
