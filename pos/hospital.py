"""What a hospital works with, from its file: departments and their fees, order sets of a simulated doctor, services."""

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cache

from msgspec import Struct

from engine.errors import BadInput
from engine.model.codes import Care
from engine.model.item import Item
from engine.service.engine import Engine
from engine.service.found import World
from pos.paths import SHIPPED
from pos.toml_file import read_toml
from pos.wording.say import Lang
from pos.world import ItemTable


class DoctorTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """[[departments.doctors]]; `fee` is an item, "" for none."""

    name: str
    english: str = ""
    fee: str = ""


class DepartmentTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """[[departments]]; `fee` where no doctor is named."""

    code: str
    name: str
    english: str = ""
    fee: str = ""
    doctors: list[DoctorTable] = []

    def called(self, lang: Lang) -> str:
        """In one language."""
        return self.english if lang == "en" and self.english else self.name


class OrderTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """One line of an order set."""

    item: str
    quantity: Decimal = Decimal(1)


class OrderSetTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """[[order_sets]]: what a simulated doctor orders at one stroke."""

    code: str
    name: str
    lines: list[OrderTable]
    english: str = ""
    care: Care = Care.OUTPATIENT
    prescription: bool = True

    def called(self, lang: Lang) -> str:
        """In one language."""
        return self.english if lang == "en" and self.english else self.name


class HospitalFile(Struct, kw_only=True, forbid_unknown_fields=True):
    """The whole file."""

    departments: list[DepartmentTable] = []
    order_sets: list[OrderSetTable] = []
    items: list[ItemTable] = []

    def world(self) -> World:
        """Its services. Raises ValueError for a figure out of range, or a fee that is none of them."""
        services = tuple(table.item() for table in self.items)
        known = {"", *(item.code for item in services)}
        for department in self.departments:
            if not {department.fee, *(doctor.fee for doctor in department.doctors)} <= known:
                msg = f"department {department.code}: its fee is no item of this file"
                raise ValueError(msg)
        return World(items=services)

    def fee(self, department: str, doctor: str = "") -> str:
        """The item that a registration costs; "" for none. Raises BadInput `unknown-department`."""
        found = next((table for table in self.departments if table.code == department), None)
        if found is None:
            raise BadInput("unknown-department", department=department[:80], known=", ".join(table.code for table in self.departments))
        return next((table.fee for table in found.doctors if table.name == doctor), found.fee)

    def orders(self, code: str) -> OrderSetTable:
        """Raises BadInput `unknown-order-set`."""
        found = next((table for table in self.order_sets if table.code == code), None)
        if found is None:
            raise BadInput("unknown-order-set", name=code[:80], known=", ".join(table.code for table in self.order_sets))
        return found

    def department_called(self, code: str, lang: Lang) -> str:
        """Its name; the code itself where it is none of ours."""
        return next((table.called(lang) for table in self.departments if table.code == code), code)

    def orderable(self, known: Collection[str]) -> Sequence[OrderSetTable]:
        """Order sets of items that the books know."""
        return [table for table in self.order_sets if all(line.item in known for line in table.lines)]


@cache
def hospital() -> HospitalFile:
    """The shipped one."""
    return read_toml(SHIPPED / "demo" / "hospital.toml", HospitalFile, code="bad-world")


def furnish(engine: Engine) -> None:
    """A hospital's services into books that lack some of them."""
    services = hospital().world()
    known = {item.code for item in engine.items()}
    if any(item.code not in known for item in services.items):
        engine.found(services)


def shelf(items: Sequence[Item], *, services: bool) -> list[Item]:
    """What a till sells: a pharmacy examines nobody."""
    return [item for item in items if services or not item.service]
