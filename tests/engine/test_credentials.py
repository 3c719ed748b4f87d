"""The electronic credential: 28 digits that name nobody, rotate, expire, and are used once; the books keep a keyed hash only."""

from __future__ import annotations

import re
from datetime import timedelta
from random import SystemRandom
from typing import TYPE_CHECKING

import pytest

from engine.errors import RefusalCode
from engine.ledger.open import open_books
from engine.model.credential import is_credential_shaped
from engine.policy.book import PolicyBook
from engine.policy.edition import CredentialRules
from engine.service.context import Context
from engine.service.engine import Engine
from pos.wiring import engine_on
from tests.engine.rules import an_edition
from tests.engine.town import FAR_AWAY, MORNING, Clock, Town, a_town, an_engine, counter_sale, employee, line, refusal

if TYPE_CHECKING:
    from pathlib import Path

TEN = counter_sale(line("10"))


def the_town(rules: CredentialRules) -> Town:
    return a_town((employee("he"), "100"), editions=[an_edition(credential=rules)])


# what a code looks like


def test_28_digits_20_unpredictable_then_channel_and_region(town: Town) -> None:
    own, shown = town.engine.issue("he"), town.engine.issue("he", "daughter")
    assert re.fullmatch(r"[0-9]{20}01990100", own.digits)
    assert re.fullmatch(r"[0-9]{20}02990100", shown.digits)
    assert (own.holder, own.shown_by, shown.holder, shown.shown_by) == ("he", None, "he", "daughter")
    assert own.digits[:20] != shown.digits[:20]


def test_ones_own_phone_shows_an_own_code_and_needs_no_binding(town: Town) -> None:
    shown = town.engine.issue("he", "he")
    assert shown.shown_by is None
    assert town.engine.presenter_of(shown.digits) is None
    assert town.engine.holder_of(shown.digits).id == "he"


def test_it_says_when_to_draw_the_next_one_and_when_it_ends() -> None:
    code = the_town(CredentialRules(refresh_seconds=30, valid_seconds=90)).engine.issue("he")
    assert (code.issued_at, code.refresh_at, code.expires_at) == (MORNING, MORNING + timedelta(seconds=30), MORNING + timedelta(seconds=90))


def test_a_region_without_an_edition_uses_the_usual_life(town: Town) -> None:
    code = town.engine.issue("far")
    assert code.digits.endswith(f"01{FAR_AWAY}")
    assert code.expires_at - code.issued_at == timedelta(seconds=CredentialRules().valid_seconds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1" * 27,
        "1" * 29,
        "1" * 7000,
        "１" * 28,
        "²" * 28,
        "1" * 27 + "x",
        " " + "1" * 27,
        "https://example.org",
        "[red]" + "\x1b[31m",
        "1" * 27 + "\n",
    ],
)
def test_anything_else_is_no_credential(town: Town, text: str) -> None:
    assert not is_credential_shaped(text)
    assert refusal(lambda: town.engine.holder_of(text)) is RefusalCode.NOT_A_CREDENTIAL
    assert refusal(lambda: town.engine.pre_settle(TEN, text)) is RefusalCode.NOT_A_CREDENTIAL
    assert town.engine.presenter_of(text) is None


def test_digits_that_nobody_was_given_are_unknown(town: Town) -> None:
    assert refusal(lambda: town.engine.holder_of("1" * 28)) is RefusalCode.CREDENTIAL_UNKNOWN


# how long it lives, with five seconds of skew at both ends


@pytest.mark.parametrize(
    ("seconds", "good"), [(-6, False), (-5, True), (0, True), (60, True), (120, True), (125, True), (126, False), (3600, False)]
)
def test_it_lives_for_its_time_and_the_skew_of_a_clock(seconds: int, *, good: bool) -> None:
    town = the_town(CredentialRules(refresh_seconds=60, valid_seconds=120, skew_seconds=5))
    code = town.code("he")
    town.clock.advance(seconds=seconds)
    if good:
        assert town.engine.settle(TEN, code).holder == "he"
    else:
        assert refusal(lambda: town.engine.settle(TEN, code)) is RefusalCode.CREDENTIAL_EXPIRED


def test_a_fresh_code_leaves_the_earlier_one_good_until_it_expires(town: Town) -> None:
    old, new = town.code("he"), town.code("he")
    town.clock.advance(seconds=60)
    assert town.engine.holder_of(old) == town.engine.holder_of(new)


# used once


def test_it_is_good_for_one_settlement(town: Town) -> None:
    code = town.code("he")
    assert town.engine.holder_of(code).id == town.engine.holder_of(code).id == "he"  # looking is no use
    town.engine.settle(TEN, code)
    for doing in (lambda: town.engine.settle(TEN, code), lambda: town.engine.pre_settle(TEN, code), lambda: town.engine.holder_of(code)):
        assert refusal(doing) is RefusalCode.CREDENTIAL_USED


def test_a_refund_does_not_make_it_good_again(town: Town) -> None:
    code = town.code("he")
    town.engine.refund(town.engine.settle(TEN, code).id)
    assert refusal(lambda: town.engine.settle(TEN, code)) is RefusalCode.CREDENTIAL_USED


def test_where_the_edition_allows_it_a_code_settles_again_while_it_lives() -> None:
    town = the_town(CredentialRules(single_use=False))
    code = town.code("he")
    assert town.engine.settle(TEN, code).id != town.engine.settle(TEN, code).id
    assert town.engine.check() == []


def test_who_shows_it_can_be_asked_whatever_its_state(town: Town) -> None:
    own, shown = town.code("he"), town.code("he", "daughter")
    town.clock.advance(days=9)
    assert (town.engine.presenter_of(own), town.engine.presenter_of(shown)) == (None, "daughter")


# what the books know


def test_no_byte_of_the_file_holds_the_digits(tmp_path: Path) -> None:
    town = a_town((employee("he"), "100"), url=f"sqlite:///{tmp_path / 'books.db'}")
    codes = [town.code("he") for _ in range(5)]
    town.engine.settle(TEN, codes[0], key="k")
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    town.books.close()
    content += (tmp_path / "books.db").read_bytes()
    assert b"he" in content
    for code in codes:
        assert code.encode() not in content
        assert code[:20].encode() not in content
        assert int(code).to_bytes(12, "big") not in content


def test_another_secret_knows_none_of_the_codes(town: Town) -> None:
    code = town.code("he")
    context = Context(books=town.books, policies=PolicyBook.of([an_edition()]), clock=town.clock, random=SystemRandom(), secret=b"another")
    assert refusal(lambda: Engine(context).holder_of(code)) is RefusalCode.CREDENTIAL_UNKNOWN


# unguessable


def test_outside_of_tests_the_digits_come_from_the_systems_randomness() -> None:
    engine = engine_on(open_books("memory:"), secret=b"s")
    assert type(engine._context.random) is SystemRandom


def test_leading_zeros_are_kept() -> None:
    class Low(SystemRandom):
        def randrange(self, *_: object) -> int:
            return 7

    town = the_town(CredentialRules())
    context = Context(books=town.books, policies=PolicyBook.of([an_edition()]), clock=town.clock, random=Low(), secret=b"s")
    assert Engine(context).issue("he").digits == "0" * 19 + "7" + "01" + "990100"


def test_a_seed_that_is_used_again_on_the_same_books_gives_other_codes(tmp_path: Path) -> None:
    town = a_town((employee("he"), "100"), url=f"sqlite:///{tmp_path / 'books.db'}", seed=7)
    codes = [town.code("he") for _ in range(3)]
    again = an_engine(town.books, clock=Clock(), seed=7)
    codes += [again.issue("he").digits for _ in range(3)]
    assert len(set(codes)) == 6
