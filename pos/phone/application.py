"""The web application: routes, the door with the access code, errors in words."""

from collections.abc import Iterable
from http import HTTPStatus
from importlib.resources import as_file, files
from typing import Final

from aiohttp import web

from engine.errors import EngineError
from pos.log import record
from pos.phone import pages
from pos.phone.access import Access
from pos.phone.guard import ACCESS, COOKIE, HOSTS, LANG, Handler, admitted, field_of, hardened, language_of
from pos.phone.pages import ENGINE, page
from pos.wiring import House
from pos.wording.explain import refusal
from pos.wording.say import Lang, say

_STATIC: Final = {"phone.css": "text/css", "phone.js": "text/javascript"}
_LARGEST_FORM: Final = 8 * 1024


def application(house: House, access: Access, *, hosts: Iterable[str], lang: Lang) -> web.Application:
    """`hosts` are the names and ports it answers to; anything else is refused."""
    app = web.Application(middlewares=[hardened, _in_words, admitted], client_max_size=_LARGEST_FORM)
    app[ENGINE], app[ACCESS], app[HOSTS], app[LANG] = house.engine, access, frozenset(hosts), lang
    app.add_routes(
        [
            web.get("/enter", _door),
            web.get("/{code:[0-9]{8}}", _link),
            web.post("/enter", _knock),
            web.post("/leave", _leave),
            web.get("/who", pages.who),
            web.post("/who", pages.choose),
            web.post("/language", pages.language),
            web.get("/", pages.code),
            web.get("/code.json", pages.fresh),
            web.get("/account", pages.account),
            web.get("/family", pages.family),
            web.post("/family", pages.change_family),
            web.get("/static/{name}", _static),
        ]
    )
    return app


@web.middleware
async def _in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """What the engine refuses, and what is not there, as a page in the browser's language."""
    try:
        return await handler(request)
    except EngineError as error:
        return page(request, "trouble", status=HTTPStatus.CONFLICT, sentence=refusal(language_of(request), error))
    except web.HTTPClientError as error:
        lang = language_of(request)
        known = {HTTPStatus.FORBIDDEN: "phone.forbidden", HTTPStatus.NOT_FOUND: "phone.not-found"}
        key = known.get(HTTPStatus(error.status), "phone.bad-request")
        return page(request, "trouble", status=error.status, sentence=say(lang, key))
    except web.HTTPException:
        raise
    except Exception as error:  # noqa: BLE001 - the last line of defence: a sentence, and the log
        file, written = record("phone", error)
        told = EngineError("internal" if written else "internal-unlogged", file=str(file))
        return page(request, "trouble", status=HTTPStatus.INTERNAL_SERVER_ERROR, sentence=refusal(language_of(request), told))


async def _door(request: web.Request) -> web.StreamResponse:
    """Asks for the access code."""
    return page(request, "enter", wrong=False, locked=request.app[ACCESS].locked)


async def _link(request: web.Request) -> web.StreamResponse:
    """The link in the till's QR carries the access code and opens at once."""
    return _admit(request, request.match_info["code"])


async def _knock(request: web.Request) -> web.StreamResponse:
    return _admit(request, field_of(await request.post(), "code"))


def _admit(request: web.Request, code: str) -> web.StreamResponse:
    access = request.app[ACCESS]
    token = access.admit(code, language_of(request))
    if token is None:
        return page(request, "enter", status=HTTPStatus.FORBIDDEN, wrong=True, locked=access.locked)
    inside = web.HTTPSeeOther("/")
    inside.set_cookie(COOKIE, token, httponly=True, samesite="Lax")
    raise inside


async def _leave(request: web.Request) -> web.StreamResponse:
    request.app[ACCESS].leave(request.cookies.get(COOKIE))
    out = web.HTTPSeeOther("/enter")
    out.del_cookie(COOKIE)
    raise out


async def _static(request: web.Request) -> web.StreamResponse:
    name = request.match_info["name"]
    if name not in _STATIC:
        raise web.HTTPNotFound
    with as_file(files("pos.phone") / "static" / name) as file:
        return web.Response(body=file.read_bytes(), content_type=_STATIC[name], charset="utf-8")
