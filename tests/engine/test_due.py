"""What time brings: a month's credits, the roll on 1 January, in the order they fell due, once, however late somebody looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.errors import Refusal
from engine.ledger.open import open_books
from engine.ledger.sqlite_reading import SqliteReading
from engine.model.codes import Insurance, Relation, Status
from engine.model.year import Counted
from engine.money import Money
from engine.policy.edition import AgeStep, CreditRules, Shareable
from engine.policy.source import Mark, Source, Sources
from engine.service.context import CHINA
from engine.service.credits import credit_of
from engine.service.found import Enrolment, World
from tests.engine.movements import movements_of, told
from tests.engine.rules import account, aid, an_edition, yuan
from tests.engine.town import FAR_AWAY, MORNING, Clock, a_bill, a_grant, a_town, an_engine, balance, counter_sale, employee, line, resident

if TYPE_CHECKING:
    from pathlib import Path

    from engine.model.person import Person
    from engine.policy.edition import Edition
    from tests.engine.town import Town

SOURCE = Source(key="law", title="a law", mark=Mark.SOURCED)
RULES = CreditRules(
    in_service=Decimal("0.02"),
    retired=yuan("100"),
    retired_from_age=(AgeStep(age=70, amount=yuan("110")), AgeStep(age=80, amount=yuan("130"))),
    sources=Sources(table=SOURCE),
)
CREDITING = an_edition(account=replace(account(), credit=RULES))


def paid(who: str, base: str = "6000", **changes: object) -> Person:
    return employee(who, **({"credited": True, "contribution_base": yuan(base)} | changes))


def the_town(*people: tuple[Person, str] | Person, edition: Edition = CREDITING) -> Town:
    return a_town(*people, editions=[edition])


def at(town: Town, moment: str) -> None:
    town.clock.now = datetime.fromisoformat(moment).replace(tzinfo=CHINA)


# the monthly credit


def test_a_month_brings_two_percent_of_the_base_at_its_first_moment() -> None:
    town = the_town((paid("he", "6001.25"), "500/100"))
    at(town, "2025-06-30 23:59:59")
    assert town.balance("he") == yuan("500")
    at(town, "2025-07-01")
    assert town.balance("he") == yuan("500") + yuan("120.03")  # 6001.25 x 2 % = 120.025, half-up
    assert town.engine.balances()["he"].prior_year == yuan("100"), "it is this year's"
    assert told(town) == [("credit", "2025-07-01T00:00", "he", "120.03")]
    (step,) = movements_of(town)[0].steps
    assert (step.rule, step.facts) == ("credit-in-service", {"base_fen": 600_125, "ratio": "0.02", "source": "law", "mark": "S"})


def test_missed_months_are_booked_with_the_moment_they_fell_due_and_once() -> None:
    town = the_town((paid("he"), "0"))
    at(town, "2025-09-05 14:00")
    town.settle(counter_sale(line("10")), "he")
    assert told(town) == [("credit", f"2025-0{month}-01T00:00", "he", "120.00") for month in (7, 8, 9)]
    assert town.balance("he") == yuan("350")
    for _ in range(3):
        town.clock.advance(days=1)
        town.balance("he")
    assert len(told(town)) == 3
    assert town.engine.check() == []


@pytest.mark.parametrize(
    "person",
    [
        employee("he", contribution_base=yuan("6000")),  # nobody is credited who is not said to be
        paid("he", insured=False),
        employee("he", credited=True),  # no base is known
        paid("he", "0.10"),  # 2 % of it is nothing
        paid("he", region=FAR_AWAY),  # no edition there
    ],
    ids=["not credited", "suspended", "no base", "rounds to nothing", "no edition"],
)
def test_who_gets_nothing(person: Person) -> None:
    town = the_town((person, "5"))
    at(town, "2025-12-31 23:00")
    assert town.balance("he") == yuan("5")
    assert told(town) == []


def test_an_edition_without_credits_brings_none_and_a_resident_gets_none() -> None:
    town = a_town((paid("he"), "5"), editions=[an_edition()])
    at(town, "2025-08-01")
    assert town.balance("he") == yuan("5")
    child = resident("kid", credited=True, contribution_base=yuan("6000"))
    town = the_town(child, (replace(child, id="she", insurance=Insurance.RESIDENT), "5"))
    at(town, "2025-08-01")
    assert town.engine.balances() == {"she": balance("5", "0")}


def test_a_newcomer_is_credited_from_the_next_month_and_a_suspended_person_again_after_that() -> None:
    town = the_town((paid("he"), "0"))
    town.engine.set_insured("he", insured=False)
    at(town, "2025-07-10")
    town.engine.set_insured("he", insured=True)
    assert told(town) == []
    at(town, "2025-08-01 09:00")
    assert town.balance("he") == yuan("120")


def test_the_sum_of_the_retired_rises_with_age() -> None:
    retired = paid("he", status=Status.RETIRED, born=date(1955, 7, 2))
    step = credit_of(retired, RULES, date(2025, 7, 1))
    assert (step.amount, step.facts["age"]) == (yuan("100"), 69)
    assert credit_of(retired, RULES, date(2025, 7, 2)).amount == yuan("110")
    assert credit_of(retired, RULES, date(2035, 7, 1)).amount == yuan("110")
    assert credit_of(retired, RULES, date(2035, 7, 2)).amount == yuan("130")
    flat = replace(RULES, retired_from_age=(), sources=Sources(figures={"retired": SOURCE}))
    assert credit_of(retired, flat, date(2035, 7, 2)).facts == {"age": 80, "source": "law", "mark": "S"}


# the roll


def test_on_the_first_of_january_everything_is_prior_year_before_the_month_brings_anything() -> None:
    town = the_town((paid("he"), "500/100"), (employee("she"), "70/70"), (employee("poor"), "0"))
    at(town, "2026-01-05 08:00")
    assert town.engine.balances()["he"] == balance("1340", "1220")  # 500 + 6 x 120 rolled, then January's 120
    assert [row for row in told(town) if row[1].startswith("2026")] == [
        ("roll", "2026-01-01T00:00", "he", "1120.00"),
        ("credit", "2026-01-01T00:00", "he", "120.00"),
    ]
    assert town.engine.check() == []


def test_what_may_be_shared_is_more_after_the_roll_also_in_a_quote() -> None:
    edition = an_edition(mutual_aid=aid(shareable=Shareable.PRIOR_YEAR))
    town = a_town((employee("daughter"), "100/30"), resident("kid"), editions=[edition], grants=[a_grant("daughter", "kid")])
    bill = counter_sale(line("80"))
    at(town, "2025-12-31 23:59:59")
    assert town.engine.pre_settle(bill, town.code("kid")).figures.mutual_aid == yuan("30")
    at(town, "2026-01-01")
    code = town.code("kid")
    quote = town.engine.pre_settle(bill, code)
    assert quote.figures.mutual_aid == yuan("80")
    assert town.engine.settle(bill, code, agreed=quote).figures == quote.figures


def test_a_quote_alone_brings_the_books_up_to_its_moment() -> None:
    town = the_town((paid("he"), "0"))
    code = town.code("he")
    at(town, "2025-07-01")
    town.clock.now = MORNING + timedelta(seconds=60)
    town.engine.pre_settle(counter_sale(line("10")), code)
    assert told(town) == []
    at(town, "2025-07-01")
    assert town.engine.balances()["he"].all == yuan("120")


# how it is done


def test_a_refused_sale_writes_nothing_but_what_time_brought_stays() -> None:
    town = the_town((paid("he"), "0"))
    code = town.code("he")
    at(town, "2025-07-01")
    with pytest.raises(Refusal):
        town.engine.settle(a_bill(), code)
    with town.books.read() as books:
        assert books.last_month_begun() == "2025-07"
        assert [kept.movement.at for kept in books.movements()] == [datetime(2025, 7, 1, tzinfo=CHINA)]


def test_a_look_before_the_first_write_begins_no_calendar() -> None:
    books = open_books("memory:")
    engine = an_engine(books)
    assert engine.balances() == {}
    with books.read() as reading:
        assert reading.last_month_begun() is None
    person = Enrolment(person=paid("he"), balance=balance("1"), counted=Counted())
    clock = Clock()
    engine = an_engine(books, editions=[CREDITING], clock=clock)
    assert not engine.people()
    engine.found(World(people=(person,)))  # in the same minute
    clock.now = datetime(2025, 7, 1, tzinfo=CHINA)
    assert engine.balances()["he"].all == yuan("121")


def test_a_clock_that_is_put_back_undoes_nothing() -> None:
    town = the_town((paid("he"), "0"))
    at(town, "2025-08-01")
    assert town.balance("he") == yuan("240")
    at(town, "2025-06-20")
    assert town.balance("he") == yuan("240")
    at(town, "2025-08-31")
    assert town.balance("he") == yuan("240")


def test_it_is_the_day_of_china_that_counts() -> None:
    town = the_town((paid("he"), "0"))
    town.clock.now = datetime(2025, 6, 30, 15, 59, 59, tzinfo=UTC)
    assert town.balance("he") == Money.ZERO
    town.clock.now += timedelta(seconds=1)
    assert town.balance("he") == yuan("120")


def test_two_tills_on_one_file_book_it_once_and_each_sees_it(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'books.db'}"
    town = a_town((paid("he"), "0"), url=url, editions=[CREDITING])
    other_books = open_books(url)
    other = an_engine(other_books, editions=[CREDITING], clock=town.clock)
    at(town, "2025-07-01 08:00")
    assert other.balances()["he"].all == yuan("120")
    assert town.balance("he") == yuan("120")
    at(town, "2025-08-01 08:00")
    town.settle(counter_sale(line("20")), "he")
    assert other.balances()["he"].all == yuan("220")
    assert [row[1] for row in told(town)] == ["2025-07-01T00:00", "2025-08-01T00:00"]
    other_books.close()
    town.books.close()


def test_within_a_minute_nothing_more_is_asked_of_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    town = the_town((paid("he"), "100"))
    asked: list[str] = []
    look = SqliteReading.last_month_begun

    def looked(books: SqliteReading) -> str | None:
        asked.append("due")
        return look(books)

    monkeypatch.setattr(SqliteReading, "last_month_begun", looked)
    for _ in range(5):
        town.settle(counter_sale(line("1")), "he")
        town.clock.advance(seconds=11)
    assert asked == []
    town.clock.advance(seconds=5)
    town.settle(counter_sale(line("1")), "he")
    assert asked == ["due"]


def test_transfers_come_back_between_the_months_in_their_order() -> None:
    far = employee("far", region=FAR_AWAY)
    town = the_town((paid("he"), "500/100"), (far, "0"))
    at(town, "2025-06-30 10:00")
    town.engine.wallet.send("he", "far", Relation.SIBLING, yuan("50"))
    at(town, "2025-08-20")
    town.balance("he")
    assert [row[:2] for row in told(town)] == [
        ("wallet-sent", "2025-06-30T10:00"),
        ("credit", "2025-07-01T00:00"),
        ("wallet-returned", "2025-07-01T06:00"),
        ("credit", "2025-08-01T00:00"),
    ]
    assert town.engine.check() == []
