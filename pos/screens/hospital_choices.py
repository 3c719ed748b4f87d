"""What is chosen at a hospital's windows: the window itself, a department or doctor, an order set."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from engine.errors import EngineError
from pos.hospital import DepartmentTable, hospital
from pos.screens.choosing import ChoosingScreen
from pos.visit_desk import collectable, payable
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.model.visit import Visit


class WindowsScreen(ChoosingScreen):
    """The three windows, and how many wait at two of them."""

    TITLE_KEY: ClassVar[str] = "hospital.windows"

    def __init__(self) -> None:
        super().__init__()
        self._waiting = ("", "", "")

    def on_mount(self) -> None:
        """Counted off the screen's thread."""
        self.till.work(self._read, self._counted, group="windows")

    def _read(self) -> Sequence[Visit]:
        house = self.till.house
        return () if house is None else house.engine.visits.at(house.institution.id)

    def _counted(self, visits: Sequence[Visit] | EngineError) -> None:
        if not isinstance(visits, EngineError):
            self._waiting = ("", str(len(payable(visits))), str(len(collectable(visits))))
            self.speak()

    def rows(self) -> Sequence[tuple[str, str, str]]:
        """Registration, cashier, pharmacy."""
        names = ("register", "bills", "pick-up")
        return [(name, self.till.say(f"hospital.window-{name}"), count) for name, count in zip(names, self._waiting, strict=True)]


class DepartmentScreen(ChoosingScreen):
    """Departments with their doctors: "internal", or "internal/林书远". `prices` of the fees by item."""

    TITLE_KEY: ClassVar[str] = "hospital.department"

    def __init__(self, prices: Mapping[str, str]) -> None:
        super().__init__()
        self._prices = prices

    def rows(self) -> Sequence[tuple[str, str, str]]:
        """In the order of the file."""
        return [row for table in hospital().departments for row in self._of(table)]

    def _of(self, table: DepartmentTable) -> Sequence[tuple[str, str, str]]:
        name = clean(table.called(self.till.lang), 40)
        doctors = [
            (
                f"{table.code}/{doctor.name}",
                f"{name} · {clean(doctor.english if self.till.lang == 'en' and doctor.english else doctor.name, 40)}",
                self._fee(doctor.fee),
            )
            for doctor in table.doctors
        ]
        return [(table.code, name, self._fee(table.fee)), *doctors]

    def _fee(self, item: str) -> str:
        return self._prices.get(item, "") or self.till.say("visit.free")


class OrderSetScreen(ChoosingScreen):
    """What the simulated doctor orders."""

    TITLE_KEY: ClassVar[str] = "hospital.doctor"

    def __init__(self, known: frozenset[str]) -> None:
        super().__init__()
        self._known = known

    def rows(self) -> Sequence[tuple[str, str, str]]:
        """Only of items that are sold here."""
        sets = hospital().orderable(self._known)
        return [(table.code, table.called(self.till.lang), self.till.say("hospital.items", count=len(table.lines))) for table in sets]
