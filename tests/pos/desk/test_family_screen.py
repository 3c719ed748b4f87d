"""Who shows whose code, and whose account pays for whom: two tables, each with its own keys and its own refusals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from textual.widgets import DataTable, OptionList, Static

from engine.model.codes import Relation
from engine.money import Money
from pos.screens.family import FamilyScreen
from pos.screens.grant_form import GrantForm
from pos.widgets.family_tables import BindingTable, GrantTable
from pos.widgets.plain_line import PlainLine
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang
    from tests.pos.desk.conftest import Show, Shown

PEOPLE = ("father", "mother", "child", "grandma", "retired", "neighbour-poor", "neighbour-frozen")
RELATIONS = list(Relation)


async def choose(shown: Shown, person: str) -> None:
    listed = shown.screen.query_one("#persons", OptionList)
    await shown.until(lambda: listed.option_count >= len(PEOPLE))
    listed.focus()
    listed.highlighted = PEOPLE.index(person)
    await shown.until(lambda: shown.screen._family is not None and shown.screen._family.person == person)


def rows(table: DataTable[Any]) -> list[list[str]]:
    return [[cell.plain.strip() for cell in table.get_row_at(row)] for row in range(table.row_count)]


async def fill(shown: Shown, key: str, relative: str, relation: Relation, limit: str = "") -> None:
    """The form, filled and sent off."""
    await shown.press(key)
    await shown.until(lambda: isinstance(shown.app.screen, GrantForm))
    form: Any = shown.app.screen
    form.query_one("#who", OptionList).highlighted = form._relatives.index(relative)
    form.query_one("#relation", OptionList).highlighted = RELATIONS.index(relation)
    form.query_one("#limit", PlainLine).value = limit
    await shown.press("enter", "enter", *(["enter"] if key == "f7" else []))


async def told(shown: Shown, *parts: str) -> None:
    """On the message line of whatever is in front."""
    await shown.until(lambda: all(part in str(shown.app.screen.query_one("#told", Static).content) for part in parts), f"{parts}")


@EACH_SIZE
@EACH_LANGUAGE
async def test_what_it_looks_like(show: Show, house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    async with show(FamilyScreen(house), lang=lang, size=size) as shown:
        await choose(shown, "mother")
        assert shown.text() == golden(name="family")
        await shown.press("f8")
        await shown.tells("F8")
        assert shown.text() == golden(name="asked")
        await shown.press("f7")
        await shown.until(lambda: isinstance(shown.app.screen, GrantForm))
        await shown.press("enter", "down", "enter", "5", "0", "0")
        assert shown.text() == golden(name="form")


async def test_bindings_and_grants_stand_in_tables_of_their_own(show: Show, house: House) -> None:
    async with show(FamilyScreen(house)) as shown:
        await choose(shown, "child")
        assert rows(shown.screen.query_one(BindingTable)) == [["展示本人", "林若溪", "子女"], ["展示本人", "陈明远", "子女"]]
        assert rows(shown.screen.query_one(GrantTable)) == [["来自", "陈明远", "子女", "1000.00", "0.00", "2025-02-08", "3862.40"]]


async def test_a_grant_is_given_with_its_limit(show: Show, house: House) -> None:
    async with show(FamilyScreen(house)) as shown:
        await choose(shown, "father")
        await fill(shown, "f7", "retired", Relation.PARENT, "５００。5")
        await told(shown, "已授权", "赵德厚 可用 陈明远")
        assert rows(shown.screen.query_one(GrantTable))[-1] == ["授给", "赵德厚", "父母", "500.50", "0.00", "2025-11-21", "3862.40"]
    assert [grant.limit for grant in house.engine.family_of("retired").received] == [Money.yuan("500.50")]


@pytest.mark.parametrize(
    ("lang", "person", "relative", "relation", "words"),
    [
        ("zh", "mother", "grandma", Relation.PARENT, "林若溪 已授权 王桂兰"),
        ("en", "mother", "grandma", Relation.PARENT, "林若溪 has already granted 王桂兰"),
        ("zh", "mother", "child", Relation.CHILD, "陈一诺 最多接受"),
        ("zh", "child", "father", Relation.PARENT, "陈一诺 不是职工医保"),
    ],
    ids=["grant-exists-zh", "grant-exists-en", "single-authoriser", "authoriser-has-no-account"],
)
async def test_a_refused_grant_stays_in_the_form_with_one_sentence(  # noqa: PLR0917 - one row of the table above
    show: Show, house: House, lang: Lang, person: str, relative: str, relation: Relation, words: str
) -> None:
    async with show(FamilyScreen(house), lang=lang) as shown:
        await choose(shown, person)
        before = house.engine.family_of(person)
        await fill(shown, "f7", relative, relation)
        await told(shown, words)
        await shown.press("escape")
        assert shown.app.screen is shown.screen
    assert house.engine.family_of(person) == before


async def test_granting_each_other_is_refused(show: Show, house: House) -> None:
    async with show(FamilyScreen(house)) as shown:
        await choose(shown, "father")
        await fill(shown, "f7", "retired", Relation.PARENT)
        await told(shown, "已授权")
        await choose(shown, "retired")
        await fill(shown, "f7", "father", Relation.CHILD)
        await told(shown, "不能互相授权")


@pytest.mark.parametrize("limit", ["0", "-1", "1.005", "6901234567892", "1e3", "[red]"])
async def test_a_bar_code_or_nonsense_never_becomes_a_limit(show: Show, house: House, limit: str) -> None:
    async with show(FamilyScreen(house)) as shown:
        await choose(shown, "father")
        await fill(shown, "f7", "retired", Relation.PARENT, limit)
        await told(shown, "年限额", limit, "不对")
    assert house.engine.family_of("retired").received == ()


async def test_revoking_asks_once(show: Show, house: House) -> None:
    async with show(FamilyScreen(house)) as shown:
        await choose(shown, "mother")
        await shown.press("f8")
        await told(shown, "撤销 林若溪 给 王桂兰", "F8")
        await shown.press("escape")
        await told(shown, "")
        assert len(house.engine.family_of("mother").given) == 1
        await shown.press("f8", "f8")
        await told(shown, "已撤销 林若溪 给 王桂兰")
        assert rows(shown.screen.query_one(GrantTable)) == []
        assert house.engine.family_of("mother").given == ()
        assert len(house.engine.family_of("mother").shows) == 2, "showing codes is another matter"
        await shown.press("f8")
        await told(shown, "林若溪 没有可以撤销的共济授权")


async def test_a_question_ends_with_the_row_it_was_about(show: Show, house: House) -> None:
    async with show(FamilyScreen(house)) as shown:
        await choose(shown, "mother")
        await shown.press("f6")
        await told(shown, "不再展示 王桂兰")
        await shown.press("tab", "down", "f6")
        await told(shown, "不再展示 陈一诺")
        assert len(house.engine.family_of("mother").shows) == 2
        await shown.press("f6")
        await told(shown, "已解绑", "陈一诺")
    assert [binding.member for binding in house.engine.family_of("mother").shows] == ["grandma"]


async def test_another_till_was_first(show: Show, house: House) -> None:
    async with show(FamilyScreen(house)) as shown:
        await choose(shown, "mother")
        await shown.press("f8")
        house.engine.revoke(authoriser="mother", beneficiary="grandma")
        await shown.press("f8")
        await told(shown, "林若溪 没有给 王桂兰 有效的共济授权")
        assert rows(shown.screen.query_one(GrantTable)) == []


async def test_binding_and_its_limit_of_five(show: Show, house: House) -> None:
    async with show(FamilyScreen(house)) as shown:
        await choose(shown, "mother")
        for relative in ("father", "retired", "neighbour-poor"):
            await fill(shown, "f5", relative, Relation.SIBLING)
            await told(shown, "已绑定", shown.screen._family.name(relative))
            await choose(shown, "mother")
        await fill(shown, "f5", "neighbour-frozen", Relation.SIBLING)
        await told(shown, "林若溪 的亲情账户最多绑定 5 人")
    assert len(house.engine.family_of("mother").shows) == 5
    assert len(house.engine.family_of("mother").given) == 1, "money is another matter"


async def test_a_hostile_name_is_only_a_name(show: Show, house: House, hostile: str) -> None:
    house.engine.bind(owner=hostile, member="child", relation=Relation.CHILD)
    async with show(FamilyScreen(house)) as shown:
        await choose(shown, "child")
        await shown.tells("[/b]甲[red]")
        await shown.press("f7")
        await shown.until(lambda: isinstance(shown.app.screen, GrantForm))
        assert "\x1b" not in shown.text()
        assert "\u202e" not in shown.text()


async def test_the_language_changes_under_it(show: Show, house: House) -> None:
    async with show(FamilyScreen(house)) as shown:
        await choose(shown, "mother")
        shown.app.lang = "en"
        shown.screen.speak()
        await shown.tells("Family accounts", "Mutual aid", "beneficiary")
        await shown.press("escape")
        assert shown.gone
