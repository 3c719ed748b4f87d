"""Fourth stage: the ceiling of what the fund pays in a calendar year."""

from __future__ import annotations

import pytest

from engine.adjudicate.ceiling import apply_ceiling
from engine.model.codes import Status
from engine.model.year import Counted
from tests.engine.rules import a_benefit, yuan

SIX_THOUSAND = a_benefit(ceiling={Status.IN_SERVICE: yuan("6000")})


@pytest.mark.parametrize(
    ("fund", "used", "paid"),
    [
        ("1200", "5100", "900.00"),  # the handbook's "More"
        ("900", "5100", "900.00"),
        ("899.99", "5100", "899.99"),
        ("100", "6000", "0.00"),
        ("100", "9000", "0.00"),  # used more than the ceiling (an older edition's was higher): nothing, never less
        ("6000", "0", "6000.00"),
        ("0", "6000", "0.00"),
    ],
)
def test_the_fund_pays_up_to_what_is_left_of_the_year(fund: str, used: str, paid: str) -> None:
    amount, _ = apply_ceiling(yuan(fund), SIX_THOUSAND, Status.IN_SERVICE, Counted(fund=yuan(used)))
    assert str(amount) == paid


def test_a_status_without_a_ceiling_has_none() -> None:
    assert apply_ceiling(yuan("123456"), SIX_THOUSAND, Status.RETIRED, Counted(fund=yuan("99999"))) == (yuan("123456"), None)


def test_only_a_cut_has_a_reason_and_it_names_what_was_cut() -> None:
    used = Counted(fund=yuan("5100"))
    assert apply_ceiling(yuan("900"), SIX_THOUSAND, Status.IN_SERVICE, used)[1] is None
    _, step = apply_ceiling(yuan("1200"), SIX_THOUSAND, Status.IN_SERVICE, used)
    assert step is not None
    assert (step.rule, step.amount) == ("ceiling", yuan("300"))
    assert step.facts == {"ceiling_fen": 600000, "used_fen": 510000, "left_fen": 90000, "before_fen": 120000}
