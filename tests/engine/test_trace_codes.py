"""Drug trace codes 药品追溯码: named once the edition requires them, each pack sold once, freed by what undoes its sale."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.errors import BadInput, Refusal, RefusalCode
from engine.model.codes import Fault
from engine.model.trace import ONE_PACK, is_trace_code, packs, portions
from tests.engine.ledger_dump import dump
from tests.engine.town import Town, a_bill, a_town, employee, hospital, line, refusal
from tests.engine.traced import MISSING, SOLD, A, B, C, a_pack, a_town_that_requires, pack

if TYPE_CHECKING:
    from engine.model.bill import Bill


@pytest.fixture
def town() -> Town:
    return a_town_that_requires()


def refused(town: Town, bill: Bill, who: str = "she") -> Refusal:
    """The same by a quote and by a sale; neither writes anything but the code that is issued."""
    before = dump(town.books, without={"credential"})
    with pytest.raises(Refusal) as quoted:
        town.engine.pre_settle(bill, town.code(who))
    with pytest.raises(Refusal) as settled:
        town.settle(bill, who)
    assert dump(town.books, without={"credential"}) == before
    assert (quoted.value.code, quoted.value.facts) == (settled.value.code, settled.value.facts)
    return settled.value


# what must be named


@pytest.mark.parametrize(
    ("quantity", "codes"),
    [("1", ()), ("2", (A,)), ("2.5", (A, B)), ("0.0001", ()), ("1.0001", (A,))],
)
def test_each_pack_of_a_traced_item_names_its_code(town: Town, quantity: str, codes: tuple[str, ...]) -> None:
    error = refused(town, a_bill(line("5"), pack(quantity, *codes)))
    assert (error.code, error.facts["line"], error.facts["item"], error.facts["given"]) == (MISSING, 2, "amox", len(codes))
    assert error.facts["packs"] == len(codes) + 1


@pytest.mark.parametrize(("quantity", "codes"), [("1", (A,)), ("2", (A, B)), ("2.5", (A, B, C)), ("0.5", (A,)), ("0.5", (A, B))])
def test_with_its_codes_it_is_sold_and_the_record_keeps_them(town: Town, quantity: str, codes: tuple[str, ...]) -> None:
    sold = town.settle(a_pack(quantity, *codes), "he")
    assert sold.lines[0].trace == codes
    assert town.engine.settlement(sold.id) == sold
    assert town.engine.refund(sold.id).lines[0].trace == codes
    assert town.engine.check() == []


def test_the_day_is_that_of_the_sale_and_the_edition_the_holders(town: Town) -> None:
    town.clock.advance(hours=-10)  # 23:00 of the day before
    town.settle(a_pack("1"), "he")
    town.clock.advance(hours=1)
    assert refused(town, a_pack("1")).code is MISSING


def test_an_edition_without_a_day_requires_none() -> None:
    town = a_town((employee("he"), "100"))
    town.settle(a_pack("1"), "he")


def test_an_untraced_item_needs_none_and_may_name_one_that_is_sold_once_as_well(town: Town) -> None:
    town.settle(a_pack("1", traced=False), "he")
    town.settle(a_pack("1", A, traced=False), "he")
    assert refused(town, a_pack("1", A)).code is SOLD


def test_before_the_day_a_code_is_kept_and_unique_too(town: Town) -> None:
    town.clock.advance(days=-1)
    town.settle(a_pack("2", A), "he")
    assert refused(town, a_pack("1", A)).code is SOLD


@pytest.mark.parametrize("code", ["", " ", "1 ", " 1", "x" * 101, "追溯", "1\n", "\x1d01", "\x7f", "１"])
def test_what_is_no_trace_code(town: Town, code: str) -> None:
    with pytest.raises(BadInput) as wrong:
        town.settle(a_pack("1", code), "he")
    assert (wrong.value.code, wrong.value.facts["line"]) == ("bad-trace-code", 1)


@pytest.mark.parametrize("code", ["0", "x" * 100, "(01)06901234567892(21)A b", "~!"])
def test_what_is_one(town: Town, code: str) -> None:
    assert town.settle(a_pack("1", code), "he").lines[0].trace == (code,)


# sold once


def test_a_second_sale_is_told_the_first_ones_number_time_and_place(town: Town) -> None:
    first = town.settle(a_pack("2", A, B), "he")
    town.clock.advance(minutes=5)
    error = refused(town, a_pack("2", C, B, at="second"))
    assert error.code is SOLD
    assert error.facts == {
        "line": 1, "item": "amox", "name": "amox", "trace": B, "settlement": first.id, "at": first.at.isoformat(),
        "institution": "clinic", "place": hospital().name,
    }  # fmt: skip
    town.settle(a_pack("1", C), "she")


def test_the_same_code_twice_within_one_sale(town: Town) -> None:
    assert refused(town, a_pack("2", A, A)).facts["first_line"] == 1
    error = refused(town, a_bill(pack("0.5", A), pack("0.5", A)))
    assert (error.code, error.facts["line"], error.facts["first_line"]) == (SOLD, 2, 1)


def test_a_refund_frees_it_and_a_reversal_too(town: Town) -> None:
    town.engine.refund(town.settle(a_pack("1", A), "he").id)
    town.settle(a_pack("1", A), "he", key="k")
    town.engine.reverse("k")
    again = town.settle(a_pack("1", A), "she")
    assert refused(town, a_pack("1", A)).facts["settlement"] == again.id, "the first that still stands"
    assert town.engine.check() == []


def test_a_retried_key_gets_the_first_result(town: Town) -> None:
    first = town.settle(a_pack("1", A), "he", key="k")
    assert town.settle(a_pack("1", A), "he", key="k") == first
    assert refusal(lambda: town.settle(a_pack("1", B), "he", key="k")) is RefusalCode.KEY_CONFLICT


def test_a_fault_before_the_commit_sells_nothing_and_one_after_it_does(town: Town) -> None:
    assert refusal(lambda: town.settle(a_pack("1", A), "he", fault=Fault.BEFORE_COMMIT)) is RefusalCode.OUTCOME_UNKNOWN
    assert refusal(lambda: town.settle(a_pack("1", A), "he", fault=Fault.REPLY_LOST, key="k")) is RefusalCode.OUTCOME_UNKNOWN
    assert refused(town, a_pack("1", A)).code is SOLD
    assert town.settle(a_pack("1", A), "he", key="k").key == "k"


def test_trace_codes_are_judged_after_the_lines_and_before_the_pin_and_the_figures(town: Town) -> None:
    zero = a_bill(pack("1"), line("0"))
    assert refusal(lambda: town.settle(zero, "he")) is RefusalCode.ZERO_LINE
    agreed = town.engine.pre_settle(a_pack("1", A), town.code("she"))
    assert refusal(lambda: town.settle(a_pack("1"), "he", pin="000000", agreed=agreed)) is MISSING


# split packs


def test_a_split_pack_repeats_its_code_until_it_is_empty(town: Town) -> None:
    first = town.settle(a_pack("0.5", A), "he")
    town.settle(a_pack("0.3", A), "she")
    assert refused(town, a_pack("0.2001", A)).facts["settlement"] == first.id
    assert refused(town, a_pack("1", A)).code is SOLD, "and never again as a whole pack"
    town.settle(a_pack("1.2", B, A), "she")
    assert refused(town, a_pack("0.0001", A)).code is SOLD
    town.engine.refund(first.id)
    town.settle(a_pack("0.5", A), "she")
    assert town.engine.check() == []


@pytest.mark.parametrize(
    ("quantity", "codes", "parts"),
    [
        ("1", "A", {"A": 10_000}),
        ("0.25", "A", {"A": 2_500}),
        ("2.5", "ABC", {"A": 10_000, "B": 10_000, "C": 5_000}),
        ("0.5", "AB", {"A": 5_000, "B": 5_000}),
        ("1", "AB", {"A": 10_000, "B": 10_000}),
        ("2", "", {}),
        ("-1.5", "AB", {"A": -10_000, "B": -5_000}),
    ],
)
def test_what_a_code_stands_for(quantity: str, codes: str, parts: dict[str, int]) -> None:
    assert portions([(Decimal(quantity), tuple(codes))]) == parts


@given(st.decimals(min_value="0.0001", max_value="999", places=4))
def test_as_many_codes_as_packs_stand_for_exactly_the_quantity(quantity: Decimal) -> None:
    codes = tuple(map(str, range(packs(quantity))))
    assert sum(portions([(quantity, codes)]).values()) == quantity * ONE_PACK
    assert all(is_trace_code(code) for code in codes)


steps = st.lists(
    st.tuples(st.sampled_from(["sale", "refund"]), st.sampled_from(["0.25", "0.5", "1", "1.5", "2"]), st.permutations([A, B, C]))
)


@settings(max_examples=40, deadline=None)
@given(steps)
def test_whatever_happens_no_more_than_a_pack_is_sold_under_a_code(happens: list[tuple[str, str, list[str]]]) -> None:
    """Against the plainest model: what is left of each pack."""
    town = a_town_that_requires()
    left = dict.fromkeys((A, B, C), Decimal(1))
    standing: list[tuple[str, dict[str, Decimal]]] = []
    for do, quantity, order in happens:
        if do == "refund":
            if standing:
                number, took = standing.pop(0)
                town.engine.refund(number)
                left = {code: rest + took.get(code, 0) for code, rest in left.items()}
            continue
        codes = order[: packs(Decimal(quantity))]
        takes = {code: min(Decimal(1), Decimal(quantity) - place) for place, code in enumerate(codes)}
        if all(take <= left[code] for code, take in takes.items()):
            standing.append((town.settle(a_pack(quantity, *codes), "he").id, takes))
            left = {code: rest - takes.get(code, 0) for code, rest in left.items()}
        else:
            assert refused(town, a_pack(quantity, *codes)).code is SOLD
    assert town.engine.check() == []
    town.books.close()
