"""The accountant's page: which accounts a settlement moves, and by how much."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from engine.ledger.booking import entry_of, opening_entry
from engine.model.codes import Event
from engine.money import Money
from tests.engine.settlements import a_draw, a_settlement, figures, the_undoing
from tests.engine.town import balance

if TYPE_CHECKING:
    from engine.ledger.entry import Entry


def booked(entry: Entry) -> dict[str, tuple[str, str]]:
    """{account: (amount, prior-year part)}."""
    assert max(Counter(line.account for line in entry.postings).values()) == 1
    return {line.account: (str(line.amount), str(line.prior_year)) for line in entry.postings}


def test_a_sale_takes_from_each_payer_and_gives_to_the_institution() -> None:
    assert booked(entry_of(a_settlement())) == {
        "personal:he": ("-30.00", "-10.00"),
        "personal:daughter": ("-25.00", "-5.00"),
        "fund:990100:employee": ("-40.00", "0.00"),
        "public": ("-5.00", "0.00"),
        "claims:clinic": ("95.00", "0.00"),  # what the bureau pays: fund, own account, mutual aid
        "drawer:clinic": ("5.00", "0.00"),
    }


def test_who_pays_nothing_is_not_on_the_page() -> None:
    assert booked(entry_of(a_settlement(figures=figures(cash="5"), draws=()))) == {
        "public": ("-5.00", "0.00"),
        "drawer:clinic": ("5.00", "0.00"),
    }


def test_each_authoriser_has_a_line() -> None:
    record = a_settlement(figures=figures(aid="35"), draws=(a_draw("daughter", "25"), a_draw("son", "10")))
    assert booked(entry_of(record)) == {
        "personal:daughter": ("-25.00", "0.00"),
        "personal:son": ("-10.00", "0.00"),
        "claims:clinic": ("35.00", "0.00"),
    }


def test_a_refund_is_the_same_page_backwards() -> None:
    sale = a_settlement()
    there, back = booked(entry_of(sale)), booked(entry_of(the_undoing(sale, "2")))
    assert back == {name: tuple(str(-Money.yuan(part)) for part in parts) for name, parts in there.items()}


def test_a_premium_goes_to_the_region_and_its_refund_comes_back_from_there() -> None:
    paid = a_settlement(
        event=Event.PREMIUM, institution=None, figures=figures(aid="390"), draws=(a_draw("mother", "390", prior_year="100"),)
    )
    assert booked(entry_of(paid)) == {"personal:mother": ("-390.00", "-100.00"), "premium:990100": ("390.00", "0.00")}
    assert booked(entry_of(the_undoing(paid, "2"))) == {"personal:mother": ("390.00", "100.00"), "premium:990100": ("-390.00", "0.00")}


def test_an_opening_balance_comes_from_the_opening_account() -> None:
    assert booked(opening_entry("he", balance("100", "40"))) == {"opening": ("-100.00", "0.00"), "personal:he": ("100.00", "40.00")}
    assert opening_entry("he", balance("0")).postings == ()
