"""What steps of a scenario have in common, and the lines of their baskets."""

from decimal import Decimal
from typing import Any

from msgspec import Struct, field


class Step(Struct, kw_only=True, forbid_unknown_fields=True, tag_field="do"):
    """What every step may carry: a name for its result, and what is expected of it."""

    as_: str | None = field(default=None, name="as")
    expect: dict[str, Any] | None = None

    @property
    def do(self) -> str:
        """The step's verb."""
        return str(self.__struct_config__.tag)


class LineTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """One line of a basket."""

    item: str
    quantity: Decimal = Decimal(1)
    trace: list[str] = []
