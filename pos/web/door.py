"""An application behind the door: routes are reached with the access code alone, and errors are told in words."""

from collections.abc import Iterable, Mapping
from http import HTTPStatus
from importlib.resources import files
from typing import Final

from aiohttp import web
from aiohttp.web import AbstractRouteDef

from engine.errors import EngineError
from pos.log import record
from pos.web.access import Access
from pos.web.guard import ACCESS, COOKIE, HOSTS, LANG, Handler, admitted, field_of, hardened, language_of
from pos.web.look import page
from pos.wording.explain import refusal
from pos.wording.say import Lang, say

_LARGEST_FORM: Final = 8 * 1024
_TYPES: Final = {".css": "text/css", ".js": "text/javascript"}
_LOOK: Final = {"web.css": "pos.web"}


def behind_the_door(
    access: Access, routes: Iterable[AbstractRouteDef], *, hosts: Iterable[str], lang: Lang, static: Mapping[str, str] | None = None
) -> web.Application:
    """`hosts` are the names and ports it answers to. `static`: file name -> the package whose `static` folder holds it."""
    app = web.Application(middlewares=[hardened, _in_words, admitted], client_max_size=_LARGEST_FORM)
    app[ACCESS], app[HOSTS], app[LANG] = access, frozenset(hosts), lang
    served = [_file(name, room) for name, room in {**_LOOK, **(static or {})}.items()]
    door = [web.get("/enter", _door), web.get("/{code:[0-9]{8}}", _link), web.post("/enter", _knock), web.post("/leave", _leave)]
    app.add_routes([*door, *served, *routes])
    return app


def _file(name: str, room: str) -> web.RouteDef:
    body = (files(room) / "static" / name).read_bytes()
    kind = _TYPES[name[name.rindex(".") :]]

    async def answer(_request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, content_type=kind, charset="utf-8")

    return web.get(f"/static/{name}", answer)


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
