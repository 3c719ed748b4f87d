"""Training mode: books of its own, a mark on every screen and paper, and the real till as it was afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.model.codes import Fault
from engine.model.till import Plant
from pos.cli import main
from pos.counter import slip_of
from pos.drawn import drawn
from pos.receipt import NARROW, WIDE, receipt
from pos.screens.menu import _ACTIONS
from pos.training import is_training, training_url, training_world
from pos.training_mark import MARK, NO_RECEIPT
from pos.wiring import House, demo_world, empty_training, open_house, open_training
from tests.pos.conftest import EACH_LANGUAGE, EACH_SIZE, SMALL, Driver, driving
from tests.pos.school import school_house

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion

    from pos.wording import Lang
    from tests.pos.conftest import Clock


@pytest.fixture
def school(tmp_path: Path, clock: Clock) -> Iterator[House]:
    yield from school_house(tmp_path / "home", clock)


async def choose(till: Driver, wanted: str) -> None:
    """From the sheet of training."""
    from textual.widgets import OptionList

    await till.press("ctrl+n")
    await till.until(lambda: till.screen == "TrainingScreen")
    options = till.app.screen.query_one(OptionList)
    options.highlighted = options.get_option_index(wanted)
    await till.press("enter")


def mark(till: Driver) -> bool:
    return f"/// {MARK} ///" in till.text().splitlines()[0]


# --- there and back ---------------------------------------------------------------------------------------------------------


async def test_there_and_back_the_real_till_is_as_it_was(house: House) -> None:
    async with driving(house, lang="en") as till:
        real, sale = till.app.house, till.app.sale
        assert not mark(till)
        await choose(till, "begin")
        await till.until(lambda: till.app.training)
        assert mark(till)
        assert till.app.sale.key != sale.key
        await till.type("amox\n@father\n")
        assert till.app.sale.payer is not None
        assert till.app.house is not None
        assert till.app.house.engine is not house.engine
        await choose(till, "end")
        assert till.app.training
        assert "A sale is open" in till.told
        await till.press("f7")
        await till.app.screen.run_action("forget")
        await choose(till, "end")
        await till.until(lambda: not till.app.training)
        assert not mark(till)
        assert till.app.house is real
        assert till.app.sale is sale
        assert till.app.sale.key == sale.key
        await till.type("amox\n")
        assert till.basket == [("amox", "1")]
    assert house.engine.record_count() == 0


async def test_an_open_sale_keeps_the_real_till(house: House) -> None:
    async with driving(house, lang="en") as till:
        await till.type("amox\n")
        await choose(till, "begin")
        assert "park" in till.told
        assert not till.app.training


@pytest.mark.usefixtures("at_once")
async def test_what_is_sold_in_training_is_in_its_books_alone(house: House) -> None:
    async with driving(house, lang="en") as till:
        await choose(till, "begin")
        await till.until(lambda: till.app.training)
        await till.type("amox\n@father\n")
        await till.press("f9", "f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
        assert mark(till)
        await till.until(lambda: "/" in till.told)
        assert till.app.house is not None
        number = till.app.house.engine.journal(1)[0].id
        paper = (house.home / "training" / "receipts" / f"{number}.txt").read_text(encoding="utf-8")
        assert paper.splitlines()[0].strip() == NO_RECEIPT[0]
        await till.press("enter")
        await choose(till, "end")
        await till.until(lambda: not till.app.training)
    assert house.engine.record_count() == 0
    again = open_training(house.home)
    assert again.engine.record_count() == 1
    again.engine.books.close()


async def test_afresh_the_books_are_empty(house: House) -> None:
    async with driving(house, lang="en") as till:
        await choose(till, "begin")
        await till.until(lambda: till.app.training)
        training = till.app.house
        assert training is not None
        training.engine.set_insured("father", insured=False)
        await choose(till, "afresh")
        assert till.screen == "ConfirmScreen"
        await till.press("escape")
        assert till.app.house is training
        await choose(till, "afresh")
        await till.until(lambda: till.screen == "ConfirmScreen")
        till.app.screen.dismiss(True)  # noqa: FBT003 - the answer itself
        await till.until(lambda: till.app.house is not training)
        assert till.app.house is not None
        assert till.app.house.engine.person("father").insured
        assert mark(till)


async def test_books_that_cannot_be_emptied_lead_back_to_the_real_till(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.errors import BadInput

    def stuck(training: House) -> House:
        training.engine.books.close()
        raise BadInput("cannot-write", file="training.sqlite", detail="Permission denied")

    async with driving(house, lang="en") as till:
        await choose(till, "begin")
        await till.until(lambda: till.app.training)
        monkeypatch.setattr("pos.wiring.empty_training", stuck)
        await choose(till, "afresh")
        till.app.screen.dismiss(True)  # noqa: FBT003 - the answer itself
        await till.until(lambda: not till.app.training)
        assert "cannot-write" in till.told
        assert till.app.house is house


async def test_a_real_till_that_cannot_open_leaves_training_as_it_is(house: House) -> None:
    from engine.errors import BooksError
    from pos.app import TillApp

    def broken() -> House:
        raise BooksError("busy-books", url="x", detail="")

    app = TillApp(broken, lang="en", home=house.home, open_first=lambda: open_training(house.home))
    async with app.run_test(size=SMALL) as pilot:
        till = Driver(app, pilot)
        await till.until(lambda: app.catalogue is not None)
        await choose(till, "end")
        await till.until(lambda: "busy-books" in till.told)
        await till.type("amox\n@father\n")
        assert app.sale.payer is not None
        assert mark(till)


async def test_it_may_begin_with_training(house: House) -> None:
    opened = []

    def real() -> House:
        opened.append(1)
        return house

    from pos.app import TillApp

    app = TillApp(real, lang="en", home=house.home, open_first=lambda: open_training(house.home))
    async with app.run_test(size=SMALL) as pilot:
        till = Driver(app, pilot)
        await till.until(lambda: app.catalogue is not None)
        assert mark(till)
        assert opened == []
        await choose(till, "end")
        await till.until(lambda: not app.training)
        assert app.house is house
        assert opened == [1]


async def test_what_goes_wrong_on_the_way_is_told(house: House) -> None:
    (house.home / "training.sqlite").write_text("not a database at all, but a text that is long enough", encoding="utf-8")
    async with driving(house, lang="en") as till:
        await choose(till, "begin")
        await till.until(lambda: "[" in till.told)
        assert not till.app.training
        assert till.app.house is house


async def test_the_menu_leads_there(house: House) -> None:
    async with driving(house) as till:
        await till.press("f12", *["down"] * [name for name, *_ in _ACTIONS if name != "hospital"].index("training"), "enter")
        await till.until(lambda: till.screen == "TrainingScreen")
        await till.press("escape")
        assert till.screen == "TillScreen"


# --- what a trainer may do --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(("fault", "booked", "noted"), [(Fault.BEFORE_COMMIT, 0, 0), (Fault.REPLY_LOST, 1, 0), (Fault.AFTER_REPLY, 1, 0)])
async def test_the_next_reply_breaks_once(school: House, fault: Fault, booked: int, noted: int) -> None:
    async with driving(school, lang="en") as till:
        await choose(till, f"fault:{fault}")
        await till.type("amox\n@father\n")
        await till.press("f9", "f9")
        await till.until(lambda: till.app.sale.open_outcome)
        assert school.engine.record_count() == booked
        assert len(school.engine.day.show("pharmacy").notes) == noted
        await till.press("f9")  # again, and this reply arrives
        await till.until(lambda: till.screen == "ReceiptScreen")
        assert school.engine.record_count() == 1
    assert school.engine.check() == []


async def test_a_fault_may_be_taken_back(school: House) -> None:
    async with driving(school, lang="en") as till:
        await choose(till, "fault:reply-lost")
        assert till.app.fault is Fault.REPLY_LOST
        await choose(till, "fault:none")
        assert till.app.take_fault() is Fault.NONE


async def test_the_clock_is_put_on(school: House) -> None:
    before = school.engine.clock.now()
    async with driving(school, lang="en") as till:
        await till.type("@father\n")
        await choose(till, "clock:1d")
        await till.until(lambda: "2025-11-22" in till.told)
        assert "11-22" in till.text().splitlines()[0]
    assert (school.engine.clock.now() - before).days == 1


@pytest.mark.usefixtures("at_once")
async def test_differences_are_planted_and_taken_back(school: House) -> None:
    async with driving(school, lang="en") as till:
        await choose(till, "plant:fen")
        assert "nothing-to-plant" in till.told
        await till.type("amox\n@father\n")
        await till.press("f9", "f9")
        await till.until(lambda: till.screen == "ReceiptScreen")
        await till.press("enter")
        await choose(till, "plant:fen")
        await till.until(lambda: "planted" in till.told)
        assert not school.engine.day.reconcile("pharmacy").balanced
        await choose(till, "mend")
        await till.until(lambda: "Taken back: 1" in till.told)
        assert school.engine.day.reconcile("pharmacy").balanced


async def test_codes_are_shown_by_typing(school: House) -> None:
    async with driving(school, lang="en") as till:
        await till.type("@grandma/mother\n")
        payer = till.app.sale.payer
        assert payer is not None
        assert (payer.person.id, payer.presenter and payer.presenter.id) == ("grandma", "mother")
        await till.type("@nobody\n")
        assert "unknown-person" in till.told
        await till.type("@grandma/father\n")
        assert "not-bound" in till.told


async def test_not_at_the_real_till(house: House) -> None:
    async with driving(house, lang="en") as till:
        await till.type("@grandma\n")
        assert till.app.sale.payer is None
        assert "training mode only" in till.told


# --- the mark ---------------------------------------------------------------------------------------------------------------


@EACH_SIZE
@EACH_LANGUAGE
@pytest.mark.usefixtures("never_armed")
async def test_its_screens(school: House, golden: SnapshotAssertion, lang: Lang, size: tuple[int, int]) -> None:
    async with driving(school, lang=lang, size=size) as till:
        await till.type("amox\n@grandma/mother\n")
        assert till.text() == golden(name="1-till")
        await till.press("ctrl+n")
        assert till.text() == golden(name="2-sheet")
        await till.press("escape", "f9")
        await till.until(lambda: till.screen == "SettleScreen" and till.app.sale.quote is not None)
        assert till.text() == golden(name="3-settle")


@EACH_LANGUAGE
async def test_the_way_in(house: House, golden: SnapshotAssertion, lang: Lang) -> None:
    async with driving(house, lang=lang) as till:
        await till.press("ctrl+n")
        assert till.text() == golden


LEAVES_BY_ESC = ("credential", "family", "phone", "journal", "day", "lessons", "catalogue", "help")


@pytest.mark.no_cover  # screens that have tests of their own
@pytest.mark.parametrize("ascii_skin", [False, True], ids=["usual", "ascii"])
async def test_every_screen_carries_it(school: House, monkeypatch: pytest.MonkeyPatch, ascii_skin: bool) -> None:  # noqa: FBT001 - a parameter
    monkeypatch.setenv("NO_COLOR", "1")
    async with driving(school, ascii=ascii_skin) as till:
        for action in LEAVES_BY_ESC:
            await till.app.screen.run_action(action)
            await till.until(lambda: till.screen != "TillScreen")
            assert mark(till), action
            await till.press("escape")
            await till.until(lambda: till.screen == "TillScreen")
        for action in ("menu", "training", "read_code"):  # a sheet leaves the first line in sight
            await till.app.screen.run_action(action)
            await till.until(lambda: till.screen != "TillScreen")
            assert mark(till), action
            await till.press("escape")
            await till.until(lambda: till.screen == "TillScreen")


async def test_its_colours_are_its_own(house: House, school: House) -> None:
    from pos.widgets.top_bar import TopBar

    async with driving(house) as real, driving(school) as training:
        assert real.app.screen.query_one(TopBar).styles.background != training.app.screen.query_one(TopBar).styles.background


@pytest.mark.parametrize("width", [WIDE, NARROW])
@EACH_LANGUAGE
def test_papers_carry_it_first_and_last(school: House, lang: Lang, width: int) -> None:
    from decimal import Decimal

    from rich.cells import cell_len

    from engine.model.bill import Bill, Line
    from engine.model.codes import Care

    item = next(item for item in school.engine.items() if item.code == "amox")
    bill = Bill(at="pharmacy", care=Care.PHARMACY, lines=(Line(item=item, quantity=Decimal(1)),))
    sold = school.engine.settle(bill, school.engine.issue("father").digits)
    written = receipt(slip_of(school.engine, sold, school.institution, lang), lang, width)
    lines = [line.strip() for line in written.splitlines()]
    assert tuple(lines[:2]) == tuple(lines[-2:]) == NO_RECEIPT
    assert max(cell_len(line) for line in written.splitlines()) <= width
    printed = drawn(written, ".bin", settlement=sold.id, paper=80 if width == WIDE else 58, cells=width)
    assert NO_RECEIPT[0].encode() in printed
    assert "训练 非收据".encode("gb18030") in printed
    assert drawn(written, ".pdf", settlement=sold.id, paper=80 if width == WIDE else 58, cells=width).startswith(b"%PDF")


def test_a_copy_by_command_carries_it_too(
    school: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GONGJI_HOME", str(tmp_path / "other"))
    books = f"sqlite:///{tmp_path / 'training.sqlite'}"
    digits = open_house(home=tmp_path / "other", url=books).engine.issue("father").digits
    assert main(["sell", "--code", digits, "--item", "amox", "--json", "--books", books]) == 0
    number = open_house(home=tmp_path / "other", url=books).engine.journal(1)[0].id
    capsys.readouterr()
    assert main(["receipt", number, "--books", books]) == 0
    assert NO_RECEIPT[0] in capsys.readouterr().out
    assert not school.home.exists()


async def test_the_tape_fills_the_line_and_no_more(school: House) -> None:
    from pos.widgets.top_bar import taped

    async with driving(school) as till:
        for title in ("", "Settle", "a very long title " * 9, "很长的标题" * 20):
            for right in ("", "370100/2025-01-01"):
                told = taped(till.app, title, 78, right)
                assert told.cell_length == 78
                assert told.plain.endswith("///")


def test_the_classroom_may_train(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[str] = []

    async def served(*_made: object, **_told: object) -> None:
        return None

    monkeypatch.setenv("GONGJI_HOME", str(tmp_path))
    monkeypatch.setattr("pos.web.listening.serve", served)
    monkeypatch.setattr("pos.classroom.classroom", lambda options, _lang: given.extend(options))
    assert main(["web", "--training", "--at", "clinic", "--lang", "en"]) == 0
    assert "--training" in given
    assert (tmp_path / "training.sqlite").exists()
    assert not (tmp_path / "books.sqlite").exists()


# --- its books --------------------------------------------------------------------------------------------------------------


def test_its_books_stand_apart(tmp_path: Path) -> None:
    real, training = open_house(home=tmp_path), open_training(tmp_path)
    assert real.engine.books.url != training.engine.books.url
    assert (real.training, training.training) == (False, True)
    assert training.home == tmp_path / "training"
    assert {person.id for person in real.engine.people()} < {person.id for person in training.engine.people()}
    assert training.engine.check() == []
    real.engine.books.close()
    training.engine.books.close()


def test_it_stands_where_the_real_till_stands_if_it_can(tmp_path: Path) -> None:
    real = open_house(home=tmp_path, institution="clinic")
    assert open_training(tmp_path, like=real).institution.id == "clinic"
    assert open_training(tmp_path, at="hospital", like=real).institution.id == "hospital"
    (tmp_path / "config.toml").write_text('institution = "elsewhere"', encoding="utf-8")
    assert open_training(tmp_path).institution.id == "pharmacy"


def test_emptied_they_are_founded_anew(tmp_path: Path) -> None:
    training = open_training(tmp_path, at="clinic")
    training.engine.issue("father")
    training.engine.day.sign_in("clinic", "x")
    again = empty_training(training)
    assert again.engine.day.session("clinic") is None
    assert again.institution.id == "clinic"


def test_which_books_are_trainings(tmp_path: Path) -> None:
    assert is_training(training_url(tmp_path))
    assert not is_training("memory:")
    assert not is_training(f"sqlite:///{tmp_path / 'books.sqlite'}")


def test_its_world_holds_the_demo_world() -> None:
    training, demo = training_world(), demo_world()
    assert {entry.person.id for entry in training.people} > {entry.person.id for entry in demo.people}
    assert {item.code for item in training.items} > {item.code for item in demo.items}
    assert {plant.value for plant in Plant} == {"missing", "extra", "doubled", "fen", "half-refund"}
