"""Values are frozen, however they are made; figures are built only if they add up."""

from __future__ import annotations

import pickle
from copy import deepcopy
from dataclasses import FrozenInstanceError, fields
from decimal import Decimal
from typing import TYPE_CHECKING, Any, cast

import pytest

from engine.adjudicate.adjudication import Adjudication, make_adjudication
from engine.allocate.purses import Allocation, make_allocation
from engine.model.codes import ItemClass, Why
from engine.model.maker import maker
from engine.model.settlement import Draw, Figures, LineSplit, PassedOver, make_draw, make_line_split, make_passed_over
from engine.model.step import Step, make_step
from engine.model.year import Accrual, Counted, make_accrual
from engine.money import Money
from tests.engine.town import line

if TYPE_CHECKING:
    from collections.abc import Callable

ONE, NONE = Money(100), Money(0)
MADE: list[tuple[type, Callable[..., Any], dict[str, Any]]] = [
    (Step, make_step, {"rule": "cash", "amount": ONE, "facts": {"burden_fen": 100}}),
    (Draw, make_draw, {"authoriser": "aunt", "grant": 7, "amount": ONE, "prior_year": NONE, "year": "2025"}),
    (PassedOver, make_passed_over, {"authoriser": "aunt", "grant": 7, "why": Why.RESERVE}),
    (Accrual, make_accrual, {"group": "inpatient", "period": "2025", "deductible": ONE, "fund": NONE}),
    (
        LineSplit,
        make_line_split,
        {"code": "a", "name": "b", "item_class": ItemClass.B, "quantity": Decimal(1), "price": Decimal(1), "total": ONE,
         "off_catalogue": NONE, "over_limit": NONE, "first_share": NONE, "in_scope": ONE, "trace": ("8",)},
    ),
    (
        Adjudication,
        make_adjudication,
        {"lines": (), "amount": ONE, "off_catalogue": NONE, "in_scope": ONE, "deductible": NONE, "fund": ONE, "accruals": (), "steps": ()},
    ),
    (Allocation, make_allocation, {"own": ONE, "own_prior_year": NONE, "draws": (), "passed_over": (), "cash": NONE, "steps": ()}),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "make", "given"), MADE, ids=[kind.__name__ for kind, _, _ in MADE])
def test_what_a_maker_makes_is_what_the_class_makes(kind: type, make: Callable[..., Any], given: dict[str, Any]) -> None:
    built: Any = kind(**given)
    for made in (make(**given), maker(kind)(**given)):
        assert type(made) is kind
        assert (made, repr(made)) == (built, repr(built))
        assert deepcopy(made) == pickle.loads(pickle.dumps(made)) == built  # noqa: S301 - our own bytes
        assert [getattr(made, field.name) for field in fields(cast("Any", kind))] == list(given.values())


@pytest.mark.parametrize(("kind", "make", "given"), MADE, ids=[kind.__name__ for kind, _, _ in MADE])
def test_what_a_maker_makes_is_frozen(kind: type, make: Callable[..., Any], given: dict[str, Any]) -> None:
    made, name = make(**given), next(iter(given))
    with pytest.raises(FrozenInstanceError):
        setattr(made, name, "other")
    with pytest.raises(FrozenInstanceError):
        delattr(made, name)
    assert not hasattr(made, "__dict__"), kind


def test_a_maker_wants_every_field_and_no_other() -> None:
    make: Any = make_step
    for given in ({"rule": "cash", "amount": ONE}, {"rule": "cash", "amount": ONE, "facts": {}, "more": 1}):
        with pytest.raises(TypeError):
            make(**given)


def test_a_value_that_judges_its_fields_is_built_by_its_class_alone() -> None:
    with pytest.raises(TypeError, match=r"^<class '.*\.Counted'> judges its fields when it is built$"):
        maker(Counted)


@pytest.mark.parametrize(
    "value",
    [
        Draw(authoriser="aunt", grant=7, amount=Money(3), prior_year=Money(2), year="2025"),
        Accrual(group="inpatient", period="2025", deductible=Money(3), fund=Money(2)),
        LineSplit(
            code="a", name="b", item_class=ItemClass.B, quantity=Decimal("2.5"), price=Decimal(9), total=Money(2250),
            off_catalogue=Money(1), over_limit=Money(2), first_share=Money(3), in_scope=Money(2244), trace=("8",),
        ),
    ],
    ids=["draw", "accrual", "line"],
)  # fmt: skip
def test_a_refund_has_every_amount_the_other_way_and_all_else_alike(value: Draw | Accrual | LineSplit) -> None:
    back = value.negated()
    assert type(back) is type(value)
    for field in fields(value):
        was = getattr(value, field.name)
        goes_back = isinstance(was, Money) or field.name == "quantity"  # and not the price of a unit
        assert getattr(back, field.name) == (-was if goes_back else was), field.name


# figures

RIGHT = {"total": 100, "off_catalogue": 10, "over_limit": 20, "first_share": 30, "in_scope": 40, "deductible": 5, "fund": 25,
         "burden": 75, "own_account": 15, "mutual_aid": 20, "cash": 40}  # fmt: skip


def figures(**changes: int) -> Figures:
    return Figures(**{name: Money(fen) for name, fen in (RIGHT | changes).items()})


def test_figures_that_add_up_are_built_and_know_their_names() -> None:
    assert {name: amount.fen for name, amount in figures().by_name().items()} == RIGHT
    assert list(figures().by_name()) == list(RIGHT)
    assert {name: amount.fen for name, amount in figures().negated().by_name().items()} == {name: -fen for name, fen in RIGHT.items()}
    assert not any(figures(**dict.fromkeys(RIGHT, 0)).by_name().values())


@pytest.mark.parametrize("name", [name for name in RIGHT if name != "deductible"])
@pytest.mark.parametrize("by", [1, -1])
def test_a_fen_too_many_or_too_few_anywhere_is_refused(name: str, by: int) -> None:
    with pytest.raises(ValueError, match="do not add up"):
        figures(**{name: RIGHT[name] + by})


@pytest.mark.parametrize("changes", [{"deductible": -1}, {"cash": -1, "own_account": 56}, {"first_share": -1, "in_scope": 71}])
def test_figures_of_both_signs_are_refused(changes: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="do not add up"):
        figures(**changes)


def test_a_line_knows_its_amount() -> None:
    assert line("0.333333", "3").amount == Money(100)  # 99.9999
    assert line("98", "2.5").amount == Money(24500)
