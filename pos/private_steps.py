"""The step of a scenario that sells privately: anything for cash, without a code. `at` may be left out where there is one institution."""

from msgspec import field

from engine.model.codes import Fault
from pos.step import LineTable, Step


class PrivateStep(Step, tag="private", kw_only=True):
    """自费销售."""

    at: str | None = None
    lines: list[LineTable] = field(default_factory=list)
    key: str | None = None
    operator: str = ""
    fault: Fault = Fault.NONE
