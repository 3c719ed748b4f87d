"""Founding: a world is facts. It is not judged, but must make sense; and founding again adds newcomers only."""

from __future__ import annotations

from typing import Any

import pytest

from engine.errors import BadInput
from engine.model.codes import Relation
from engine.model.family import Binding, Grant
from engine.model.year import Counted
from engine.service.found import Enrolment, World
from tests.engine.ledger_dump import dump
from tests.engine.rules import aid, an_edition, yuan
from tests.engine.town import Town, a_grant, a_town, counter_sale, employee, line, resident

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


def test_grants_of_a_world_are_not_judged() -> None:
    town = the_town((a_grant("e0", "r0"), a_grant("e1", "r0"), a_grant("r0", "e0", relation=Relation.SIBLING)), **STRICT)
    assert [grant.authoriser for grant in town.engine.family_of("r0").received] == ["e0", "e1"]


@pytest.mark.parametrize(
    ("world", "code"),
    [
        (World(grants=(a_grant("he", "nobody"),)), "unknown-person"),
        (World(grants=(a_grant("nobody", "he"),)), "unknown-person"),
        (World(bindings=(Binding(owner="he", member="nobody", relation=Relation.CHILD),)), "unknown-person"),
        (World(grants=(a_grant("he", "he"),)), "bad-pair"),
        (World(grants=(a_grant("he", "kid"), a_grant("he", "kid"))), "bad-pair"),
        (World(bindings=(Binding(owner="he", member="he", relation=Relation.CHILD),)), "bad-pair"),
    ],
)
def test_a_world_that_makes_no_sense_is_refused_and_leaves_nothing(town: Town, world: World, code: str) -> None:
    before = dump(town.books)
    with pytest.raises(BadInput) as error:
        town.engine.found(world)
    assert error.value.code == code
    assert dump(town.books) == before


def test_founding_again_adds_newcomers_only_and_leaves_who_is_known(town: Town) -> None:
    town.settle(TEN, "he")
    town.engine.revoke(authoriser="daughter", beneficiary="he")
    known = Enrolment(person=employee("he"), balance=None, counted=Counted(deductible=yuan("99")))
    newcomer = Enrolment(person=resident("new"), balance=None, counted=Counted())
    grants = (a_grant("daughter", "he"), a_grant("daughter", "new"))
    town.engine.found(World(people=(known, newcomer), grants=grants))
    assert town.balance("he") == yuan("490")
    assert town.engine.counted("he") == Counted()
    assert [grant.beneficiary for grant in town.engine.family_of("daughter").given] == ["new"]
    assert town.engine.people()[-1].id == "new"
    before = dump(town.books)
    town.engine.found(World(people=(known, newcomer), grants=grants))
    assert dump(town.books) == before
