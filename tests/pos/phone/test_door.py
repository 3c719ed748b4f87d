"""Nothing is reachable without the access code, from another page, or under another name."""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput
from pos.phone.host import phone
from pos.web.access import TRIES, Access
from pos.web.listening import served
from tests.pos.phone.conftest import browsing

if TYPE_CHECKING:
    from pos.web.listening import Address
    from pos.wiring import House
    from tests.pos.phone.conftest import Browser

PAGES = ["/", "/who", "/account", "/family", "/?of=mother", "/nothing-of-the-kind"]


@pytest.mark.parametrize("path", PAGES)
async def test_a_stranger_is_asked_for_the_code_whatever_the_page(stranger: Browser, path: str) -> None:
    status, text = await stranger.see(path)
    assert status == 200
    assert "Enter the access code" in text
    assert "mother" not in text


async def test_a_stranger_gets_no_code_and_changes_nothing(stranger: Browser, house: House) -> None:
    assert (await stranger.see("/code.json?of=mother"))[0] == 403
    for path in ("/who", "/family", "/language", "/leave"):
        assert (await stranger.send(path, do="revoke", relative="child"))[0] == 403
    assert house.engine.record_count() == 0
    assert len(house.engine.family_of("mother").given) == len(house.engine.family_of("mother").given)


async def test_the_code_opens_with_blanks_between_its_digits(stranger: Browser) -> None:
    code = stranger.address.code
    status, text = await stranger.send("/enter", code=f" {code[:4]} {code[4:]} ")
    assert (status, "Whose phone is this?" in text) == (200, True)


@pytest.mark.parametrize("code", ["", "0", "00000000 ", "x" * 80, "١٢٣٤٥٦٧٨", "<b>"])
async def test_a_wrong_code_is_told_so(stranger: Browser, code: str) -> None:
    status, text = await stranger.send("/enter", code=code)
    assert (status, "That is not the access code" in text) == (403, True)
    assert "<b>" not in text


@pytest.mark.parametrize("fields", [{}, {"code": "x" * 81}])
async def test_a_door_form_that_is_no_answer_is_refused_in_words(stranger: Browser, fields: dict[str, str]) -> None:
    status, text = await stranger.send("/enter", **fields)
    assert (status, "incomplete or too long" in text) == (400, True)


async def test_after_many_wrong_codes_the_right_one_opens_no_more(stranger: Browser) -> None:
    for _ in range(TRIES):
        await stranger.send("/enter", code="no")
    status, text = await stranger.send("/enter", code=stranger.address.code)
    assert status == 403
    assert "Too many wrong codes" in text


async def test_those_who_are_in_stay_in_when_the_door_is_locked(mother: Browser) -> None:
    async with browsing(mother.address) as other:
        for _ in range(TRIES):
            await other.send("/enter", code="no")
    assert "林若溪" in (await mother.see("/account"))[1]


async def test_leaving_ends_the_session(mother: Browser) -> None:
    await mother.send("/leave")
    assert "Enter the access code" in (await mother.see("/account"))[1]


async def test_a_rebound_name_is_refused(mother: Browser) -> None:
    status, _text = await mother.see("/account", Host="evil.example")
    assert status == 421


async def test_a_form_of_another_page_is_refused(mother: Browser, house: House) -> None:
    before = house.engine.family_of("mother")
    async with mother.session.post("/family", data={"do": "revoke", "relative": "grandma"}) as answer:
        assert answer.status == 403
    for form in ("", "guessed"):
        assert (await mother.send("/family", form=form, do="revoke", relative="grandma"))[0] == 403
    assert house.engine.family_of("mother") == before


async def test_a_request_that_the_browser_marks_as_foreign_is_refused(mother: Browser) -> None:
    async with mother.session.post("/language", data={"back": "/"}, headers={"Sec-Fetch-Site": "cross-site"}) as answer:
        assert answer.status == 403


@pytest.mark.parametrize("path", ["/enter", "/static/web.css", "/code.json", "/nothing"])
async def test_every_answer_forbids_what_the_pages_do_not_need(stranger: Browser, path: str) -> None:
    async with stranger.session.get(path, allow_redirects=False) as answer:
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["..%2fapplication.py", "%2e%2e%2f%2e%2e%2fcli.py", "phone.html", "x"])
async def test_only_the_two_files_are_served(stranger: Browser, name: str) -> None:
    status, text = await stranger.see(f"/static/{name}")
    assert (status, "import" in text) in {(404, False), (200, False)}
    assert "def " not in text


async def test_the_cookie_is_out_of_reach_of_scripts(stranger: Browser) -> None:
    async with stranger.session.get(f"/{stranger.address.code}", allow_redirects=False) as answer:
        assert "HttpOnly" in answer.headers["Set-Cookie"]
        assert "SameSite=Lax" in answer.headers["Set-Cookie"]


def test_each_run_has_a_code_and_each_browser_a_token_of_its_own() -> None:
    one, other = Access(), Access()
    assert {len(one.code), len(other.code)} == {8}
    assert one.code != other.code
    assert one.admit(one.code, "en") != one.admit(one.code, "en")
    assert one.session(None) is None


async def test_it_listens_on_this_machine_alone_unless_asked(address: Address) -> None:
    assert address.host == "127.0.0.1"


async def test_a_taken_port_is_told_with_its_number(house: House, address: Address) -> None:
    with pytest.raises(BadInput) as refused:
        async with served(phone(house, "en"), on_network=False, port=address.port):
            pass
    assert (refused.value.code, refused.value.facts["port"]) == ("port-taken", address.port)


async def test_without_a_network_it_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(_self: socket.socket, _address: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr(socket.socket, "connect", nowhere)
    with pytest.raises(BadInput) as refused:
        async with served(phone(house, "en"), on_network=True):
            pass
    assert refused.value.code == "no-network"
