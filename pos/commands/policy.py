"""`gongji policy`: the editions, their figures and where those come from."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from engine.policy.book import PolicyBook
    from engine.policy.edition import Benefit, Edition, Sources


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="list|show|check")
    verbs.add_parser("list", help=say(lang, "console.policy.list"))
    show = verbs.add_parser("show", help=say(lang, "console.policy.show"))
    show.add_argument("edition", metavar="REGION[/EFFECTIVE]", help=say(lang, "console.policy.edition"))
    check = verbs.add_parser("check", help=say(lang, "console.policy.check"))
    check.add_argument("files", metavar="FILE", nargs="*", type=Path, help=say(lang, "console.policy.file"))


def run(arguments: Namespace) -> int:
    """0; raises BadInput for a file that is wrong or an edition that is not there."""
    from engine.policy.book import PolicyBook
    from engine.policy.load import edition_file, shipped
    from pos.commands.console import say_line

    lang: Lang = arguments.lang
    if arguments.verb == "list":
        for edition in shipped().editions:
            until = say(lang, "console.policy.until", until=edition.until) if edition.until else ""
            name = edition.zh if lang == "zh" else edition.en
            say_line(say(lang, "console.policy.row", edition=edition.name, name=name, effective=edition.effective, until=until))
    elif arguments.verb == "show":
        for line in _lines(lang, _find(shipped(), arguments.edition)):
            say_line(line)
    else:
        checked = [(str(path), edition_file(path)) for path in arguments.files] or [
            (edition.name, edition) for edition in shipped().editions
        ]
        PolicyBook.of(edition for _file, edition in checked)
        for file, edition in checked:
            say_line(say(lang, "console.policy.good", file=file, edition=edition.name, name=edition.zh if lang == "zh" else edition.en))
    return 0


def _find(book: "PolicyBook", wanted: str) -> "Edition":
    from engine.errors import BadInput

    found = [edition for edition in book.editions if wanted in {edition.name, edition.region}]
    if not found:
        raise BadInput("unknown-edition", edition=wanted[:80])
    return found[-1]


def _lines(lang: Lang, edition: "Edition") -> Iterator[str]:
    """Every figure with its source's key and mark, then the sources."""
    yield f"{edition.name}  {edition.zh} / {edition.en}  {edition.note}"
    for row in edition.benefits:
        yield f"[{row.insurance} {row.care}] counting {row.counting}{_where(lang, row.sources, 'counting')}"
        yield from (f"  {line}" for line in _benefit(lang, row))
    aid = edition.mutual_aid
    account = edition.account
    yield f"[account] pays_off_catalogue {_yes(account.pays_off_catalogue)}{_where(lang, account.sources, 'pays_off_catalogue')}"
    yield f"  account_first {_yes(account.account_first)}{_where(lang, account.sources, 'account_first')}"
    yield f"[mutual_aid] relations {' '.join(sorted(aid.relations))}{_where(lang, aid.sources, 'relations')}"
    for name in (
        "scope",
        "order",
        "per_settlement",
        "authorisers_per_beneficiary",
        "beneficiaries_per_authoriser",
        "reserve",
        "shareable",
        "trigger",
    ):
        yield f"  {name} {getattr(aid, name)}{_where(lang, aid.sources, name)}"
    yield f"  covers {' '.join(sorted(aid.covers))}{_where(lang, aid.sources, 'covers')}"
    yield f"  mutual_binding {_yes(aid.mutual_binding)}{_where(lang, aid.sources, 'mutual_binding')}"
    if edition.premium:
        yield "[premium] " + "  ".join(f"{kind} {amount}" for kind, amount in edition.premium.items())
    yield from (f"{source.key}  {say(lang, f'mark.{source.mark}')} ({source.mark})  {source.title}" for source in edition.sources)


def _benefit(lang: Lang, row: "Benefit") -> Iterator[str]:
    if row.deductible:
        yield (
            "deductible "
            + "  ".join(f"{level} {amount}" for level, amount in row.deductible.items())
            + _where(lang, row.sources, "deductible")
        )
    for status, levels in row.ratio.items():
        yield f"ratio {status} " + "  ".join(f"{level} {rate}" for level, rate in levels.items()) + _where(lang, row.sources, "ratio")
    for tier in row.tiers:
        for status, levels in tier.ratio.items():
            rates = "  ".join(f"{level} {rate}" for level, rate in levels.items())
            yield f"tier up to {tier.upto or '-'} {status} {rates}{_where(lang, row.sources, 'tier')}"
    if row.ceiling:
        yield "ceiling " + "  ".join(f"{status} {amount}" for status, amount in row.ceiling.items()) + _where(lang, row.sources, "ceiling")
    if row.unfiled_minus:
        yield f"unfiled_minus {row.unfiled_minus}{_where(lang, row.sources, 'unfiled_minus')}"


def _where(lang: Lang, sources: "Sources", figure: str) -> str:
    facts = sources.of(figure)
    return f"  [{facts['source']} {say(lang, 'mark.' + facts['mark'])}]" if facts else ""


def _yes(value: bool) -> str:  # noqa: FBT001 - prints one
    return "true" if value else "false"
