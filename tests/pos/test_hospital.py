"""What a hospital works with, and the pure parts of its windows."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from engine.errors import BadInput
from engine.model.codes import Care
from engine.model.visit import Goods, OrderLine, Orders, Paid, Registration, Wish
from pos.errand import Paying, Registering, objection
from pos.hospital import HospitalFile, furnish, hospital, shelf
from pos.parcels import handed, parcels_of, scanned
from pos.sale import Sale
from pos.toml_file import parse_toml
from pos.wiring import House, demo_world, open_house
from tests.engine.town import MORNING

if TYPE_CHECKING:
    from pathlib import Path

A, B = "83857930000000000001", "83857930000000000002"


def visit(out: str = "0", *packs_out: str) -> Paid:
    """Three boxes, two of them with a code."""
    return Paid(
        registration=Registration(visit="V1", institution="clinic", person="ann", department="internal", number=1, at=MORNING),
        orders=Orders(lines=(OrderLine(item="amox", name="amox", quantity=Decimal(3)),)),
        settlement="1",
        goods=(
            Goods(
                item="amox",
                name="amox",
                quantity=Decimal(3),
                packs=((A, 10_000), (B, 10_000)),
                out=Decimal(out),
                packs_out=frozenset(packs_out),
            ),
        ),
    )


def test_order_sets_and_fees_are_of_items_that_are_there() -> None:
    known = {item.code for item in demo_world().items} | {item.code for item in hospital().world().items}
    assert list(hospital().orderable(known)) == hospital().order_sets
    assert {table.code for table in hospital().order_sets} >= {"cold", "hypertension", "imaging"}
    assert "imaging" not in {table.code for table in hospital().orderable({"para", "ambr", "blg"})}
    assert all(item.service and item.english for item in hospital().world().items)
    assert all(table.called("en") != table.called("zh") for table in hospital().departments)
    assert all(table.called("en") != table.called("zh") for table in hospital().order_sets)


def test_a_fee_is_the_doctor_s_or_the_department_s() -> None:
    assert [hospital().fee("internal", doctor) for doctor in ("", "林书远", "somebody")] == ["visit", "visit-expert", "visit"]
    assert hospital().fee("general") == ""
    with pytest.raises(BadInput, match="unknown-department"):
        hospital().fee("nowhere")
    with pytest.raises(BadInput, match="unknown-order-set"):
        hospital().orders("nothing")
    assert hospital().department_called("elsewhere", "en") == "elsewhere"


def test_a_file_whose_fee_is_no_item_is_refused() -> None:
    with pytest.raises(BadInput, match="bad-world"):
        parse_toml('departments = [{ code = "a", name = "甲", fee = "b" }]', HospitalFile, code="bad-world", file="x")


def test_services_come_into_books_that_lack_them_and_a_pharmacy_sells_none(tmp_path: Path) -> None:
    pharmacy = open_house(home=tmp_path)
    assert not any(item.service for item in pharmacy.engine.items())
    clinic = open_house(home=tmp_path, institution="clinic")
    services = {item.code for item in clinic.engine.items() if item.service}
    assert services == {item.code for item in hospital().world().items}
    assert services <= {item.code for item in clinic.shelf()}
    assert not services & {item.code for item in pharmacy.shelf()}
    before = len(clinic.engine.items())
    furnish(clinic.engine)
    assert len(clinic.engine.items()) == before
    assert len(shelf(clinic.engine.items(), services=False)) == before - len(services)


def test_a_house_of_the_tests_is_furnished_the_same(house: House) -> None:
    clinic = replace(house, institution=house.engine.institution("clinic"))
    assert clinic.shelf() == house.shelf(), "nothing was brought in"


def test_all_that_is_left_is_chosen_but_packs_with_a_code_are_scanned() -> None:
    parcels = parcels_of(visit(), back=False)
    assert [(parcel.trace, parcel.room, parcel.moving) for parcel in parcels] == [
        (None, Decimal(1), Decimal(1)),
        (A, Decimal(1), Decimal(0)),
        (B, Decimal(1), Decimal(0)),
    ]
    assert scanned(parcels, "C") is None
    chosen = scanned(parcels, B)
    assert chosen is not None
    assert [(line.quantity, line.trace) for line in handed(chosen)] == [(Decimal(1), ()), (Decimal(1), (B,))]
    assert parcels[0].fewer().fewer().moving == 0
    assert parcels[0].more() == parcels[0]
    assert parcels[0].turned().turned() == parcels[0]


def test_what_is_out_may_come_back_and_nothing_is_chosen_before() -> None:
    parcels = parcels_of(visit("2", A), back=True)
    assert [(parcel.trace, parcel.room, parcel.moving) for parcel in parcels] == [
        (None, Decimal(1), Decimal(0)),
        (A, Decimal(1), Decimal(0)),
    ]
    assert [parcel.trace for parcel in parcels_of(visit("2", A), back=False)] == [B]
    assert handed(parcels) == []


def test_a_sale_that_is_for_a_visit_has_the_visit_s_care_and_the_next_one_the_till_s() -> None:
    amlo = next(item for item in demo_world().items if item.code == "amlo")
    errand = Paying(visit="V1", person="father", lines=(("amlo", Decimal(1)),), care=Care.CHRONIC, prescription=True)
    sale = replace(Sale(key="k", at="clinic", care=Care.OUTPATIENT), errand=errand, prescription=True).add(amlo)
    assert (sale.bill.care, objection(sale)) == (Care.CHRONIC, "")
    assert objection(sale.add(amlo)) == objection(sale.prescribed(prescription=False)) == "hospital.as-ordered"
    assert (sale.next("k2").errand, sale.next("k2").bill.care) == (None, Care.OUTPATIENT)
    fee = replace(sale, errand=Registering(wish=Wish(institution="clinic", department="tcm"), fee="visit"), prescription=False)
    assert objection(fee) == "hospital.only-the-fee"
    assert objection(replace(sale, errand=None)) == ""
