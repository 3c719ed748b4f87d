"""What the phone shows and changes, on the demo world."""

from __future__ import annotations

import json
import re
from base64 import b64decode
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.errors import BooksError
from engine.model.bill import Bill, Line
from engine.model.codes import Care, Relation
from engine.money import Money
from scanner.read import scan_picture
from tests.pos.phone.conftest import browsing

if TYPE_CHECKING:
    from pathlib import Path

    from pos.wiring import House
    from tests.pos.conftest import Clock
    from tests.pos.phone.conftest import Browser


def read(picture: str, folder: Path) -> str:
    """The code in a data URL, by the scanner."""
    file = folder / "shown.png"
    file.write_bytes(b64decode(picture.removeprefix("data:image/png;base64,")))
    (code,) = scan_picture(file)
    return code.text


def picture_of(page: str) -> str:
    found = re.search(r'src="(data:image/png[^"]+)"', page)
    assert found
    return found[1]


def a_bill(house: House) -> Bill:
    item = next(item for item in house.engine.items() if item.medical)
    return Bill(at="pharmacy", care=Care.PHARMACY, lines=(Line(item=item, quantity=Decimal(1)),))


async def test_the_shown_code_settles_for_its_holder(mother: Browser, house: House, tmp_path: Path) -> None:
    _status, page = await mother.see("/")
    settlement = house.engine.settle(a_bill(house), read(picture_of(page), tmp_path))
    assert (settlement.holder, settlement.shown_by) == ("mother", None)


async def test_a_members_code_names_the_member_and_who_shows_it(mother: Browser, house: House, tmp_path: Path) -> None:
    _status, page = await mother.see("/?of=grandma")
    assert "Family account: shown on 林若溪&#39;s phone; moves no money" in page
    settlement = house.engine.settle(a_bill(house), read(picture_of(page), tmp_path))
    assert (settlement.holder, settlement.shown_by) == ("grandma", "mother")


async def test_the_next_code_is_another_and_says_how_long_it_holds(mother: Browser, house: House, clock: Clock, tmp_path: Path) -> None:
    first = json.loads((await mother.see("/code.json"))[1])
    clock.wind(60)
    second = json.loads((await mother.see("/code.json"))[1])
    assert first["picture"] != second["picture"]
    assert first["seconds"] == 60
    assert second["until"] == "09:03:05"
    assert house.engine.holder_of(read(second["picture"], tmp_path)).id == "mother"


@pytest.mark.parametrize(
    ("owner", "holder", "reason"),
    [
        ("mother", "grandma", ""),
        ("mother", "father", "no family account"),
        ("neighbour-frozen", "neighbour-frozen", "frozen"),
        ("neighbour-suspended", "neighbour-suspended", "suspended"),
    ],
)
async def test_what_a_till_would_refuse_is_foretold(stranger: Browser, owner: str, holder: str, reason: str) -> None:
    await stranger.play(owner)
    _status, page = await stranger.see(f"/?of={holder}")
    told = re.search(r"Would be refused: (.+?)</p>", page)
    assert (reason in told[1]) if told else not reason


async def test_the_account_tells_balance_year_and_payments(mother: Browser, house: House) -> None:
    own = house.engine.settle(a_bill(house), house.engine.issue("mother").digits)
    aided = house.engine.settle(a_bill(house), house.engine.issue("grandma").digits)
    _status, page = await mother.see("/account")
    left = Money.yuan("5120.75") - own.figures.own_account - aided.figures.mutual_aid
    assert f"{left} yuan" in page
    assert f"Mutual aid: 王桂兰 spent {aided.figures.mutual_aid} yuan of your account" in page
    assert page.count("<article") == 2


async def test_somebody_elses_payments_are_not_shown(mother: Browser, house: House) -> None:
    house.engine.settle(a_bill(house), house.engine.issue("retired").digits)
    assert "None yet." in (await mother.see("/account"))[1]


async def test_a_grant_is_given_limited_and_revoked(mother: Browser, house: House) -> None:
    await mother.see("/family")
    status, page = await mother.send("/family", do="grant", relative="father", relation="spouse", limit="88.50")
    assert (status, "Granted to 陈明远" in page, "limit a year 88.50" in page) == (200, True, True)
    grant = next(grant for grant in house.engine.family_of("mother").given if grant.beneficiary == "father")
    assert (grant.limit, grant.relation) == (Money.yuan("88.50"), Relation.SPOUSE)
    _status, page = await mother.send("/family", do="revoke", relative="father")
    assert "Granted to 陈明远" not in page


async def test_a_relative_is_bound_and_unbound_and_no_money_is_granted(mother: Browser, house: House) -> None:
    before = house.engine.family_of("mother").given
    await mother.see("/family")
    _status, page = await mother.send("/family", do="bind", relative="father", relation="spouse")
    assert "May show 陈明远&#39;s code" in page
    assert house.engine.family_of("mother").given == before
    await mother.send("/family", do="unbind", relative="father")
    assert all(binding.member != "father" for binding in house.engine.family_of("mother").shows)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"do": "grant", "relative": "grandma", "relation": "parent", "limit": ""}, "王桂兰"),  # a grant is there already
        ({"do": "revoke", "relative": "father"}, "陈明远"),
        ({"do": "unbind", "relative": "father"}, "陈明远"),
        ({"do": "grant", "relative": "father", "relation": "spouse", "limit": "0.001"}, "0.001"),
        ({"do": "grant", "relative": "nobody", "relation": "spouse", "limit": ""}, "nobody"),
        ({"do": "bind", "relative": "<script>alert(1)</script>", "relation": "spouse"}, "&lt;script&gt;"),
    ],
)
async def test_a_refusal_is_a_sentence_on_the_page_and_changes_nothing(
    mother: Browser, house: House, fields: dict[str, str], told: str
) -> None:
    before = house.engine.family_of("mother")
    await mother.see("/family")
    status, page = await mother.send("/family", **fields)
    alert = re.search(r'<p class="bad" role="alert">(.+?)</p>', page)
    assert (status, alert is not None and told in alert[1]) == (409, True)
    assert house.engine.family_of("mother") == before


@pytest.mark.parametrize(
    "fields",
    [{"do": "steal", "relative": "father", "relation": "spouse"}, {"do": "bind", "relative": "father", "relation": "cat"}, {"do": "bind"}],
)
async def test_what_no_form_sends_is_refused(mother: Browser, fields: dict[str, str]) -> None:
    await mother.see("/family")
    assert (await mother.send("/family", **fields))[0] == 400


async def test_the_language_is_the_browsers_and_can_be_changed(mother: Browser) -> None:
    async with browsing(mother.address, "zh-CN,zh;q=0.9") as chinese:
        await chinese.play("father")
        assert "本人医保码" in (await chinese.see("/"))[1]
        assert "own code" in (await chinese.send("/language", back="/"))[1]
    assert "Last payments" in (await mother.see("/account"))[1]
    assert "Last payments" not in (await mother.send("/language", back="https://evil.example/"))[1]


async def test_names_from_the_books_are_text_not_markup(house: House, stranger: Browser) -> None:
    from dataclasses import replace

    from engine.model.purse import Balance
    from engine.model.year import Counted
    from engine.service.found import Enrolment, World

    named = replace(house.engine.person("mother"), id="<i>&", name="<script>alert(1)</script>\u202e\x1b[31m")
    house.engine.found(World(people=(Enrolment(person=named, balance=Balance(all=Money(1), prior_year=Money.ZERO), counted=Counted()),)))
    await stranger.play("<i>&")
    for path in ("/", "/account", "/family", "/who"):
        _status, page = await stranger.see(path)
        assert "<script>alert" not in page
        assert "\u202e" not in page
        assert "\x1b" not in page
        assert "&lt;script&gt;" in page


async def test_a_person_who_is_not_there_is_told(stranger: Browser) -> None:
    await stranger.see(f"/{stranger.address.code}")
    await stranger.see("/who")
    assert (await stranger.send("/who", person="nobody"))[0] == 409


async def test_books_that_fail_are_a_sentence_and_a_fault_of_ours_too(
    mother: Browser, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(_self: object, *_args: object) -> None:
        raise BooksError("busy-books", url="x")

    monkeypatch.setattr(type(house.engine), "balances", busy)
    status, page = await mother.see("/account")
    assert (status, "Traceback" in page, 'role="alert"' in page) == (409, False, True)

    def broken(_self: object, *_args: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(type(house.engine), "balances", broken)
    status, page = await mother.see("/account")
    assert (status, "ZeroDivision" in page, 'role="alert"' in page) == (500, False, True)
