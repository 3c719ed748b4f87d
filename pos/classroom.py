"""The till in browsers: one process a browser, all on the same books, through textual-serve, behind the door with the access code."""

import shlex
import sys
from collections.abc import Iterable, Sequence
from typing import Final

from aiohttp import web
from textual_serve.server import Server

from pos.web.access import Access
from pos.web.door import behind_the_door
from pos.web.listening import Address, Make
from pos.web.look import page
from pos.wording.say import Lang

MOST: Final = 40
"""Tills at once: each is a process of some 90 MB."""
_SIZE, _SMALLEST, _LARGEST = 16, 8, 40
#: xterm.js writes its styles into the page, and opens the socket.
_POLICY: Final = (
    "default-src 'none'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src 'self'; connect-src 'self';"
    " font-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"
)


def classroom(options: Sequence[str], lang: Lang) -> Make:
    """`options` are those of `gongji till`, for every browser alike."""

    async def make(access: Access, hosts: Iterable[str], address: Address) -> web.Application:
        room = _Room(shlex.join([sys.executable, "-m", "pos.cli", "till", "--lang", lang, *options]), address)
        routes = [
            web.get("/", room.index),
            web.get("/ws", room.socket),
            web.static("/terminal", room.server.statics_path),
        ]
        return behind_the_door(access, routes, hosts=hosts, lang=lang, static={"terminal.css": "pos.web", "terminal.js": "pos.web"})

    return make


class _Room:
    def __init__(self, command: str, address: Address) -> None:
        self.server = Server(command, host=address.host, port=address.port)
        self._socket = f"ws://{address.host}:{address.port}/ws"
        self._open = 0

    async def index(self, request: web.Request) -> web.StreamResponse:
        """One till in this browser. `?fontsize=20` for a projector."""
        asked = request.query.get("fontsize", "")
        size = int(asked) if asked.isdecimal() and len(asked) < len(str(_LARGEST)) + 1 else _SIZE
        answer = page(request, "terminal", socket=self._socket, size=min(max(size, _SMALLEST), _LARGEST))
        answer.headers["Content-Security-Policy"] = _POLICY
        return answer

    async def socket(self, request: web.Request) -> web.StreamResponse:
        """Keys in, pictures out, until either end goes."""
        if self._open >= MOST:
            raise web.HTTPServiceUnavailable
        self._open += 1
        try:
            return await self.server.handle_websocket(request)
        finally:
            self._open -= 1
