"""The menu as a palette: every action by name, in Chinese, by pinyin, in English; and how names are spelt."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from textual.widgets import OptionList

from engine.model.codes import ItemClass
from engine.model.item import Item
from pos.catalogue import Catalogue
from pos.screens.menu import _ACTIONS
from pos.spelling import matches
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, driving

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang
    from tests.pos.conftest import Driver


AT_A_PHARMACY = [row for row in _ACTIONS if row[0] != "hospital"]


def offered(till: Driver) -> list[str | None]:
    return [option.id for option in till.app.screen.query_one(OptionList).options]


@EACH_SIZE
@EACH_LANGUAGE
async def test_what_is_typed_narrows_the_list_at_once(house: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    async with driving(house, lang=lang, size=size) as till:
        await till.press("f12")
        assert till.text() == golden(name="1-all")
        await till.slowly("gd")
        assert till.text() == golden(name="2-narrowed")
        await till.slowly("zzz")
        assert till.text() == golden(name="3-none")
        await till.press("enter")
        assert till.screen == "MenuScreen"
        await till.press("escape")
        assert len(offered(till)) == len(AT_A_PHARMACY)
        await till.press("escape")
        assert till.screen == "TillScreen"


@pytest.mark.parametrize(
    ("typed", "action"),
    [
        ("挂单", "park"),
        ("qd", "parked"),
        ("qudan", "parked"),
        ("parked", "parked"),
        ("take back", "undo"),
        ("chehui", "undo"),
        ("chexiao", ""),
        ("^k", "park"),
        ("F8", "journal"),
        ("liushui", "journal"),
        ("LANGUAGE", "app.language"),
    ],
)
async def test_words_pinyin_and_keys_find_an_action(house: House, typed: str, action: str) -> None:
    async with driving(house) as till:
        await till.press("f12")
        await till.slowly(typed)
        assert (action in offered(till)) if action else not offered(till)


async def test_every_row_is_reached_and_run_without_a_mouse(house: House) -> None:
    """By arrows alone, on the smallest screen; and each row is something that the till can do."""
    async with driving(house) as till:
        await till.press("f12")
        options = till.app.screen.query_one(OptionList)
        for place, (_, action, _) in enumerate(AT_A_PHARMACY):
            assert options.highlighted == place
            assert options.get_option_at_index(place).id == action
            top, rows = options.scroll_offset.y, options.scrollable_content_region.height
            assert top <= place < top + rows
            target = till.app if action.startswith("app.") else till.app.screen_stack[0]
            assert callable(getattr(target, f"action_{action.removeprefix('app.')}"))
            await till.press("down")
        await till.slowly("查价")
        await till.press("enter")
        assert till.screen == "PriceScreen"


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("重楼解毒酊", ["cl", "cljdd", "chonglou", "chongloujiedu", "chljd"]),
        ("重组人胰岛素", ["czr", "chongzuren"]),
        ("长春西汀片", ["ccxt", "changchun"]),
        ("血塞通片", ["xst", "xuesai", "xst p".replace(" ", "")]),
        ("乌鸡白凤丸", ["wjbf", "wuji"]),
        ("参苓白术散", ["slbzs", "shenling", "shenlbz"]),
        ("阿胶", ["ej", "ejiao"]),
        ("单硝酸异山梨酯", ["dxs", "danxiaosuan"]),
        ("炔诺酮片", ["qnt", "quenuotong"]),
        ("绿袍散", ["lps", "lvpao", "lupao"]),
        ("降压片", ["jyp", "jiangya"]),
        ("便秘通", ["bmt", "bianmi"]),
    ],
)
def test_a_sign_of_several_readings_is_found_by_each_that_a_cashier_types(name: str, typed: list[str]) -> None:
    items = [Item(code=f"x{place}", name=one, item_class=ItemClass.A, price=Decimal(1)) for place, one in enumerate(("布洛芬", name))]
    for spelt in typed:
        assert Catalogue(items).search(spelt)[:1] == (items[1],), spelt


def test_what_is_spelt_otherwise_is_not_meant() -> None:
    assert not matches("挂单 / 取单", "gg")
    assert not matches("挂单 / 取单", "删")
    assert matches("挂单 / 取单 Park the sale", "取 park")
    assert matches("挂单", "")
