"""Sales put aside and taken up again: at this till, at another, once."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput
from engine.model.codes import AccountUse, ItemClass
from engine.model.item import Item
from engine.money import Money
from pos.new_file import new_file
from pos.parked import ParkedSale, parked
from pos.parking import Parking
from pos.payer import Payer
from pos.sale import OutcomeOpenError, Sale
from pos.widgets.command_box import CommandBox
from tests.engine.till_processes import said_at_once
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, driving

if TYPE_CHECKING:
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from pos.wiring import House
    from pos.wording import Lang
    from tests.pos.conftest import Clock, Driver

AT = datetime(2025, 11, 21, 9, 0, 5, tzinfo=UTC)
AMOX = Item(code="amox", name="阿莫西林胶囊", item_class=ItemClass.A, price=Decimal("12.50"), traced=True)
IBU = Item(code="ibu", name="布洛芬", item_class=ItemClass.B, price=Decimal(18))
TRACES = ("83857930000000000001", "83857930000000000002")


@pytest.fixture
def sale() -> Sale:
    open_sale = Sale(key="k1", at="pharmacy", prescription=True, account=AccountUse.OFF).add(AMOX, Decimal(3)).add(IBU)
    return open_sale.attach(0, TRACES[0]).attach(0, TRACES[1])


@pytest.fixture
def parking(tmp_path: Path) -> Parking:
    return Parking(tmp_path / "parked", "pharmacy")


# what is kept


def test_what_was_scanned_and_chosen_comes_back_at_the_catalogues_prices(sale: Sale, parking: Parking) -> None:
    name = parking.put(parked(sale, AT))
    (waiting,) = parking.all()
    assert waiting.name == name
    assert isinstance(waiting.found, ParkedSale)
    dearer = Item(code="amox", name="阿莫西林胶囊", item_class=ItemClass.A, price=Decimal(13), traced=True)
    back = waiting.found.taken_up([dearer, IBU], Sale(key="k2", at="pharmacy"))
    assert [(line.item, line.quantity, line.trace) for line in back.lines] == [(dearer, Decimal(3), TRACES), (IBU, Decimal(1), ())]
    assert (back.key, back.prescription, back.account, back.payer) == ("k2", True, AccountUse.OFF, None)
    assert waiting.found.worth([dearer, IBU]) == back.gross == Money(3 * 13_00 + 18_00)
    assert waiting.found.gone([IBU]) == ("阿莫西林胶囊",)


def test_no_code_stands_in_the_file_and_the_wallet_stays_with_its_holder(
    sale: Sale, parking: Parking, house: House, tmp_path: Path
) -> None:
    def payer(person: str) -> Payer:
        return Payer(code=house.engine.issue(person).digits, person=house.engine.person(person))

    mine = payer("father")
    parking.put(parked(sale.identified(mine).paying_from_wallet(wallet=True), AT))
    (file,) = (tmp_path / "parked").iterdir()
    assert mine.code not in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0
    (waiting,) = parking.all()
    assert isinstance(waiting.found, ParkedSale)
    back = waiting.found.taken_up([AMOX, IBU], Sale(key="k2", at="pharmacy"))
    assert back.identified(payer("father")).wallet
    assert not back.identified(payer("mother")).wallet
    assert not back.identified(payer("mother")).identified(payer("father")).wallet


def test_a_sale_whose_outcome_is_unknown_is_not_parked(house: House) -> None:
    from engine.model.bill import Bill, Line

    code = house.engine.issue("father").digits
    open_sale = Sale(key="k", at="pharmacy").add(house.engine.items()[0])
    quote = house.engine.pre_settle(
        Bill(at="pharmacy", care=open_sale.care, lines=(Line(item=house.engine.items()[0], quantity=Decimal(1)),)), code
    )
    with pytest.raises(OutcomeOpenError):
        parked(open_sale.lost(quote), AT)


def test_goods_that_were_put_back_stay_put_back(sale: Sale, parking: Parking) -> None:
    for split in (True, False):
        name = parking.put(parked(sale.split_off(split=split), AT))
        back = parking.look(name).taken_up([AMOX, IBU], Sale(key="k2", at="pharmacy"))
        assert back.split is split


def test_a_file_of_before_takes_private_goods_off(parking: Parking, tmp_path: Path) -> None:
    (tmp_path / "parked").mkdir()
    (tmp_path / "parked" / "a.json").write_text(json.dumps(GOOD), encoding="utf-8")
    assert parking.look("a.json").taken_up([AMOX], Sale(key="k", at="pharmacy")).split


# the folder


def test_another_institutions_sales_are_neither_shown_nor_touched(sale: Sale, parking: Parking, tmp_path: Path) -> None:
    parking.put(parked(sale, AT))
    assert Parking(tmp_path / "parked", "clinic").all() == ()
    assert len(parking.all()) == 1


def test_taken_once(sale: Sale, parking: Parking) -> None:
    name = parking.put(parked(sale, AT))
    parking.take(name)
    for again in (parking.take, parking.look, parking.set_aside):
        with pytest.raises(BadInput) as refused:
            again(name)
        assert refused.value.code == "no-longer-parked"
    assert parking.all() == ()


GOOD: dict[str, object] = {
    "form": "gongji-parked-sale-1",
    "at": "pharmacy",
    "parked_at": "2025-11-21T09:00:05+08:00",
    "care": "pharmacy",
    "lines": [{"item": "amox", "name": "x", "quantity": "1", "trace": [TRACES[0]]}],
}
LINE: dict[str, object] = {"item": "amox", "name": "x", "quantity": "1"}

WRONG: tuple[dict[str, object], ...] = (
    {"form": "gongji-parked-sale-2"},
    {"code": "0" * 28},
    {"lines": []},
    {"lines": [LINE, LINE]},
    {"lines": [LINE | {"quantity": "NaN"}]},
    {"lines": [LINE | {"quantity": "0"}]},
    {"lines": [LINE | {"quantity": "1e9"}]},
    {"lines": [LINE | {"trace": list(TRACES)}]},
    {"lines": [LINE | {"trace": ["\x1b[31m"]}]},
    {"care": "premium"},
    {"parked_at": "2025-11-21T09:00:05"},
    {"account": "everything"},
)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 100_000,
        b" " * (4 * 1024 * 1024 + 1),
        *(json.dumps(GOOD | change).encode() for change in WRONG),
    ],
    ids=range(18),
)
def test_a_file_that_no_till_wrote_is_told_and_left_alone(parking: Parking, tmp_path: Path, sale: Sale, content: bytes) -> None:
    good = parking.put(parked(sale, AT))
    file = tmp_path / "parked" / "00000000T000000-bad.json"
    file.write_bytes(content)
    bad, fine = parking.all()
    assert isinstance(bad.found, BadInput)
    assert (bad.found.code, bad.found.facts["file"], fine.name) == ("bad-parked-sale", file.name, good)
    assert file.read_bytes() == content
    assert parking.set_aside(bad.name) == "00000000T000000-bad.damaged"
    assert [waiting.name for waiting in parking.all()] == [good]
    assert file.with_suffix(".damaged").read_bytes() == content


def test_the_shape_that_these_files_break_is_read(parking: Parking, tmp_path: Path) -> None:
    with new_file(tmp_path / "good.json") as fresh:
        fresh.write_text(json.dumps(GOOD), encoding="utf-8")
    assert Parking(tmp_path, "pharmacy").look("good.json").lines[0].trace == (TRACES[0],)
    assert parking.all() == ()


def test_what_is_no_plain_file_keeps_nobody_waiting(parking: Parking, sale: Sale, tmp_path: Path) -> None:
    import os

    parking.put(parked(sale, AT))
    folder = tmp_path / "parked"
    (folder / "1.json").mkdir()
    (folder / "2.json").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "3.json")
    assert sum(isinstance(waiting.found, BadInput) for waiting in parking.all()) == 3
    assert len(parking.all()) == 4


def test_where_nothing_can_be_written_it_is_said(sale: Sale, tmp_path: Path) -> None:
    (tmp_path / "parked").write_text("a file", encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        Parking(tmp_path / "parked", "pharmacy").put(parked(sale, AT))
    assert refused.value.code == "cannot-write"


TAKER = """
import sys
from pathlib import Path
from engine.errors import BadInput
from pos.parking import Parking
parking = Parking(Path(sys.argv[1]), "pharmacy")
print("ready", flush=True)
sys.stdin.readline()
for waiting in parking.all():
    try:
        parking.take(waiting.name)
    except BadInput as error:
        assert error.code == "no-longer-parked", error.code
    else:
        print(waiting.name)
"""


def test_two_tills_at_once_never_take_the_same_one(tmp_path: Path, parking: Parking, sale: Sale) -> None:
    names = {parking.put(parked(sale, AT)) for _ in range(60)}
    taker = [sys.executable, "-c", TAKER, str(tmp_path / "parked")]
    one, other = (said.split() for said in said_at_once([taker, taker]))
    assert sorted([*one, *other]) == sorted(names)
    assert parking.all() == ()


# the till


async def one_parked_one_open(till: Driver) -> None:
    await till.type("amox\n")
    await till.press("ctrl+k")
    await till.type("ibu\n")


async def open_list(till: Driver) -> None:
    """As the menu does."""
    await till.app.screen.run_action("parked")
    await till.settle()


async def test_one_key_parks_and_takes_up_and_the_code_is_scanned_anew(house: House) -> None:
    async with driving(house) as till:
        await till.press("ctrl+k")
        assert "没有挂单" in till.told
        await till.type(f"2*amox\nibu\n{house.engine.issue('father').digits}\n")
        await till.press("f5", "ctrl+k")
        assert (till.basket, till.app.sale.payer) == ([], None)
        assert "重新扫码" in till.told
        assert "已挂 1 单" in till.text()
        await till.press("ctrl+k")
        assert till.basket == [("amox", "2"), ("ibu", "1")]
        assert (till.app.sale.prescription, till.app.sale.payer, till.app.sale.key) == (True, None, "key-3")
        assert "已挂" not in till.text().splitlines()[0]
        assert not list((house.home / "parked").iterdir())


async def test_a_code_scanned_before_taking_up_is_kept(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        await till.press("ctrl+k")
        await till.type(f"{house.engine.issue('father').digits}\n")
        await till.press("ctrl+k")
        assert till.quote.holder == "father"


async def test_parked_sales_survive_the_till_and_another_till_takes_them_up(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        await till.press("ctrl+k")
    async with driving(house) as one, driving(house) as other:
        await one.press("f1")
        await other.press("ctrl+k")
        assert other.basket == [("amox", "1")]
        await one.press("escape", "ctrl+k")
        assert one.basket == []
        assert "没有挂单" in one.told


@pytest.mark.usefixtures("at_once")
@EACH_SIZE
@EACH_LANGUAGE
async def test_of_several_one_is_chosen(house: House, clock: Clock, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    async with driving(house, lang=lang, size=size) as till:
        await till.type(f"2*amox\nibu\n{house.engine.issue('grandma', 'mother').digits}\n")
        await till.press("ctrl+k")
        await till.type("nife\n")
        clock.wind(60)
        await till.press("ctrl+k")
        (house.home / "parked" / "29991231T000000-x.json").write_text("{", encoding="utf-8")
        assert till.text() == golden(name="1-parked")
        await till.press("ctrl+k")
        assert till.text() == golden(name="2-list")
        await till.press("down", "down", "enter")
        assert "bad-parked-sale" in till.told
        await till.press("delete")
        assert till.text() == golden(name="3-aside")
        await till.press("enter")
        await till.press("up", "up", "enter")
        assert till.basket == [("amox", "2"), ("ibu", "1")]
        await till.press("ctrl+q")
        assert till.text() == golden(name="4-leaving")


@pytest.mark.usefixtures("at_once")
async def test_the_menus_list_swaps_and_discards(house: House) -> None:
    async with driving(house) as till:
        await one_parked_one_open(till)
        await open_list(till)
        assert till.screen == "ParkedScreen"
        await till.press("escape")
        assert till.basket == [("ibu", "1")]
        await open_list(till)
        await till.press("enter")
        assert till.basket == [("amox", "1")]
        assert "原单已挂起" in till.told
        await open_list(till)
        await till.press("delete", "escape")
        assert till.screen == "ParkedScreen"
        await till.press("delete", "enter")
        assert not list((house.home / "parked").iterdir())
        await till.press("escape")
        assert till.basket == [("amox", "1")]


async def test_what_another_till_took_meanwhile_leaves_the_open_basket_alone(house: House) -> None:
    async with driving(house) as till:
        await one_parked_one_open(till)
        await open_list(till)
        for file in (house.home / "parked").iterdir():
            file.unlink()
        await till.press("enter")
        assert "no-longer-parked" in till.told
        assert till.basket == [("ibu", "1")]
        assert not list((house.home / "parked").iterdir())


async def test_an_item_that_is_gone_is_named(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\nibu\n")
        await till.press("ctrl+k")
        (file,) = (house.home / "parked").iterdir()
        file.write_text(file.read_text(encoding="utf-8").replace('"amox"', '"gone"'), encoding="utf-8")
        await till.press("ctrl+k")
        assert till.basket == [("ibu", "1")]
        assert "阿莫西林" in till.told
        await till.press("ctrl+k")
        (file,) = (house.home / "parked").iterdir()
        file.write_text(file.read_text(encoding="utf-8").replace('"ibu"', '"gone"'), encoding="utf-8")
        await till.press("ctrl+k")
        assert till.basket == []
        assert "nothing-left-parked" in till.told
        assert file.exists()


async def test_where_it_cannot_be_kept_the_basket_stays(house: House) -> None:
    (house.home / "parked").write_text("in the way", encoding="utf-8")
    async with driving(house) as till:
        await till.type("amox\nqq")
        await till.press("ctrl+k")
        assert "cannot-write" in till.told
        assert till.basket == [("amox", "1")]
        assert till.app.screen.query_one(CommandBox).value == "qq"


# leaving


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(("key", "kept", "left"), [("escape", 0, False), ("f7", 0, True), ("enter", 1, True)])
async def test_leaving_with_an_open_basket_offers_to_park_it(house: House, key: str, kept: int, *, left: bool) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        await till.press("ctrl+q")
        assert "篮中还有 1 行" in till.text()
        await till.press(key)
        assert till.app._exit == left
        assert till.basket == [] if kept else [("amox", "1")]
    assert len(Parking(house.home / "parked", "pharmacy").all()) == kept


async def test_a_signal_parks_the_open_basket(house: House) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        till.app._stopped(15)
    assert len(Parking(house.home / "parked", "pharmacy").all()) == 1
