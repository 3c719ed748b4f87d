"""The phone as a web application: its pages behind the door."""

from collections.abc import Iterable
from typing import Final

from aiohttp import web

from pos.phone import pages
from pos.phone.pages import ENGINE
from pos.web.access import Access
from pos.web.door import behind_the_door
from pos.wiring import House
from pos.wording.say import Lang

_ROUTES: Final = (
    web.get("/who", pages.who),
    web.post("/who", pages.choose),
    web.post("/language", pages.language),
    web.get("/", pages.code),
    web.get("/code.json", pages.fresh),
    web.get("/account", pages.account),
    web.get("/family", pages.family),
    web.post("/family", pages.change_family),
)


def application(house: House, access: Access, *, hosts: Iterable[str], lang: Lang) -> web.Application:
    """`hosts` are the names and ports it answers to; anything else is refused."""
    app = behind_the_door(access, _ROUTES, hosts=hosts, lang=lang, static={"phone.js": "pos.phone"})
    app[ENGINE] = house.engine
    return app
