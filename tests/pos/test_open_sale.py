"""The open sale outlives its till: another one parks it, or finds it booked; once, and never from a till that lives."""

from __future__ import annotations

import fcntl
import json
import os
import signal
import sys
import time
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput
from engine.model.codes import Fault
from engine.money import Money
from pos.open_sale import OpenSale, Rescued, rescue
from pos.parking import Parking
from pos.payer import Payer
from pos.sale import Sale
from pos.screens.till_below import till_below
from pos.wiring import open_house
from tests.engine.till_processes import said_at_once
from tests.pos.conftest import driving
from tests.pos.test_terminal import in_terminal
from tests.pos.test_trouble import faulty

if TYPE_CHECKING:
    import subprocess
    from pathlib import Path

    from engine.model.item import Item
    from pos.wiring import House


@pytest.fixture
def sale(items: dict[str, Item], house: House) -> Sale:
    """Two boxes for her father, whose code was scanned."""
    open_sale = Sale(key="k1", at="pharmacy").add(items["amox"]).add(items["amox"])
    return open_sale.identified(Payer(code=house.engine.issue("father").digits, person=house.engine.person("father")))


def left_behind(house: House, sale: Sale) -> None:
    """By a till that has ended."""
    till = OpenSale(house)
    till.keep(sale)
    till.close()


def files(house: House) -> list[Path]:
    folder = house.home / "open"
    return sorted(folder.iterdir()) if folder.exists() else []


def parked_in(house: House) -> list[list[tuple[str, str]]]:
    found = [waiting.found for waiting in Parking(house.home / "parked", house.institution.id).all()]
    return [[(line.item, str(line.quantity)) for line in sale.lines] for sale in found if not isinstance(sale, BadInput)]


# what is kept


def test_what_was_left_is_parked_once_and_no_code_stands_in_the_file(house: House, sale: Sale) -> None:
    left_behind(house, sale)
    (file,) = files(house)
    assert sale.payer is not None
    assert sale.payer.code not in file.read_text(encoding="utf-8")
    assert file.stat().st_mode & 0o077 == 0
    assert rescue(house) == [Rescued()]
    assert (parked_in(house), files(house)) == ([[("amox", "2")]], [])
    assert rescue(house) == []


def test_it_follows_the_basket_and_is_gone_with_it(house: House, sale: Sale, items: dict[str, Item]) -> None:
    till = OpenSale(house)
    till.keep(sale)
    till.keep(sale.add(items["ibu"]).using(sale.account))
    till.keep(sale.add(items["ibu"]).void(0))  # shorter than what stood there
    (file,) = files(house)
    (line, *_) = file.read_text(encoding="utf-8").splitlines()
    assert [kept["item"] for kept in json.loads(line)["sale"]["lines"]] == ["ibu"]
    till.keep(sale.next("k2"))
    assert not file.read_bytes().strip()
    till.let_go()
    assert files(house) == []


def test_of_a_longer_line_that_was_not_cut_off_the_rest_does_no_harm(house: House, sale: Sale) -> None:
    left_behind(house, sale)
    (file,) = files(house)
    file.write_bytes(file.read_bytes() + b'"}]}}\n')
    assert rescue(house) == [Rescued()]
    assert parked_in(house) == [[("amox", "2")]]


def test_what_was_booked_before_the_end_is_noted_and_not_parked(house: House, sale: Sale) -> None:
    left_behind(house, sale)
    assert sale.payer is not None
    booked = house.engine.settle(sale.bill, sale.payer.code, key=sale.key)
    assert not house.engine.day.reconcile("pharmacy").balanced
    assert rescue(house) == [Rescued(booked=booked.id)]
    assert house.engine.day.reconcile("pharmacy").balanced
    assert (parked_in(house), files(house)) == ([], [])


def test_a_till_that_lives_keeps_its_sale(house: House, sale: Sale) -> None:
    till = OpenSale(house)
    till.keep(sale)
    assert rescue(house) == []
    assert parked_in(house) == []
    till.close()
    assert rescue(house) == [Rescued()]


def test_another_institutions_and_other_books_are_left_alone(house: House, sale: Sale) -> None:
    left_behind(house, sale)
    (file,) = files(house)
    here = file.read_bytes()
    for change in ({"books": "sqlite:///elsewhere"}, {"sale": json.loads(here)["sale"] | {"at": "clinic"}}):
        there = json.dumps(json.loads(here) | change).encode()
        file.write_bytes(there)
        assert rescue(house) == []
        assert file.read_bytes() == there


@pytest.mark.parametrize(
    "content", [b"{", b"[]", b"\xff\xfe", b"[" * 100_000, b"x" * (5 * 1024 * 1024), b'{"books": "\x1b[31m"}', b'{"key": "k"}'], ids=range(7)
)
def test_what_no_till_wrote_is_set_aside_and_told(house: House, sale: Sale, content: bytes) -> None:
    left_behind(house, sale)
    bad = house.home / "open" / "0.json"
    bad.write_bytes(content)
    error, became = rescue(house)
    assert isinstance(error, BadInput)
    assert (error.code, error.facts["file"], became) == ("bad-parked-sale", "0.json", Rescued())
    assert bad.with_suffix(".damaged").read_bytes() == content
    assert rescue(house) == []


def test_what_is_no_plain_file_keeps_nobody_waiting(house: House, sale: Sale) -> None:
    left_behind(house, sale)
    folder = house.home / "open"
    (folder / "1.json").mkdir()
    (folder / "2.json").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "3.json")
    assert rescue(house) == [Rescued()]


def test_where_it_cannot_be_parked_it_stays(house: House, sale: Sale) -> None:
    left_behind(house, sale)
    (house.home / "parked").write_text("in the way", encoding="utf-8")
    with pytest.raises(BadInput, match="cannot-write"):
        rescue(house)
    assert len(files(house)) == 1
    (house.home / "parked").unlink()
    assert rescue(house) == [Rescued()]


RESCUER = """
import sys
from pathlib import Path
from pos.open_sale import rescue
from pos.wiring import open_house
house = open_house(home=Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
print(len(rescue(house)))
"""


def test_two_tills_at_once_park_each_sale_once(tmp_path: Path, sale: Sale) -> None:
    home = tmp_path / "shared"
    house = open_house(home=home)
    for number in range(40):
        left_behind(house, replace(sale, key=f"k{number}"))
    one, other = said_at_once([[sys.executable, "-c", RESCUER, str(home)]] * 2)
    assert int(one) + int(other) == len(parked_in(house)) == 40
    assert files(house) == []


def test_where_files_cannot_be_locked_none_is_left_lying_about(house: House, sale: Sale, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OSError

    till = OpenSale(house)
    with monkeypatch.context() as no_locks:
        no_locks.setattr(fcntl, "flock", refuse)
        till.keep(sale)
    assert files(house) == []
    till.keep(sale)
    assert len(files(house)) == 1, "what could not be kept is kept with the next change"
    till.let_go()


# the till

TILL = """
import sys
from pathlib import Path
from pos.app import TillApp
from pos.wiring import open_house
home = Path(sys.argv[1])
TillApp(lambda: open_house(home=home), lang="en", home=home).run()
"""


async def test_a_killed_tills_basket_waits_for_the_next_till(tmp_path: Path) -> None:
    home = tmp_path / "home"

    def watch(process: subprocess.Popen[bytes]) -> None:
        while process.poll() is None and not any(b'"amox"' in file.read_bytes() for file in home.glob("open/*.json")):
            time.sleep(0.02)
        process.kill()

    def sell_and_die(process: subprocess.Popen[bytes], terminal: int) -> None:
        os.write(terminal, b"amox\r")
        Thread(target=watch, args=(process,), daemon=True).start()

    code, _ = in_terminal(TILL, str(home), until=b"F12", then=sell_and_die)
    assert code == -signal.SIGKILL
    async with driving(open_house(home=home), lang="en") as till:
        await till.until(lambda: "parked" in till.told)
        assert "A till did not end in order" in till.told
        assert "1 parked" in till.text()
        await till.press("ctrl+k")
        assert till.basket == [("amox", "1")]


@pytest.mark.usefixtures("at_once")
async def test_a_till_that_ends_while_the_outcome_is_unknown_leaves_it_to_the_next(house: House) -> None:
    broken, _ = faulty(house, Fault.REPLY_LOST)
    async with driving(broken) as till:
        await till.type(f"amox\n{house.engine.issue('father').digits}\n")
        await till.press("f9", "f9")
        await till.until(lambda: till.app.sale.open_outcome)
        till.app._stopped(15)
    (record,) = house.engine.journal(1)
    assert record.figures.total == Money.yuan("12.50")
    async with driving(house) as till:
        await till.until(lambda: "已入账" in till.told)
        assert record.id in till.told
    assert (parked_in(house), files(house)) == ([], [])


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("keys", [("f7",), ("enter",)])
async def test_a_till_that_is_left_leaves_nothing_behind(house: House, keys: tuple[str, ...]) -> None:
    async with driving(house) as till:
        await till.type("amox\n")
        assert len(files(house)) == 1
        await till.press("ctrl+q", *keys)
        assert till.app._exit
    assert files(house) == []


async def test_where_it_cannot_be_parked_the_till_goes_on_and_looks_again(house: House, sale: Sale) -> None:
    left_behind(house, sale)
    (house.home / "parked").write_text("in the way", encoding="utf-8")
    async with driving(house) as till:
        assert (till.told, till.app.return_code) == ("", None)
        (house.home / "parked").unlink()
        below = till_below(till.app)
        assert below is not None
        below.house_opened()
        await till.until(lambda: "已挂单" in till.told)
    assert parked_in(house) == [[("amox", "2")]]


async def test_an_open_basket_is_nobody_elses_and_a_till_that_cannot_keep_it_goes_on(house: House) -> None:
    async with driving(house) as one, driving(house) as other:
        await one.type("amox\n")
        below = till_below(other.app)
        assert below is not None
        below.house_opened()
        await other.settle()
        assert (parked_in(house), one.basket) == ([], [("amox", "1")])
    rescue(house)
    (house.home / "open").rmdir()
    (house.home / "open").write_text("in the way", encoding="utf-8")
    async with driving(house) as till:
        await till.type("ibu\n")
        assert till.basket == [("ibu", "1")]
