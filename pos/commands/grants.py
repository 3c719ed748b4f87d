"""`gongji grants`: whose pools may pay for a person, the one that pays first at the head; `--order` sets that order where it may be set."""

from argparse import ArgumentParser, Namespace

from pos.commands.parser import add_books, add_json, some_text, text
from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("person", metavar="PERSON", type=text, help=say(lang, "console.grants.person"))
    parser.add_argument("--order", metavar="A,B", type=some_text, help=say(lang, "console.grants.order"))
    add_books(parser, lang)
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """Raises Refusal `order-fixed`, `no-grant`, `no-edition`; BadInput `unknown-person`, `bad-order`."""
    from pos.commands.console import named, say_json, say_line
    from pos.wiring import open_house

    lang: Lang = arguments.lang
    engine = open_house(url=arguments.books).engine
    person = engine.person(arguments.person)
    if arguments.order is not None:
        engine.ordering.reorder(person.id, [name.strip() for name in arguments.order.split(",") if name.strip()])
    grants, used = engine.ordering.of(person.id), engine.family_of(person.id).used
    if arguments.json:
        rows = [
            {
                "authoriser": grant.authoriser,
                "relation": grant.relation.value,
                "filed": grant.filed.isoformat(),
                "limit_fen": None if grant.limit is None else grant.limit.fen,
                "used_fen": used[grant.id].fen,
            }
            for grant in grants
        ]
        say_json({"beneficiary": person.id, "grants": rows})
        return 0
    for place, grant in enumerate(grants, start=1):
        facts = {"place": place, "name": named(lang, engine.person(grant.authoriser)), "filed": grant.filed, "used": used[grant.id]}
        limit = "" if grant.limit is None else say(lang, "console.grants.limit", limit=grant.limit)
        say_line(say(lang, "console.grants.row", **facts, limit=limit))
    if not grants:
        say_line(say(lang, "console.grants.none", name=named(lang, person)))
    return 0
