"""The report as one page that needs nothing else: charts as SVG, a table under each, everything put in is escaped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, StrictUndefined, Template

from pos.masking import masked
from pos.paths import SHIPPED
from pos.report.charts import lying, stacked
from pos.report.gather import PAYERS, Paid, Report
from pos.wording import Lang, say
from pos.wording.clean import clean
from pos.wording.say import LANGUAGES, table

_MOST = 20
"""Bars of a chart that lies; the table has them all."""
_NAME = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """`head` and `rows` of text; the first of a row names it."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """`parts` are what the legend names; `chart` is SVG in which all text is escaped, None where there is nothing."""

    title: str
    about: str
    chart: str | None
    table: Table
    parts: Sequence[str] = ()
    kind: str = "payers"


def report_page(report: Report, lang: Lang) -> str:
    """HTML."""
    return _template().render(
        t=lambda key, **facts: say(lang, key, **facts),
        lang="zh-CN" if lang == "zh" else "en",
        style=(SHIPPED / "report" / "report.css").read_text(encoding="utf-8"),
        report=report,
        place=_place(report, lang),
        first=report.period.first.isoformat(),
        last=report.period.last.isoformat(),
        made=f"{report.made:%Y-%m-%d %H:%M}",
        tiles=_tiles(report, lang),
        parts=[
            _by_day(report, lang),
            _by_month(report, lang),
            _families(report, lang),
            _deductibles(report, lang),
            _refusals(report, lang),
        ],
    )


def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    return environment.from_string((SHIPPED / "report" / "templates" / "report.html").read_text(encoding="utf-8"))


def _place(report: Report, lang: Lang) -> str:
    if report.place is None:
        return say(lang, "report.everywhere")
    return clean(report.place.english if lang == "en" and report.place.english else report.place.name, _NAME)


def _tiles(report: Report, lang: Lang) -> list[tuple[str, Paid, list[tuple[str, str, str]]]]:
    """The day and the year: whole, and by payer with its share."""
    whole = (("report.day", report.last_day), ("report.year", report.year))
    facts = {"day": report.period.last.isoformat(), "year": report.period.last.year}
    return [(say(lang, key, **facts), paid, _shares(paid)) for key, paid in whole]


def _shares(paid: Paid) -> list[tuple[str, str, str]]:
    """(payer, amount, percent), those that paid something."""
    whole = paid.whole.fen
    return [
        (payer, str(paid.by(payer)), f"{paid.by(payer).fen * 100 / whole:.0f}%" if whole > 0 else "") for payer in PAYERS if paid.by(payer)
    ]


def _by_day(report: Report, lang: Lang) -> Part:
    labels = [f"{day:%m-%d}" for day in report.days]
    names = [day.isoformat() for day in report.days]
    return _payers("days", labels, names, list(report.days.values()), lang)


def _by_month(report: Report, lang: Lang) -> Part:
    return _payers("months", [month[-2:] for month in report.months], list(report.months), list(report.months.values()), lang)


def _payers(name: str, labels: Sequence[str], names: Sequence[str], paid: Sequence[Paid], lang: Lang) -> Part:
    something = [each for each in paid if each.count or any(each.fen.values())]
    chart = stacked(name, labels, {payer: [each.fen[payer] for each in paid] for payer in PAYERS}) if something else None
    payers = [payer for payer in PAYERS if any(each.fen[payer] for each in something)]
    head = [say(lang, f"report.{key}") for key in (name, "sales", *payers, "whole")]
    rows = [
        [name, str(each.count), *(str(each.by(payer)) for payer in payers), str(each.whole)]
        for name, each in zip(names, paid, strict=True)
        if each.count or any(each.fen.values())
    ]
    about = say(lang, "report.yuan-net")
    title = say(lang, f"report.by-{name}")
    return Part(title=title, about=about, chart=chart, table=Table(head=head, rows=rows), parts=payers)


def _families(report: Report, lang: Lang) -> Part:
    shown = report.families[:_MOST]
    labels = [f"{each.authoriser} → {each.beneficiary}" for each in shown]
    chart = lying("families", labels, {"aid": [each.amount.fen for each in shown]}) if shown else None
    head = [say(lang, key) for key in ("report.authoriser", "report.beneficiary", "report.draws", "report.amount")]
    rows = [[each.authoriser, each.beneficiary, str(each.count), str(each.amount)] for each in report.families]
    about = say(lang, "report.families-about", year=report.period.last.year)
    return Part(title=say(lang, "report.families"), about=about, chart=chart, table=Table(head=head, rows=rows), kind="aid")


def _deductibles(report: Report, lang: Lang) -> Part:
    everybody = sorted(report.deductibles, key=lambda each: -(each.borne.fen / each.whole.fen))
    shown = everybody[:_MOST]
    series = {
        "borne": [each.borne.at_most(each.whole).fen for each in shown],
        "left": [(each.whole - each.borne).or_zero().fen for each in shown],
    }
    chart = lying("deductibles", [masked(each.person.name) for each in shown], series, stack=True) if shown else None
    head = [say(lang, key) for key in ("report.person", "report.borne", "report.left", "report.deductible")]
    rows = [[masked(each.person.name), str(each.borne), str((each.whole - each.borne).or_zero()), str(each.whole)] for each in everybody]
    level = say(lang, f"level.{report.level_of.level}")
    about = say(lang, "report.deductibles-about", day=report.period.last.isoformat(), level=level)
    table = Table(head=head, rows=rows)
    return Part(title=say(lang, "report.deductibles"), about=about, chart=chart, table=table, parts=("borne", "left"), kind="deductible")


def _refusals(report: Report, lang: Lang) -> Part:
    shown = report.refusals[:_MOST]
    chart = lying("refusals", [each.code for each in shown], {"refused": [each.year for each in shown]}, money=False) if shown else None
    head = [say(lang, key) for key in ("report.code", "report.sentence", "report.in-days", "report.in-year")]
    rows = [[each.code, _sentence(lang, each.code), str(each.days), str(each.year)] for each in report.refusals]
    about = say(lang, "report.refusals-about", year=report.period.last.year)
    return Part(title=say(lang, "report.refusals"), about=about, chart=chart, table=Table(head=head, rows=rows), kind="refused")


def _sentence(lang: Lang, code: str) -> str:
    """Of the refusal, with a gap for what only the occasion knew."""
    sentence = table()[f"refusal.{code}"][LANGUAGES.index(lang)]
    return re.sub(r"\{\w+\}", "…", sentence)
