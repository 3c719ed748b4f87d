"""Pages from templates, in the browser's language; everything put in is escaped."""

from functools import cache, partial
from http import HTTPStatus
from typing import Final

from aiohttp import web
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from pos.web.guard import SESSION, language_of
from pos.wording.clean import clean
from pos.wording.say import Lang, say, table

#: Rooms with a `templates` folder of their own; `pos.web` has the frame, the door and the page of troubles.
_ROOMS: Final = ("pos.web", "pos.phone")


@cache
def _templates() -> Environment:
    loader = ChoiceLoader([PackageLoader(room) for room in _ROOMS])
    templates = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    templates.filters["plain"] = clean
    return templates


def page(request: web.Request, name: str, *, status: int = HTTPStatus.OK, **values: object) -> web.Response:
    """A whole page; `t` in a template says a sentence: of the phone's table, else of the one that all screens share."""
    lang = language_of(request)
    told: dict[str, object] = {"lang": lang, "session": request.get(SESSION), "t": partial(_said, lang), "here": name}
    body = _templates().get_template(f"{name}.html").render(**told, **values)
    return web.Response(text=body, content_type="text/html", charset="utf-8", status=status)


def _said(lang: Lang, key: str, **facts: object) -> str:
    return say(lang, f"phone.{key}" if f"phone.{key}" in table() else key, **facts)
