"""What every request must pass before a page sees it, and what every answer carries."""

import re
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from aiohttp import web

from pos.web.access import Access, Session
from pos.wording.say import Lang

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

ACCESS: Final = web.AppKey("access", Access)
HOSTS: Final = web.AppKey("hosts", frozenset[str])
LANG: Final = web.AppKey("lang", str)
SESSION: Final = web.RequestKey("session", Session)

COOKIE: Final = "gongji"
#: Reached without a session: the door, the link that carries the code, and the two files of the look.
_OPEN = re.compile(r"/enter|/[0-9]{8}|/static/[a-z.]+")
_HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; connect-src 'self';"
    " form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@web.middleware
async def hardened(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The headers of every answer, also of a refusal; only for the names that the server listens under (a rebound name is refused)."""
    try:
        if request.host not in request.app[HOSTS]:
            raise web.HTTPMisdirectedRequest
        answer = await handler(request)
    except web.HTTPException as refused:
        refused.headers.update(_HEADERS)
        raise
    for name, value in _HEADERS.items():
        answer.headers.setdefault(name, value)
    return answer


@web.middleware
async def admitted(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Nothing is reached without a session; what changes something comes from one of the session's own pages."""
    session = request.app[ACCESS].session(request.cookies.get(COOKIE))
    if session is not None:
        request[SESSION] = session
    elif not _OPEN.fullmatch(request.path):
        if request.method != "GET" or request.path.endswith(".json"):
            raise web.HTTPForbidden
        raise web.HTTPSeeOther("/enter")
    if request.headers.get("Upgrade") and request.headers.get("Origin") != f"{request.scheme}://{request.host}":
        raise web.HTTPForbidden  # a socket that another page opens
    if request.method == "POST":
        if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
            raise web.HTTPForbidden
        if session is not None and (await request.post()).get("form") != session.form:
            raise web.HTTPForbidden
    return await handler(request)


def language_of(request: web.Request) -> Lang:
    """The session's; else the browser's first; else the server's."""
    session: Session | None = request.get(SESSION)
    if session is not None:
        return session.lang
    wanted = request.headers.get("Accept-Language", "").strip().lower()
    told = wanted[:2] if wanted else request.app[LANG]
    return "zh" if told == "zh" else "en"


def field_of(form: Mapping[str, object], name: str, most: int = 80) -> str:
    """One text field of a form. Raises HTTPBadRequest for what is missing, a file, or longer than any answer is."""
    value = form.get(name)
    if not isinstance(value, str) or len(value) > most:
        raise web.HTTPBadRequest
    return value.strip()
