"""The pages of the phone: who it is, the code, the account, the family. The engine is asked in threads."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeVar

from aiohttp import web

from engine.errors import BadInput, EngineError
from engine.model.codes import Relation
from engine.money import Money
from engine.service.engine import Engine
from pos.kinship import refusal_by_name
from pos.phone.view import account_page, code_page, family_page
from pos.refusals_met import meet
from pos.web.guard import SESSION, field_of, language_of
from pos.web.look import page
from pos.wording.explain import refusal

T = TypeVar("T")

#: From anywhere else a code crosses the network unencrypted, and the page says so.
_THIS_MACHINE: Final = frozenset({"127.0.0.1", "::1"})

_RELATIONS: Final = tuple(Relation)

ENGINE: Final = web.AppKey("engine", Engine)


async def asked(work: Callable[..., T], *arguments: Any, **named: Any) -> T:  # noqa: ANN401 - handed on
    """The engine's answer, without holding up other pages."""
    return await asyncio.to_thread(work, *arguments, **named)


def owner_of(request: web.Request) -> str:
    """Whose phone this is. Raises a redirect to the page that asks."""
    person: str | None = request[SESSION].person
    if person is None:
        raise web.HTTPSeeOther("/who")
    return person


async def who(request: web.Request) -> web.Response:
    """Whose phone is this?"""
    return page(request, "who", people=await asked(request.app[ENGINE].people))


async def choose(request: web.Request) -> web.Response:
    """It is this person's from now on."""
    person = await asked(request.app[ENGINE].person, field_of(await request.post(), "person"))
    request[SESSION].person = person.id
    raise web.HTTPSeeOther("/")


async def language(request: web.Request) -> web.Response:
    """The other language, on the page that asked."""
    request[SESSION].lang = "en" if request[SESSION].lang == "zh" else "zh"
    back = field_of(await request.post(), "back")
    raise web.HTTPSeeOther(back if back in {"/", "/who", "/account", "/family"} else "/")


async def code(request: web.Request) -> web.Response:
    """The rotating code, the phone's own or a member's."""
    owner = owner_of(request)
    shown = await asked(code_page, request.app[ENGINE], owner, request.query.get("of", owner)[:80])
    refused = refusal(language_of(request), shown.shown.refused) if shown.shown.refused else ""
    return page(request, "code", page=shown, refused=refused, open_network=request.remote not in _THIS_MACHINE)


async def fresh(request: web.Request) -> web.Response:
    """The next code, for the page's script: picture, seconds, when it ends, and what a till would refuse it for."""
    owner = owner_of(request)
    shown = await asked(code_page, request.app[ENGINE], owner, request.query.get("of", owner)[:80])
    until = shown.shown.credential.expires_at.strftime("%H:%M:%S")
    return web.json_response({"picture": shown.picture, "seconds": shown.seconds, "until": until})


async def account(request: web.Request) -> web.Response:
    """Balance, the year so far, the last payments."""
    return page(request, "account", page=await asked(account_page, request.app[ENGINE], owner_of(request)))


async def family(request: web.Request) -> web.Response:
    """Whose codes are shown, whose money is granted."""
    return page(request, "family", page=await asked(family_page, request.app[ENGINE], owner_of(request)), told="", relations=_RELATIONS)


async def change_family(request: web.Request) -> web.Response:
    """One of the four: bind, unbind, grant, revoke; the page again, with what came of it."""
    engine, owner, form = request.app[ENGINE], owner_of(request), await request.post()
    verb, relative = field_of(form, "do"), field_of(form, "relative")
    try:
        await asked(_verb(engine, verb, owner, form), relative)
    except EngineError as error:
        people = {person.id: person for person in await asked(engine.people)}
        await asked(meet, engine, error)
        told = refusal_by_name(language_of(request), error, people)
        return page(request, "family", page=await asked(family_page, engine, owner), told=told, relations=_RELATIONS, status=409)
    raise web.HTTPSeeOther("/family")


def _verb(engine: Engine, verb: str, owner: str, form: Mapping[str, object]) -> Callable[[str], object]:
    if verb == "unbind":
        return lambda relative: engine.unbind(owner=owner, member=relative)
    if verb == "revoke":
        return lambda relative: engine.revoke(authoriser=owner, beneficiary=relative)
    wanted = field_of(form, "relation")
    if verb not in {"bind", "grant"} or wanted not in set(Relation):
        raise web.HTTPBadRequest
    relation = Relation(wanted)
    if verb == "bind":
        return lambda relative: engine.bind(owner=owner, member=relative, relation=relation)
    limit = _limit(field_of(form, "limit"))
    return lambda relative: engine.grant(authoriser=owner, beneficiary=relative, relation=relation, limit=limit)


def _limit(text: str) -> Money | None:
    """Empty: none. Raises BadInput `bad-limit`."""
    if not text:
        return None
    try:
        return Money.yuan(text)
    except ValueError as error:
        raise BadInput("bad-limit-text", text=text) from error
