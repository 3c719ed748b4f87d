"""Two things that must not be confused: a binding shows a code and moves no money; a grant moves money and shows nothing."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from engine.errors import BadInput, RefusalCode
from engine.model.codes import Care, Relation
from engine.model.family import FAMILY_MEMBERS_AT_MOST, Grant
from engine.money import Money
from tests.engine.ledger_dump import dump
from tests.engine.rules import aid, an_edition, yuan
from tests.engine.town import FAR_AWAY, Town, a_grant, a_town, counter_sale, employee, line, refusal, resident

TEN = counter_sale(line("10"))
STRICT = {
    "relations": frozenset({Relation.PARENT, Relation.CHILD}),
    "authorisers_per_beneficiary": 1,
    "beneficiaries_per_authoriser": 2,
}


def the_town(grants: tuple[Grant, ...] = (), **rules: Any) -> Town:  # noqa: ANN401 - any rule
    """Six employees e0-e5 with 100 each, six residents r0-r5."""
    people = [(employee(f"e{number}"), "100") for number in range(6)]
    return a_town(*people, *(resident(f"r{number}") for number in range(6)), grants=grants, editions=[an_edition(mutual_aid=aid(**rules))])


def let(town: Town, authoriser: str, beneficiary: str, relation: Relation = Relation.PARENT, **parts: Any) -> Grant:  # noqa: ANN401 - any part
    return town.engine.grant(authoriser=authoriser, beneficiary=beneficiary, relation=relation, **parts)


# grants


def test_a_grant_is_what_was_asked_for_filed_today(town: Town) -> None:
    covers = frozenset({Care.PHARMACY})
    granted = let(town, "he", "kid", Relation.GRANDCHILD, limit=yuan("60"), rank=3, covers=covers)
    assert granted == Grant(
        authoriser="he",
        beneficiary="kid",
        relation=Relation.GRANDCHILD,
        filed=date(2025, 6, 16),
        limit=yuan("60"),
        rank=3,
        covers=covers,
        id=granted.id,
    )
    assert town.settle(TEN, "kid").draws[0].grant == granted.id
    around = town.engine.family_of("kid")
    assert (around.received, around.given, around.used) == ((granted,), (), {granted.id: yuan("10")})
    assert granted in town.engine.family_of("he").given


#: In the contract's order; each breaks one rule of STRICT for the grant of e0 (or r0) to `taker`.
IN_ORDER = [
    RefusalCode.AUTHORISER_HAS_NO_ACCOUNT,
    RefusalCode.RELATION_NOT_ALLOWED,
    RefusalCode.GRANT_EXISTS,
    RefusalCode.MUTUAL_BINDING,
    RefusalCode.SINGLE_AUTHORISER,
    RefusalCode.GRANT_LIMIT_REACHED,
]


def attempt(codes: set[RefusalCode]) -> RefusalCode:
    """A grant with all of these wrong."""
    giver = "r0" if RefusalCode.AUTHORISER_HAS_NO_ACCOUNT in codes else "e0"
    relation = Relation.SIBLING if RefusalCode.RELATION_NOT_ALLOWED in codes else Relation.PARENT
    before = []
    if RefusalCode.GRANT_EXISTS in codes:
        before.append(a_grant(giver, "e5"))
    if RefusalCode.MUTUAL_BINDING in codes:
        before.append(a_grant("e5", giver))
    if RefusalCode.SINGLE_AUTHORISER in codes:
        before.append(a_grant("e4", "e5"))
    if RefusalCode.GRANT_LIMIT_REACHED in codes:
        before += [a_grant(giver, "r4"), a_grant(giver, "r5")]
    town = the_town(tuple(before), **STRICT)
    content = dump(town.books)
    code = refusal(lambda: let(town, giver, "e5", relation))
    assert dump(town.books) == content
    return code


@pytest.mark.parametrize("code", IN_ORDER)
def test_each_rule_alone_refuses_a_grant(code: RefusalCode) -> None:
    assert attempt({code}) is code


@pytest.mark.parametrize(("first", "second"), [*pairwise(IN_ORDER), *((IN_ORDER[0], code) for code in IN_ORDER[2:])])
def test_of_two_rules_the_earlier_one_is_said(first: RefusalCode, second: RefusalCode) -> None:
    assert attempt({first, second}) is first


def test_the_authorisers_edition_judges() -> None:
    editions = [an_edition(), an_edition(region=FAR_AWAY, mutual_aid=aid(relations=frozenset()))]
    town = a_town((employee("near"), "9"), (employee("far", region=FAR_AWAY), "9"), resident("kid"), editions=editions)
    assert refusal(lambda: let(town, "far", "kid")) is RefusalCode.RELATION_NOT_ALLOWED
    assert let(town, "near", "kid").authoriser == "near"


def test_an_authoriser_of_a_region_without_an_edition_cannot_grant(town: Town) -> None:
    assert refusal(lambda: let(town, "far", "kid")) is RefusalCode.NO_EDITION


def test_a_limit_below_zero_is_bad_input(town: Town) -> None:
    before = dump(town.books)
    with pytest.raises(BadInput, match="bad-limit"):
        let(town, "he", "kid", limit=yuan("-0.01"))
    assert dump(town.books) == before


def test_nobody_grants_to_oneself(town: Town) -> None:
    assert refusal(lambda: let(town, "he", "he")) is RefusalCode.RELATION_NOT_ALLOWED


def test_0_means_as_many_as_you_like() -> None:
    town = the_town()
    for number in range(6):
        let(town, "e0", f"r{number}")
        let(town, f"e{number}", "e5") if number < 5 else None
    assert len(town.engine.family_of("e0").given) == 7


def test_mutual_binding_is_allowed_where_the_edition_says_so() -> None:
    town = the_town((a_grant("e1", "e0"),), mutual_binding=True)
    let(town, "e0", "e1")
    assert town.settle(counter_sale(line("150")), "e0").draws[0].authoriser == "e1"
    assert town.engine.check() == []


def test_revocation_is_immediate_and_what_was_paid_stays_paid() -> None:
    town = the_town((a_grant("e0", "r0"),))
    paid = town.settle(TEN, "r0")
    revoked = town.engine.revoke(authoriser="e0", beneficiary="r0")
    assert revoked.id == paid.draws[0].grant
    assert town.settle(TEN, "r0").figures.cash == yuan("10")
    assert town.balance("e0") == yuan("90")
    assert refusal(lambda: town.engine.revoke(authoriser="e0", beneficiary="r0")) is RefusalCode.NO_GRANT


def test_a_revoked_grant_can_be_granted_anew_and_its_limit_starts_full() -> None:
    town = the_town((a_grant("e0", "r0", limit=yuan("15")),), **STRICT)
    town.settle(TEN, "r0")
    town.engine.revoke(authoriser="e0", beneficiary="r0")
    anew = let(town, "e0", "r0", limit=yuan("15"))
    assert town.engine.family_of("r0").used == {anew.id: Money.ZERO}
    assert town.settle(counter_sale(line("20")), "r0").figures.mutual_aid == yuan("15")
    assert town.engine.check() == []


def test_a_revoked_grant_leaves_room_for_another_authoriser() -> None:
    town = the_town((a_grant("e0", "r0"),), **STRICT)
    town.engine.revoke(authoriser="e0", beneficiary="r0")
    assert let(town, "e1", "r0").authoriser == "e1"


# family accounts


def test_e10_a_relatives_phone_shows_the_code_and_pays_nothing() -> None:
    town = the_town()
    town.engine.bind(owner="e0", member="r0", relation=Relation.PARENT)
    sold = town.settle(counter_sale(line("44.80")), "r0", shown_by="e0")
    assert (sold.holder, sold.shown_by, sold.figures.cash, town.balance("e0")) == ("r0", "e0", yuan("44.80"), yuan("100"))
    let(town, "e0", "r0")
    sold = town.settle(counter_sale(line("44.80")), "r0", shown_by="e0")
    assert (sold.figures.mutual_aid, sold.figures.cash, town.balance("e0")) == (yuan("44.80"), Money.ZERO, yuan("55.20"))


def test_a_grant_shows_no_code() -> None:
    town = the_town((a_grant("e0", "r0"),))
    assert refusal(lambda: town.settle(TEN, "r0", shown_by="e0")) is RefusalCode.NOT_BOUND


def test_an_owner_has_at_most_so_many_members_and_a_member_many_owners() -> None:
    town = the_town()
    for number in range(FAMILY_MEMBERS_AT_MOST):
        town.engine.bind(owner="e0", member=f"r{number}", relation=Relation.CHILD)
    before = dump(town.books)
    assert refusal(lambda: town.engine.bind(owner="e0", member="r5", relation=Relation.CHILD)) is RefusalCode.FAMILY_LIMIT
    again = town.engine.bind(owner="e0", member="r0", relation=Relation.CHILD)  # bound already: nothing happens
    assert dump(town.books) == before
    assert again in town.engine.family_of("e0").shows
    town.engine.unbind(owner="e0", member="r0")
    town.engine.bind(owner="e0", member="r5", relation=Relation.CHILD)
    other = town.engine.bind(owner="e1", member="r5", relation=Relation.PARENT)
    assert town.engine.family_of("r5").shown_by[-1] == other


def test_nobody_binds_oneself_and_what_is_not_bound_cannot_be_unbound(town: Town) -> None:
    assert refusal(lambda: town.engine.bind(owner="he", member="he", relation=Relation.CHILD)) is RefusalCode.RELATION_NOT_ALLOWED
    town.engine.bind(owner="he", member="far", relation=Relation.SIBLING)
    assert refusal(lambda: town.engine.unbind(owner="he", member="kid")) is RefusalCode.NOT_BOUND


def test_a_broken_binding_shows_no_code_any_more(town: Town) -> None:
    code = town.code("he", "daughter")
    assert town.engine.holder_of(code).id == "he"
    town.engine.bind(owner="daughter", member="kid", relation=Relation.GRANDCHILD)
    ended = town.engine.unbind(owner="daughter", member="he")
    assert (ended.owner, ended.member) == ("daughter", "he")
    assert refusal(lambda: town.engine.holder_of(code)) is RefusalCode.NOT_BOUND
    town.engine.bind(owner="daughter", member="he", relation=Relation.PARENT)
    assert town.engine.holder_of(code).id == "he"


# nobody


def test_people_who_are_not_there_are_bad_input(town: Town) -> None:
    for doing in (
        lambda: let(town, "x", "he"),
        lambda: let(town, "he", "x"),
        lambda: town.engine.bind(owner="x", member="he", relation=Relation.CHILD),
        lambda: town.engine.bind(owner="he", member="x", relation=Relation.CHILD),
        lambda: town.engine.family_of("x"),
        lambda: town.engine.person("x"),
        lambda: town.engine.set_insured("x", insured=True),
    ):
        with pytest.raises(BadInput) as error:
            doing()
        assert (error.value.code, error.value.facts["person"]) == ("unknown-person", "x")
    with pytest.raises(BadInput) as error:
        town.engine.set_designated("x", designated=True)
    assert error.value.code == "unknown-institution"
