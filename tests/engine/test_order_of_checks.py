"""The order of checks in a sale (contract section 5): the first that fails is the refusal, and a refused sale leaves nothing behind."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from engine.errors import BadInput, Refusal, RefusalCode
from engine.model.codes import CredentialState
from tests.engine.ledger_dump import dump
from tests.engine.rules import yuan
from tests.engine.town import Town, counter_sale, line, refusal

TEN = counter_sale(line("10"))


class Attempt:
    """A sale in which anything may be wrong. Each method breaks one thing."""

    def __init__(self, town: Town) -> None:
        self.town, self.bill = town, counter_sale(line("10"))
        self.how: dict[str, Any] = {}
        self.code = town.code("he", "daughter")

    def settle(self) -> object:
        return self.town.engine.settle(self.bill, self.code, pin="123456", **self.how)

    def key_conflict(self) -> None:
        self.town.settle(counter_sale(line("3")), "kid", key="k")
        self.how["key"] = "k"

    def not_a_credential(self) -> None:
        self.code = "https://example.org"

    def credential_unknown(self) -> None:
        self.code = "0" * 28

    def credential_expired(self) -> None:
        self.town.clock.advance(seconds=126)

    def credential_used(self) -> None:
        self.town.engine.settle(TEN, self.code)

    def not_bound(self) -> None:
        self.town.engine.unbind(owner="daughter", member="he")

    def credential_inactive(self, state: CredentialState = CredentialState.INACTIVE) -> None:
        with self.town.books.write() as books:
            person = books.person("he")
            assert person is not None
            books.put_person(replace(person, credential=state), self.town.clock())

    def credential_frozen(self) -> None:
        self.credential_inactive(CredentialState.FROZEN)

    def person_suspended(self) -> None:
        self.town.engine.set_insured("he", insured=False)

    def institution_not_designated(self) -> None:
        self.town.engine.set_designated("pharmacy", designated=False)

    def empty_basket(self) -> None:
        self.bill = replace(self.bill, lines=())

    def non_medical_item(self) -> None:
        self.bill = replace(self.bill, lines=(*self.bill.lines, line("5", item_class="non-medical")))

    def zero_line(self) -> None:
        self.bill = replace(self.bill, lines=(*self.bill.lines, line("5", "0")))

    def figures_changed(self) -> None:
        quote = self.town.engine.pre_settle(self.bill, self.code)
        self.how["agreed"] = replace(quote, figures=quote.figures.negated())


IN_ORDER = [
    RefusalCode.KEY_CONFLICT,
    RefusalCode.CREDENTIAL_UNKNOWN,
    RefusalCode.CREDENTIAL_EXPIRED,
    RefusalCode.CREDENTIAL_USED,
    RefusalCode.NOT_BOUND,
    RefusalCode.CREDENTIAL_INACTIVE,
    RefusalCode.PERSON_SUSPENDED,
    RefusalCode.INSTITUTION_NOT_DESIGNATED,
    RefusalCode.EMPTY_BASKET,
    RefusalCode.ZERO_LINE,
    RefusalCode.FIGURES_CHANGED,
]
SOLO = [*IN_ORDER, RefusalCode.NOT_A_CREDENTIAL, RefusalCode.CREDENTIAL_FROZEN, RefusalCode.NON_MEDICAL_ITEM]


#: These need a sale or a quote to be broken, so they come while everything else still holds.
NEED_A_WHOLE_WORLD = {RefusalCode.KEY_CONFLICT, RefusalCode.CREDENTIAL_USED, RefusalCode.FIGURES_CHANGED}


def broken(town: Town, *codes: RefusalCode) -> Attempt:
    attempt = Attempt(town)
    for code in sorted(codes, key=lambda code: code not in NEED_A_WHOLE_WORLD):
        getattr(attempt, code.name.lower())()
    return attempt


#: A code that nobody issued has no age; an empty basket has no line.
CANNOT_MEET = {
    (RefusalCode.CREDENTIAL_UNKNOWN, RefusalCode.CREDENTIAL_EXPIRED),
    (RefusalCode.EMPTY_BASKET, RefusalCode.ZERO_LINE),
}


@pytest.mark.parametrize("code", SOLO)
def test_each_condition_alone_refuses_and_writes_nothing(town: Town, code: RefusalCode) -> None:
    attempt = broken(town, code)
    before = dump(town.books)
    assert refusal(attempt.settle) is code
    assert dump(town.books) == before


@pytest.mark.parametrize(
    ("first", "second"),
    [
        pair
        for pair in [
            *pairwise(IN_ORDER),
            (RefusalCode.INSTITUTION_NOT_DESIGNATED, RefusalCode.ZERO_LINE),
            (RefusalCode.EMPTY_BASKET, RefusalCode.FIGURES_CHANGED),
            *((IN_ORDER[0], code) for code in IN_ORDER[2:]),
            *((IN_ORDER[1], code) for code in IN_ORDER[4:10]),
        ]
        if pair not in CANNOT_MEET
    ],
)
def test_of_two_failing_conditions_the_earlier_one_is_said(town: Town, first: RefusalCode, second: RefusalCode) -> None:
    assert refusal(broken(town, first, second).settle) is first


def test_a_used_code_that_has_expired_is_called_expired(town: Town) -> None:
    assert refusal(broken(town, RefusalCode.CREDENTIAL_EXPIRED, RefusalCode.CREDENTIAL_USED).settle) is RefusalCode.CREDENTIAL_EXPIRED


@pytest.mark.parametrize(
    ("kinds", "code", "number"),
    [
        (["soap", "nothing"], RefusalCode.NON_MEDICAL_ITEM, 1),
        (["nothing", "soap"], RefusalCode.ZERO_LINE, 1),  # lines in their order
        (["drug", "soap", "nothing"], RefusalCode.NON_MEDICAL_ITEM, 2),
        (["drug", "no soap"], RefusalCode.NON_MEDICAL_ITEM, 2),  # in one line, non-medical before zero
        (["back"], RefusalCode.ZERO_LINE, 1),
        (["free"], RefusalCode.ZERO_LINE, 1),
        (["crumb"], RefusalCode.ZERO_LINE, 1),  # rounds to 0.00
    ],
)
def test_lines_are_judged_in_their_order_and_the_faulty_one_is_named(town: Town, kinds: list[str], code: RefusalCode, number: int) -> None:
    shelf = {
        "drug": line("10"), "soap": line("5", item_class="non-medical"), "nothing": line("5", "0"),
        "no soap": line("5", "0", "non-medical"),
        "back": line("5", "-1"), "free": line("0"), "crumb": line("0.01", "0.4"),
    }  # fmt: skip
    with pytest.raises(Refusal) as refused:
        town.settle(counter_sale(*(shelf[kind] for kind in kinds)), "he")
    assert (refused.value.code, refused.value.facts["line"]) == (code, number)


def test_a_refused_code_is_good_for_the_next_attempt(town: Town) -> None:
    code = town.code("he")
    assert refusal(lambda: town.engine.settle(counter_sale(), code)) is RefusalCode.EMPTY_BASKET
    assert town.engine.settle(TEN, code).figures.total == yuan("10")
    assert refusal(lambda: town.engine.settle(TEN, code)) is RefusalCode.CREDENTIAL_USED


@pytest.mark.parametrize("number", [0, 3])
def test_an_unknown_institution_is_bad_input(town: Town, number: int) -> None:
    with pytest.raises(BadInput) as error:
        town.settle(replace(TEN, at="x" * 99), "he", key="k" if number else None)
    assert error.value.code == "unknown-institution"
    assert len(str(error.value.facts["institution"])) <= 80


@pytest.mark.parametrize("code", [code for code in SOLO if code not in {RefusalCode.KEY_CONFLICT, RefusalCode.FIGURES_CHANGED}])
def test_a_quote_is_refused_like_the_sale(town: Town, code: RefusalCode) -> None:
    attempt = broken(town, code)
    before = dump(town.books)
    assert refusal(lambda: town.engine.pre_settle(attempt.bill, attempt.code)) is code
    assert dump(town.books) == before
