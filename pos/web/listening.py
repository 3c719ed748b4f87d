"""Listening: on this machine alone, or on the local network when asked."""

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Final

from aiohttp import web

from engine.errors import BadInput
from pos.web.access import Access

LOOPBACK: Final = "127.0.0.1"
#: An address nobody has (RFC 5737): asking the way to it tells which of this machine's addresses faces the network, and sends nothing.
_ELSEWHERE: Final = ("192.0.2.1", 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where the pages are reached: `url` asks for the code, `link` carries it (for a QR code)."""

    host: str
    port: int
    code: str

    @property
    def on_network(self) -> bool:
        """Whether other machines reach it."""
        return self.host != LOOPBACK

    @property
    def url(self) -> str:
        """The page that asks for the code."""
        return f"http://{self.host}:{self.port}/"

    @property
    def link(self) -> str:
        """Short, so that its QR code has room on a small screen."""
        return f"{self.url}{self.code}"


#: Makes the application for an access, the names and ports it answers to, and its address.
Make = Callable[[Access, Iterable[str], Address], Awaitable[web.Application]]


def network_address() -> str:
    """This machine's address on the local network. Raises BadInput `no-network`."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        try:
            asking.connect(_ELSEWHERE)
            found: str = asking.getsockname()[0]
        except OSError as error:
            raise BadInput("no-network") from error
    return found


@asynccontextmanager
async def served(make: Make, *, on_network: bool, port: int = 0) -> AsyncIterator[Address]:
    """Answers while the block runs; port 0 takes a free one. Raises BadInput `no-network`, `port-taken`."""
    host = network_address() if on_network else LOOPBACK
    access = Access()
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port))
        except OSError as error:
            raise BadInput("port-taken", port=port, host=host, detail=error.strerror or "") from error
        address = Address(host=host, port=listening.getsockname()[1], code=access.code)
        hosts = {f"{name}:{address.port}" for name in ({host, "localhost"} if host == LOOPBACK else {host})}
        runner = web.AppRunner(await make(access, hosts, address), access_log=None)
        await runner.setup()
        try:
            await web.SockSite(runner, listening).start()
            yield address
        finally:
            await runner.cleanup()
    finally:
        listening.close()


async def serve(make: Make, *, on_network: bool, port: int, tell: Callable[[Address], None]) -> None:
    """Until it is cancelled. Raises as `served`."""
    async with served(make, on_network=on_network, port=port) as address:
        tell(address)
        await asyncio.Event().wait()
