"""The file of refusals beside the books: bounded, robust against torn lines and several tills, silent about everybody's identity."""

from __future__ import annotations

import fcntl
import json
from concurrent.futures import ProcessPoolExecutor
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput, BooksError, Refusal, RefusalCode
from engine.service.context import CHINA
from pos.phone.host import phone
from pos.refusals_met import Met, append, file_beside, meet, read
from pos.web.listening import served
from tests.pos.conftest import driving
from tests.pos.phone.conftest import browsing
from tests.pos.report.conftest import kept  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from pos.wiring import House

AT = datetime(2025, 11, 21, 9, 0, tzinfo=CHINA)
MET = Met(code=RefusalCode.NO_GRANT, at=AT, institution="pharmacy", operator="郑小梅")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "books.sqlite.refusals.jsonl"


def test_what_is_written_is_read(file: Path) -> None:
    append(file, MET)
    append(file, MET)
    assert read(file) == [MET, MET]
    assert file.stat().st_mode & 0o077 == 0, "for the user alone"


def test_a_torn_last_line_costs_itself_alone(file: Path) -> None:
    append(file, MET)
    whole = file.read_bytes()
    file.write_bytes(whole + whole[: len(whole) // 2])
    append(file, MET)
    assert read(file) == [MET, MET]


@pytest.mark.parametrize(
    "line",
    [
        b"", b"{}", b"[]", b"null", b"7", b"\xff\xfe", b"[" * 100_000, b'{"at": 1, "code": "no-grant", "institution": "", "operator": ""}',
        b'{"at": "2025-11-21T09:00:00", "code": "no-grant", "institution": "", "operator": ""}',
        b'{"at": "2025-11-21T09:00:00+08:00", "code": "made-up", "institution": "", "operator": ""}',
    ],
)  # fmt: skip
def test_a_line_that_is_none_is_left_out(file: Path, line: bytes) -> None:
    append(file, MET)
    with file.open("ab") as out:
        out.write(line + b"\n")
    append(file, MET)
    assert read(file) == [MET, MET]


def test_the_file_is_bounded_and_the_newest_are_kept(file: Path) -> None:
    for number in range(100):
        append(file, Met(code=MET.code, at=AT.replace(minute=number % 60), institution="p", operator=str(number)), most=1_000)
    kept_of = read(file)
    assert 5 < len(kept_of) < 30
    assert kept_of[-1].operator == "99"
    assert [met.operator for met in kept_of] == sorted((met.operator for met in kept_of), key=int)
    assert sum(path.stat().st_size for path in file.parent.iterdir()) < 2_400


def test_no_file_and_none_that_can_be_read_are_empty(file: Path, tmp_path: Path) -> None:
    assert read(None) == read(file) == read(tmp_path) == []


def tell(job: tuple[str, int]) -> None:
    name, till = job
    for number in range(50):
        append(Path(name), Met(code=MET.code, at=AT, institution=f"till {till}", operator=str(number)), most=4_000)


def test_several_tills_append_at_once_and_no_line_is_torn(file: Path) -> None:
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        list(pool.map(tell, [(str(file), till) for till in range(4)]))
    lines = b"".join(path.read_bytes() for path in sorted(file.parent.iterdir())).splitlines()
    assert len(lines) > 20
    for line in lines:
        assert set(json.loads(line)) == {"at", "code", "institution", "operator"}


def test_a_till_does_not_wait_for_a_process_that_stopped(file: Path) -> None:
    append(file, MET)
    with file.open("rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(BlockingIOError):
            append(file, MET)
    assert read(file) == [MET]


def test_only_refusals_are_noted_and_nothing_of_their_facts(kept: House) -> None:  # noqa: F811 - the fixture
    beside = file_beside(kept.engine.books.url)
    assert beside is not None
    meet(kept.engine, BadInput("unknown-person", person="x"))
    meet(kept.engine, BooksError("busy-books"))
    assert not beside.exists()
    meet(
        kept.engine,
        Refusal(RefusalCode.WRONG_PIN, person="father", name="陈明远", digits="1234567890"),
        institution="pharmacy",
        operator="a",
    )
    assert json.loads(beside.read_text()) == {
        "at": "2025-11-21T09:00:05+08:00", "code": "wrong-pin", "institution": "pharmacy", "operator": "a",
    }  # fmt: skip


def test_books_in_memory_have_no_file(house: House) -> None:
    assert file_beside(house.engine.books.url) is None
    meet(house.engine, Refusal(RefusalCode.NO_GRANT))


def test_a_file_that_cannot_be_written_stops_nobody(kept: House) -> None:  # noqa: F811 - the fixture
    beside = file_beside(kept.engine.books.url)
    assert beside is not None
    beside.mkdir()
    meet(kept.engine, Refusal(RefusalCode.NO_GRANT))


# who meets them


async def test_the_till_notes_what_it_tells_once(kept: House) -> None:  # noqa: F811
    kept.engine.day.sign_in("pharmacy", "郑小梅")
    async with driving(kept) as till:
        await till.until(lambda: "郑小梅" in till.text().splitlines()[0])
        await till.type("amox\n")
        await till.type("0000000000000000000001370100\n")
        await till.until(lambda: till.told)
    assert [(met.code, met.institution, met.operator) for met in read(file_beside(kept.engine.books.url))] == [
        (RefusalCode.CREDENTIAL_UNKNOWN, "pharmacy", "郑小梅")
    ]


@pytest.mark.usefixtures("at_once")
async def test_figures_that_changed_are_noted_though_the_new_ones_are_told(kept: House) -> None:  # noqa: F811
    async with driving(kept, lang="en") as till:
        await till.type(f"amox\n{kept.engine.issue('grandma').digits}\n")
        await till.until(lambda: till.app.sale.quote is not None)
        await till.press("f9")
        await till.until(lambda: till.screen == "SettleScreen" and till.app.sale.quote is not None)
        kept.engine.revoke(authoriser="mother", beneficiary="grandma")
        await till.press("f9")
        await till.until(lambda: bool(read(file_beside(kept.engine.books.url))))
        assert till.screen == "SettleScreen"
    assert [met.code for met in read(file_beside(kept.engine.books.url))] == [RefusalCode.FIGURES_CHANGED]


async def test_the_phone_notes_it_at_no_institution(kept: House) -> None:  # noqa: F811 - the fixture
    async with served(phone(kept, "en"), on_network=False) as address, browsing(address) as browser:
        await browser.play("mother")
        await browser.see("/family")
        assert (await browser.send("/family", do="revoke", relative="uncle"))[0] == 409
    assert [(met.code, met.institution) for met in read(file_beside(kept.engine.books.url))] == [(RefusalCode.NO_GRANT, "")]
