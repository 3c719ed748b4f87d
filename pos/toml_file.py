"""TOML from outside into a shape: worlds and scenarios. Whatever breaks the shape is refused with the file and the key."""

from decimal import Decimal
from pathlib import Path
from tomllib import TOMLDecodeError, loads
from typing import Any, Protocol, TypeVar

from msgspec import ValidationError, convert

from engine.errors import BadInput
from engine.money import Money
from engine.policy.load import money_from_text


class Sensible(Protocol):
    """A shape that can say whether its values make sense together."""

    def world(self) -> object:
        """Raises ValueError where they do not."""


Shape = TypeVar("Shape", bound=Sensible)


def read_toml(path: Path, shape: type[Shape], *, code: str) -> Shape:
    """Raises BadInput `no-such-file`, `unreadable`, or `code` with the key that breaks the format."""
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadInput("no-such-file", file=str(path)) from error
    except UnicodeDecodeError as error:
        raise BadInput(code, file=str(path), detail=f"no UTF-8 text, at byte {error.start}") from error
    except OSError as error:
        raise BadInput("unreadable", file=str(path), detail=error.strerror or "") from error
    return parse_toml(text, shape, code=code, file=str(path))


def parse_toml(text: str, shape: type[Shape], *, code: str, file: str) -> Shape:
    """Raises BadInput `code`, naming the file and the key."""
    try:
        parsed = convert(loads(text, parse_float=Decimal), shape, dec_hook=_amount)
        parsed.world()
    except (TOMLDecodeError, ValidationError, ValueError, RecursionError) as error:
        raise BadInput(code, file=file, detail=str(error)[:300]) from error
    return parsed


def _amount(kind: type, value: Any) -> Any:  # noqa: ANN401 - msgspec's hook has this signature
    """An amount in yuan that a world may hold: not below zero."""
    amount = money_from_text(kind, value)
    if isinstance(amount, Money) and amount < Money.ZERO:
        raise ValueError(f"{amount} is below 0")
    return amount
