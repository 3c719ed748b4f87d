"""The page: whole in itself, in both languages, and nothing in the books can break out of it."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from xml.etree.ElementTree import fromstring

import pytest

from engine.errors import RefusalCode
from pos.refusals_met import Met, append, file_beside
from pos.report.charts import lying, stacked
from pos.report.gather import gather
from pos.report.page import report_page
from pos.report.period import period_of
from tests.pos.report.conftest import sell

if TYPE_CHECKING:
    from pos.wiring import House
    from pos.wording import Lang

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&</svg></style>"
EMPTY = {"meta", "rect", "circle", "br", "path", "img", "link"}


class Tags(HTMLParser):
    """Which elements and attributes there are, and whether each is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes.update(attrs)
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in EMPTY:
            assert self.open.pop() == tag


def page_of(house: House, lang: Lang, at: str | None = None) -> str:
    place = None if at is None else house.engine.institution(at)
    return report_page(gather(house.engine, period_of(house.engine.now().date()), place=place, own=house.institution), lang)


def looked_at(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    tags.close()
    assert tags.open == []
    return tags


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_needs_nothing_else(busy: House, lang: Lang) -> None:
    page = page_of(busy, lang)
    tags = looked_at(page)
    assert not {"script", "link", "img", "iframe", "object", "base", "form"} & tags.seen
    assert not [name for name, _ in tags.attributes if name in {"src", "href", "xlink:href", "srcset"} or name.startswith("on")]
    assert not re.findall(r"https?:|//[a-z]|@import", page)
    assert set(re.findall(r"url\(([^)]*)\)", page)) == {"#own_account", "#mutual_aid", "#wallet", "#cash", "#private"}
    assert page.count('class="pygal-chart"') == 5
    assert f'lang="{"zh-CN" if lang == "zh" else "en"}"' in page


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_figure_of_a_chart_stands_in_the_table_below_it(busy: House, lang: Lang) -> None:
    report = gather(busy.engine, period_of(busy.engine.now().date()), place=None, own=busy.institution)
    page = report_page(report, lang)
    for paid in (*report.days.values(), *report.months.values()):
        for amount in (paid.by(payer) for payer in ("fund", "own_account", "mutual_aid")):
            if amount:
                assert f"<td>{amount}</td>" in page
    assert page.count("<caption") == page.count('class="chart') == 5
    assert "non-medical-item" in page
    assert "{" not in "".join(re.findall(r"<td>[^<]*</td>", page)), "a gap of a sentence is no brace"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_empty_books_say_so(kept: House, lang: Lang) -> None:
    page = page_of(kept, lang)
    looked_at(page)
    assert 'class="chart' not in page
    assert page.count({"zh": "没有数据。", "en": "Nothing to show."}[lang]) == 7


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_hostile_world_cannot_break_out(kept: House, lang: Lang) -> None:
    """Names are cut to three signs where they are masked; a place's name stands whole, and a code of the file of refusals is known."""
    place = replace(kept.institution, name=HOSTILE, english=HOSTILE)
    people = kept.engine.people()
    with kept.engine.books.write() as books:
        books.put_institution(place, kept.engine.now())
        for person in people:
            books.put_person(replace(person, name=f"<{person.name}>"), kept.engine.now())
    sell(kept, "child", "amox", 3)
    sell(kept, "father", "ator", 3, prescription=True)
    file = file_beside(kept.engine.books.url)
    assert file is not None
    append(file, Met(code=RefusalCode.NO_GRANT, at=kept.engine.now(), institution="pharmacy", operator=HOSTILE))
    with file.open("a", encoding="utf-8") as out:
        out.write(f'{{"at": "2025-11-21T01:00:00+08:00", "code": "<b>{HOSTILE!r}", "institution": "", "operator": ""}}\n')
    page = page_of(kept, lang, "pharmacy")
    tags = looked_at(page)
    assert not {"script", "img", "b>"} & tags.seen
    assert not [name for name, _ in tags.attributes if name.startswith("on")]
    assert "&lt;*&gt;" in page, "the masked name is shown, and is text"
    assert "&lt;script&gt;" in page, "and so is the place's"


def test_a_chart_holds_nothing_but_shapes_and_text() -> None:
    for chart in (stacked("a", [HOSTILE, "b"], {HOSTILE: [100, -50]}), lying("b", [HOSTILE], {"x": [1]}, money=False)):
        tags = {element.tag for element in fromstring(chart).iter()}  # noqa: S314 - our own
        assert tags <= {"svg", "g", "rect", "path", "text"}
        assert "&lt;script&gt;" in chart


def test_the_same_figures_draw_the_same_chart() -> None:
    assert stacked("a", ["1", "2"], {"x": [1, 2]}) == stacked("a", ["1", "2"], {"x": [1, 2]})


def test_many_days_name_every_nth_alone() -> None:
    chart = fromstring(stacked("a", [f"day {number}" for number in range(366)], {"x": [1] * 366}))  # noqa: S314 - our own
    named = [text.text for text in chart.iter("text") if (text.text or "").startswith("day")]
    assert 10 < len(named) <= 16
