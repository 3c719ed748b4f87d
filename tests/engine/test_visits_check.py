"""`books check` on visits: a visit and the settlements it rests on agree, whatever was done behind the books' back."""

# Statements are put together from names in this file.
# ruff: noqa: S608

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.model.returned import Returned
from tests.engine.tampering import assert_named, checked, set_in_body
from tests.engine.ward import a_ward, hand

if TYPE_CHECKING:
    from pathlib import Path

BEGUN, PAID, UNDONE, OFF, OUT = (f"kind = '{kind}' AND visit = 'V20250616000{number}'" for kind, number in (
    ("registered", 1), ("settled", 1), ("undone", 2), ("called-off", 3), ("handed-out", 1)))  # fmt: skip


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One whose medicines are out, one refunded, one called off with a fee, one without, one partly returned."""
    file = tmp_path_factory.mktemp("seen") / "books.db"
    ward = a_ward(f"sqlite:///{file}")
    ward.visits.collect(ward.paid()[0], [hand("amox", "1")])
    ward.town.engine.refund(ward.paid()[1].id)
    ward.visits.cancel(ward.register().registration.visit)
    ward.visits.cancel(ward.register(free=True).registration.visit)
    ward.town.engine.give_back(ward.paid(("amox", "3"))[1].id, [Returned(item="amox", quantity=Decimal(1))])
    ward.town.books.close()
    return file


def test_sound_books_give_nothing(seen: Path) -> None:
    assert checked(seen) == []


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (f"DELETE FROM visit_event WHERE {BEGUN}", "visit V202506160001: what happened to it cannot have happened so"),
        (f"DELETE FROM visit_event WHERE {PAID}", "visit V202506160001: what happened to it cannot have happened so"),
        (f"UPDATE visit_event SET visit = 'V9' WHERE {OUT}", "visit V9: what happened to it cannot have happened so"),
        (
            "UPDATE visit_event SET visit = 'V9' WHERE visit = 'V202506160001'",
            "visit V9: what happened to it cannot have happened so",
        ),
        (set_in_body("visit_event", "lines[0].quantity", "'9'", OUT), "visit V202506160001: what happened to it cannot have happened so"),
        (f"UPDATE visit_event SET person = 'bob' WHERE {BEGUN}", "visit V202506160001: its columns are not those of its events"),
        (f"UPDATE visit_event SET day = '2025-01-01' WHERE {OUT}", "visit V202506160001: its columns are not those of its events"),
        (set_in_body("visit_event", "registration.person", "'bob'", BEGUN), "visit V202506160001: what happened to it"),
        (set_in_body("visit_event", "registration.institution", "'pharmacy'", BEGUN), "or its place is no hospital"),
        (set_in_body("visit_event", "registration.fee", "'scan'", BEGUN), "visit V202506160001: settlement 20250616"),
        (set_in_body("visit_event", "settlement", "'20250616000009'", PAID), "is not that of its bill"),
        (
            set_in_body("visit_event", "settlement", "'20250616000001'", UNDONE),
            "visit V202506160002: settlement 20250616000001 does not undo",
        ),
        (set_in_body("visit_event", "settlement", "null", OFF), "visit V202506160003: settlement None does not undo"),
        (f"DELETE FROM visit_event WHERE {UNDONE}", "which it rests on, was undone"),
        (f"DELETE FROM visit_event WHERE {OFF}", "which it rests on, was undone"),
        ("DELETE FROM visit_event WHERE kind = 'reduced'", "which it rests on, was undone"),
        ("UPDATE visit_event SET body = x'7b' WHERE kind = 'reduced'", "the books cannot be read further"),
        (f"UPDATE visit_event SET at = 'soon' WHERE {OUT}", "the books cannot be read further"),
        (f"UPDATE visit_event SET kind = 'ended' WHERE {OUT}", "the books cannot be read further"),
    ],
)
def test_what_was_tampered_with_is_named(seen: Path, tmp_path: Path, statement: str, told: str) -> None:
    assert_named(told, seen, tmp_path, statement)
