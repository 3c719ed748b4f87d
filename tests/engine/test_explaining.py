"""Explanations from the books: of a quote as they are, of a record as they were, whatever happened since."""

# A builder hands any field of a value on.
# ruff: noqa: ANN401

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from engine.model.codes import AccountUse, Relation, Why
from engine.model.family import Binding
from engine.policy.edition import PerSettlement, Shareable, Trigger
from engine.policy.source import Mark, Source, Sources
from tests.engine.rules import aid, an_edition, yuan
from tests.engine.town import FAR_AWAY, Town, a_grant, a_town, an_engine, counter_sale, employee, line, resident

if TYPE_CHECKING:
    from collections.abc import Callable

    from engine.model.explanation import Explanation, NotDrawn
    from engine.policy.edition import Edition

HUNDRED = counter_sale(line("100"))
SHOWS = Binding(owner="daughter", member="grandma", relation=Relation.PARENT)


def lane(*, edition: Edition | None = None, bindings: tuple[Binding, ...] = (SHOWS,), **grants: dict[str, Any]) -> Town:
    """Grandma's children: daughter 300 (100 of it of earlier years), son 50; a far nephew 900; she is a resident."""
    people = (employee("daughter"), "300/100"), (employee("son"), "50"), (employee("nephew", region=FAR_AWAY), "900")
    given = [a_grant(who, "grandma", **more) for who, more in grants.items()]
    return a_town(*people, resident("grandma"), bindings=bindings, grants=given, editions=[edition or an_edition()])


def apart(found: Explanation) -> list[tuple[str, Why, str, str]]:
    return [(over.authoriser, over.why, str(over.would_have_paid), str(over.cash_then)) for over in found.not_drawn]


def both(town: Town, holder: str = "grandma", **how: Any) -> list[NotDrawn]:
    """What is said of a quote, which is what is said of the sale that follows."""
    shown_by = how.pop("shown_by", None)
    bill = replace(HUNDRED, **how)
    quoted = town.engine.explaining.of_quote(town.engine.pre_settle(bill, town.code(holder, shown_by)))
    record = town.settle(bill, holder, shown_by=shown_by)
    booked = town.engine.explaining.of_record(record)
    assert booked == quoted
    assert [reason.step for reason in booked.reasons if reason.step.rule != "passed-over-no-grant"] == list(record.steps)
    return list(booked.not_drawn)


def test_the_phone_that_showed_the_code_moves_no_money_but_a_grant_would() -> None:
    (found,) = both(lane(), shown_by="daughter")
    assert (found.authoriser, found.why, found.facts["bound"], found.facts["relation"]) == ("daughter", Why.NO_GRANT, "presenter", "parent")
    assert (str(found.would_have_paid), str(found.cash_then), str(found.at_least)) == ("100.00", "0.00", "100.00")


@pytest.mark.parametrize(
    ("binding", "bound", "relation"),
    [
        (Binding(owner="son", member="grandma", relation=Relation.PARENT), "owner", "parent"),
        (Binding(owner="grandma", member="son", relation=Relation.CHILD), "member", "parent"),
        (Binding(owner="grandma", member="son", relation=Relation.GRANDCHILD), "member", "grandparent"),
        (Binding(owner="grandma", member="son", relation=Relation.SPOUSE), "member", "spouse"),
    ],
)
def test_a_family_account_binds_either_way(binding: Binding, bound: str, relation: str) -> None:
    """The relation is what she would be to him in the grant."""
    (found,) = both(lane(bindings=(binding,)))
    assert (found.authoriser, found.facts["bound"], found.facts["relation"]) == ("son", bound, relation)
    assert (str(found.would_have_paid), str(found.cash_then)) == ("50.00", "50.00")


def test_bound_both_ways_is_told_once() -> None:
    back = Binding(owner="grandma", member="daughter", relation=Relation.CHILD)
    assert len(both(lane(bindings=(SHOWS, back)))) == 1


def test_a_resident_and_an_empty_account_could_not_have_paid() -> None:
    town = a_town(resident("kid"), resident("mother"), (employee("aunt"), "0"), bindings=[
        Binding(owner="mother", member="kid", relation=Relation.CHILD), Binding(owner="aunt", member="kid", relation=Relation.CHILD),
    ])  # fmt: skip
    assert both(town, "kid") == []


def test_a_grant_that_could_not_be_filed_is_told_as_refused() -> None:
    one = an_edition(mutual_aid=aid(authorisers_per_beneficiary=1))
    refused = {over.authoriser: over.refused for over in both(lane(edition=one, son={}))}
    assert refused == {"daughter": "single-authoriser"}
    narrow = an_edition(mutual_aid=aid(relations=frozenset({Relation.CHILD})))
    assert [over.refused for over in both(lane(edition=narrow))] == ["relation-not-allowed"]


def test_a_relative_insured_where_no_edition_holds_could_file_no_grant() -> None:
    far = Binding(owner="nephew", member="grandma", relation=Relation.GRANDPARENT)
    assert [over.refused for over in both(lane(bindings=(far,)))] == ["no-edition"]


CASES: list[tuple[dict[str, Any], dict[str, Any], dict[str, Any], list[tuple[str, Why, str]]]] = [
    ({}, {"son": {"limit": yuan("0")}}, {}, [("son", Why.LIMIT_USED_UP, "50.00")]),
    ({"reserve": yuan("60")}, {"son": {}}, {}, [("son", Why.RESERVE, "100.00")]),
    ({}, {"nephew": {}}, {}, [("nephew", Why.OTHER_PROVINCE, "100.00")]),
    ({}, {"son": {"covers": frozenset()}}, {}, [("son", Why.NOT_COVERED, "50.00")]),
    ({"trigger": Trigger.ASKED}, {"son": {}}, {}, [("son", Why.NOT_ASKED, "50.00")]),
    ({"trigger": Trigger.ASKED}, {"son": {}}, {"account": AccountUse.OFF}, [("son", Why.ACCOUNT_OFF, "50.00")]),
    ({"trigger": Trigger.ASKED}, {"nephew": {}}, {"account": AccountUse.ASK_MUTUAL_AID}, [("nephew", Why.OTHER_PROVINCE, "100.00")]),
    ({"shareable": Shareable.PRIOR_YEAR}, {"son": {}}, {}, [("son", Why.NO_PRIOR_YEAR, "50.00")]),
    ({"per_settlement": PerSettlement.ONE}, {"son": {}, "daughter": {}}, {}, [("daughter", Why.OTHER_AUTHORISER, "50.00")]),
]


@pytest.mark.parametrize(("rules", "grants", "how", "told"), CASES)
def test_of_a_quote_and_of_the_record_the_same_is_said(
    rules: dict[str, Any], grants: dict[str, Any], how: dict[str, Any], told: list[tuple[str, Why, str]]
) -> None:
    found = both(lane(edition=an_edition(mutual_aid=aid(**rules)), bindings=(), **grants), **how)
    assert [(over.authoriser, over.why, str(over.would_have_paid)) for over in found] == told


def unbound(town: Town) -> None:
    town.engine.unbind(owner="daughter", member="grandma")


def granted(town: Town) -> None:
    town.engine.grant(authoriser="daughter", beneficiary="grandma", relation=Relation.PARENT)


def suspended(town: Town) -> None:
    town.engine.set_insured("daughter", insured=False)
    town.engine.set_insured("son", insured=False)


def spent(town: Town) -> None:
    town.settle(counter_sale(line("280")), "daughter")
    town.settle(counter_sale(line("45")), "son")


def revoked(town: Town) -> None:
    town.engine.revoke(authoriser="son", beneficiary="grandma")


@pytest.mark.parametrize("since", [unbound, granted, suspended, spent, revoked])
def test_what_is_said_of_a_record_does_not_change_with_the_books(since: Callable[[Town], None]) -> None:
    town = lane(edition=an_edition(mutual_aid=aid(reserve=yuan("60"))), son={"limit": yuan("70")})
    record = town.settle(HUNDRED, "grandma", shown_by="daughter")
    before = town.engine.explaining.of_record(record)
    assert apart(before) == [("son", Why.RESERVE, "70.00", "30.00"), ("daughter", Why.NO_GRANT, "100.00", "0.00")]
    town.clock.advance(days=1)
    since(town)
    assert town.engine.explaining.of_record(record) == before


def test_a_suspension_in_the_same_second_is_told_from_the_record() -> None:
    town = lane(bindings=(), son={})
    town.engine.set_insured("son", insured=False)
    record = town.settle(HUNDRED, "grandma")
    town.engine.set_insured("son", insured=True)
    assert apart(town.engine.explaining.of_record(record)) == [("son", Why.AUTHORISER_SUSPENDED, "50.00", "50.00")]


def test_a_quote_that_the_books_have_overtaken_keeps_its_reasons_and_promises_nothing() -> None:
    town = lane(bindings=(), son={"limit": yuan("0")}, daughter={"limit": yuan("20")})
    quote = town.engine.pre_settle(HUNDRED, town.code("grandma"))
    town.settle(HUNDRED, "grandma")
    assert apart(town.engine.explaining.of_quote(quote)) == [("son", Why.LIMIT_USED_UP, "None", "None")]


def test_a_refund_and_a_premium_have_their_reasons_too() -> None:
    town = lane(daughter={})
    refund = town.engine.refund(town.settle(HUNDRED, "grandma").id)
    found = town.engine.explaining.of_record(refund)
    assert [(reason.step.rule, reason.grounds[0].key) for reason in found.reasons] == [("refund", "rule:undo")]
    assert found.reported is not None
    assert (str(found.reported.cash), str(found.reported.mutual_aid)) == ("0.00", "-100.00")
    town = lane(edition=an_edition(premium={"adult": yuan("40")}), daughter={})
    premium = town.engine.pay_premium(authoriser="daughter", beneficiary="grandma", kind="adult")
    assert apart(town.engine.explaining.of_record(premium)) == []


def test_an_edition_that_is_not_known_here_gives_no_titles_and_no_promises() -> None:
    source = Source(key="mine", title="自编 / My own", mark=Mark.ASSUMED)
    own = an_edition(sources=(source,), mutual_aid=aid(sources=Sources(table=source), reserve=yuan("60")))
    town = lane(edition=own, bindings=(), son={})
    record = town.settle(HUNDRED, "grandma")
    for others in ([an_edition()], [an_edition(region=FAR_AWAY)]):
        found = an_engine(town.books, editions=others).explaining.of_record(record)
        assert apart(found) == [("son", Why.RESERVE, "None", "None")]
        assert found.reported is None
        assert {ground.title for ground in found.sources if ground.key == "mine"} == {""}
    other_rules = an_edition(mutual_aid=aid(), effective=own.effective, sources=(source,))
    assert an_engine(town.books, editions=[other_rules]).explaining.of_record(record).reported is None, "comes out otherwise"
