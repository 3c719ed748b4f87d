"""`gongji visit`: a patient's way through the hospital, window by window."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.pos.cli.conftest import Shell

AT = ("--at", "clinic")


@pytest.fixture
def number(gongji: Shell) -> str:
    """Grandma's visit, by her daughter's phone."""
    ran = gongji(
        "visit", "register", "--code", gongji.picture("grandma", "--shown-by", "mother"), "--department", "internal", "--json", *AT
    )
    told = ran.object
    assert (told["ok"], told["state"], told["number"], told["holder"], told["shown_by"]) == (True, "registered", 1, "grandma", "mother")
    assert told["fee_paid"]["fen"]["total"] == 1000
    assert told["fee_paid"]["settlement"] == told["fee_settlement"]
    return str(told["visit"])


def shown(gongji: Shell, number: str) -> dict[str, Any]:
    return gongji("visit", "show", number, "--json").object


def test_a_patient_goes_through_the_hospital(gongji: Shell, number: str) -> None:
    assert gongji("visit", "order", number, "--set", "cold", "--item", "amoxx2", "--json", *AT).object["state"] == "ordered"
    bill = {line["item"]: line["quantity"] for line in shown(gongji, number)["bill"]}
    assert bill == {"para": "1", "ambr": "1", "blg": "2", "amox": "2"}
    paid = gongji("visit", "pay", number, "--code", gongji.issue("grandma"), "--json", *AT).object
    assert (paid["visit"]["state"], paid["visit"]["settlement"]) == ("paid", paid["settlement"])
    part = gongji("visit", "collect", number, "--item", "blg", "--json").object
    assert (part["state"], [goods["left"] for goods in part["goods"]]) == ("partly-collected", ["1", "1", "1", "2"])
    assert gongji("visit", "collect", paid["settlement"], "--json").object["state"] == "collected"
    gongji("visit", "collect", number).is_refused("already-collected")
    gongji("refund", paid["settlement"]).is_refused("medicines-handed-out")
    assert gongji("visit", "return", number, "--json").object["state"] == "paid"
    assert gongji("refund", paid["settlement"]).code == 0
    assert shown(gongji, number)["state"] == "ordered"
    gongji("visit", "collect", number).is_refused("visit-not-paid")
    assert gongji("books", "check").code == 0
    assert gongji("day", "reconcile", "--json", *AT).object["balanced"]


def test_the_same_key_pays_once(gongji: Shell, number: str) -> None:
    gongji("visit", "order", number, "--item", "amox")
    settled = [
        gongji("visit", "pay", number, "--code", gongji.issue("grandma"), "--key", "k", "--json", *AT).object["settlement"]
        for _ in range(2)
    ]
    assert settled[0] == settled[1]
    gongji("visit", "pay", number, "--code", gongji.issue("grandma"), "--key", "k2").is_refused("visit-paid")


def test_a_registration_is_called_off_and_its_fee_is_back(gongji: Shell, number: str) -> None:
    told = gongji("visit", "cancel", number, "--json").object
    assert (told["state"], told["refund"]["fen"]["total"]) == ("cancelled", -1000)
    gongji("visit", "order", number, "--set", "cold").is_refused("visit-cancelled")
    free = gongji("visit", "register", "--code", gongji.issue("father"), "--department", "general", "--json", *AT).object
    assert (free["fee_paid"], free["fee"]) == (None, None)
    assert gongji("visit", "cancel", free["visit"], "--json").object["refund"] is None


def test_the_list_holds_what_is_not_done(gongji: Shell, number: str) -> None:
    free = gongji("visit", "register", "--code", gongji.issue("father"), "--department", "tcm", "--free", "--json", *AT).object["visit"]
    assert [one["visit"] for one in gongji("visit", "bills", "--json", *AT).objects] == [number, free]
    gongji("visit", "cancel", number)
    assert [one["visit"] for one in gongji("visit", "bills", "--json", *AT).objects] == [free]
    assert [one["visit"] for one in gongji("visit", "bills", "--all", "--person", "grandma", "--json", *AT).objects] == [number]
    gongji("visit", "cancel", free)
    assert gongji("visit", "bills", "--json", *AT).out == ""
    assert gongji("visit", "bills", *AT, "--lang", "en").out == "No visits.\n"


def test_a_visit_is_told_in_both_languages(gongji: Shell, number: str, lang: str) -> None:
    gongji("visit", "order", number, "--item", "amox")
    gongji("visit", "pay", number, "--code", gongji.issue("grandma"))
    out = gongji("visit", "show", number, "--lang", lang).out
    assert number in out
    assert ("内科 1 号" if lang == "zh" else "Internal medicine no. 1") in out
    assert ("阿莫西林" if lang == "zh" else "Amoxicillin") in out
    told = gongji("visit", "departments", "--lang", lang, *AT).out
    assert ("免费" if lang == "zh" else "free") in told
    assert "hypertension" in told


def test_departments_for_scripts(gongji: Shell) -> None:
    told = gongji("visit", "departments", "--json", *AT).object
    assert {"code", "name", "fee", "doctors"} == set(told["departments"][0])
    assert {table["code"] for table in told["order_sets"]} >= {"cold", "hypertension", "imaging"}


def test_the_receipt_says_where_to_wait(gongji: Shell, number: str) -> None:
    paper = gongji("receipt", shown(gongji, number)["fee_settlement"], "--lang", "zh").out
    assert number in paper
    assert "内科 候诊：1 号" in paper


@pytest.mark.parametrize(
    ("arguments", "code", "exit_code"),
    [
        (("register", "--department", "internal", "--at", "pharmacy", "--free"), "not-a-hospital", 1),
        (("register", "--department", "nowhere", *AT), "unknown-department", 2),
        (("register", "--department", "internal", "--fee", "nothing", *AT), "unknown-item", 2),
        (("register", "--department", " x", "--free", *AT), "bad-department", 2),
    ],
)
def test_who_is_not_registered(gongji: Shell, arguments: tuple[str, ...], code: str, exit_code: int) -> None:
    gongji("visit", *arguments, "--code", gongji.issue("father")).is_refused(code, exit_code=exit_code)


def test_what_is_not_there(gongji: Shell, number: str) -> None:
    for verb in ("show", "collect", "cancel", "return"):
        gongji("visit", verb, "V1").is_refused("unknown-visit")
    gongji("visit", "order", number, "--set", "nothing").is_refused("unknown-order-set", exit_code=2)
    gongji("visit", "order", number).is_refused("empty-basket")
    gongji("visit", "show", "\x1b[31m").is_refused("unknown-visit")
    assert gongji("visit").code == 2
    told = gongji("visit", "show", "V1", "--json").object
    assert (told["ok"], told["refused"]) == (False, "unknown-visit")
