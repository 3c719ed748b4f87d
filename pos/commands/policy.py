"""`gongji policy`: the editions, their figures and where those come from."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from dataclasses import fields
from typing import TYPE_CHECKING

from pos.commands import compare
from pos.commands.parser import file, text
from pos.wording.clean import clean
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from engine.policy.edition import Benefit, Edition
    from engine.policy.source import Sources

_MOST = 1000


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="list|show|check|compare")
    listed = verbs.add_parser("list", help=say(lang, "console.policy.list"))
    listed.add_argument("files", metavar="FILE", nargs="*", type=file, help=say(lang, "console.policy.file"))
    show = verbs.add_parser("show", help=say(lang, "console.policy.show"))
    show.add_argument("edition", metavar="REGION[/EFFECTIVE]|FILE", type=text, help=say(lang, "console.policy.edition"))
    check = verbs.add_parser("check", help=say(lang, "console.policy.check"))
    check.add_argument("files", metavar="FILE", nargs="*", type=file, help=say(lang, "console.policy.file"))
    compare.configure(verbs.add_parser("compare", help=say(lang, "console.compare"), description=say(lang, "console.compare")), lang)


def run(arguments: Namespace) -> int:
    """0, or 1 when `check` finds a file wrong. Raises BadInput for a file or an edition that is not there."""
    from engine.policy.load import edition_file, shipped
    from pos.commands.console import say_line
    from pos.editions import find_edition

    lang: Lang = arguments.lang
    if arguments.verb == "compare":
        return compare.run(arguments)
    if arguments.verb == "check":
        return _check(lang, arguments.files)
    if arguments.verb == "list":
        for edition in [edition_file(path) for path in arguments.files] or shipped().editions:
            until = say(lang, "console.policy.until", until=edition.until) if edition.until else ""
            facts = {"edition": edition.name, "name": clean(_name(lang, edition)), "effective": edition.effective, "until": until}
            say_line(say(lang, "console.policy.row", **facts))
    else:
        for line in _lines(lang, find_edition(arguments.edition)):
            say_line(clean(line, _MOST))
    return 0


def _check(lang: Lang, paths: "Sequence[Path]") -> int:
    """Every file is looked at, also after one that is wrong."""
    from engine.errors import BadInput
    from engine.policy.book import PolicyBook
    from engine.policy.load import edition_file, shipped
    from pos.commands.console import complain, say_line

    good: list[Edition] = []
    failed = False
    for path in paths:
        try:
            good.append(edition_file(path))
        except BadInput as error:
            if error.code == "no-such-file":
                raise
            failed = True
            complain(lang, error, as_json=False)
        else:
            say_line(_good(lang, clean(str(path)), good[-1]))
    try:
        PolicyBook.of(good)
    except BadInput as error:
        failed = True
        complain(lang, error, as_json=False)
    if not paths:
        for edition in shipped().editions:
            say_line(_good(lang, edition.name, edition))
    return 1 if failed else 0


def _good(lang: Lang, file: str, edition: "Edition") -> str:
    return say(lang, "console.policy.good", file=file, edition=edition.name, name=clean(_name(lang, edition)))


def _name(lang: Lang, edition: "Edition") -> str:
    return edition.zh if lang == "zh" else edition.en


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
    yield f"  reorderable {_yes(aid.reorderable)}{_where(lang, aid.sources, 'reorderable')}"
    for name, figures in (("credential", edition.credential), ("wire", edition.wire)):
        for figure in fields(figures):
            yield f"[{name}] {figure.name} {_plain(getattr(figures, figure.name))}{_where(lang, edition.table_sources[name], figure.name)}"
    yield from _money_lines(lang, edition)
    if edition.trace_codes_required_from:
        where = _where(lang, edition.table_sources["trace_codes"], "required_from")
        yield f"[trace_codes] required_from {edition.trace_codes_required_from}{where}"
    if edition.premium:
        amounts = "  ".join(f"{kind} {amount}" for kind, amount in edition.premium.items())
        yield f"[premium] resident {amounts}{_where(lang, edition.table_sources['premium'], 'resident')}"
    yield from (f"{source.key}  {say(lang, f'mark.{source.mark}')} ({source.mark})  {source.title}" for source in edition.sources)


def _money_lines(lang: Lang, edition: "Edition") -> Iterator[str]:
    """What a month brings the account, and the wallet; its national rules where the edition has none of its own."""
    credit = edition.account.credit
    if credit is not None:
        yield f"[account.credit] in_service {credit.in_service}{_where(lang, credit.sources, 'in_service')}"
        if credit.retired:
            yield f"  retired {credit.retired}{_where(lang, credit.sources, 'retired')}"
        for step in credit.retired_from_age:
            yield f"  retired from {step.age} {step.amount}{_where(lang, credit.sources, 'retired_from_age')}"
    for figure in ("transfers_a_day", "most", "closed_from", "closed_until"):
        yield f"[wallet] {figure} {getattr(edition.wallet, figure)}{_where(lang, edition.wallet.sources, figure)}"


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
    if row.tiers_include_deductible:
        yield f"tiers_include_deductible true{_where(lang, row.sources, 'tiers_include_deductible')}"
    if row.ceiling:
        yield "ceiling " + "  ".join(f"{status} {amount}" for status, amount in row.ceiling.items()) + _where(lang, row.sources, "ceiling")
    if row.unfiled_minus:
        yield f"unfiled_minus {row.unfiled_minus}{_where(lang, row.sources, 'unfiled_minus')}"


def _where(lang: Lang, sources: "Sources", figure: str) -> str:
    facts = sources.of(figure)
    return f"  [{facts['source']} {say(lang, 'mark.' + facts['mark'])}]" if facts else ""


def _plain(value: object) -> str:
    return _yes(value) if isinstance(value, bool) else str(value)


def _yes(value: bool) -> str:  # noqa: FBT001 - prints one
    return "true" if value else "false"
