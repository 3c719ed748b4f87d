"""Money is whole fen. No float ever touches it; a rate is an exact Decimal and rounding is half-up, away from zero (handbook section 2)."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal, Inexact, InvalidOperation, Overflow
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable

# Wide enough that no product of an amount (16 digits), a quantity (4 decimals) and a price (6 decimals) is rounded on the way; if
# one were, it raises.
_EXACT = Context(prec=80, rounding=ROUND_HALF_UP, traps=[Inexact, InvalidOperation, Overflow])
_times, _whole = _EXACT.multiply, _EXACT.to_integral_value
_FEN_A_YUAN = Decimal(100)
_DIGITS = 40
_YUAN = re.compile(r"-?[0-9]+(\.[0-9]+)?")


class Money:
    """An amount in fen, possibly negative. Built from an int only."""

    __slots__ = ("_fen",)

    ZERO: ClassVar[Money]
    #: The national interface carries amounts as numeric(16,2).
    LARGEST: ClassVar[Money]

    def __init__(self, fen: int) -> None:
        if type(fen) is not int:
            msg = f"whole fen only, not {fen!r}"
            raise TypeError(msg)
        self._fen = fen

    @property
    def fen(self) -> int:
        """The amount in whole fen."""
        return self._fen

    @classmethod
    def yuan(cls, text: str | Decimal) -> Money:
        """Exact yuan, at most two decimals, up to `LARGEST`. Raises ValueError otherwise; nothing is rounded."""
        plain = f"{text:f}" if isinstance(text, Decimal) and text.is_finite() and abs(text.adjusted()) < _DIGITS else text
        if isinstance(plain, str) and len(plain) <= _DIGITS and _YUAN.fullmatch(plain):
            value = _times(Decimal(plain), _FEN_A_YUAN)
            if value == _whole(value) and abs(value) <= cls.LARGEST.fen:
                return cls(int(value))
        msg = f"not an amount in yuan with at most two decimals: {str(text)[:40]!r}"
        raise ValueError(msg)

    @staticmethod
    def priced(quantity: Decimal, unit_price: Decimal) -> Money:
        """Quantity x unit price in yuan, rounded half-up to one fen."""
        return _money(int(_whole(_times(_times(quantity, unit_price), _FEN_A_YUAN))))

    def times(self, rate: Decimal) -> Money:
        """The part at an exact rate, rounded half-up to one fen."""
        return _money(int(_whole(_times(self._fen, rate))))

    @staticmethod
    def weighted(parts: Iterable[tuple[Money, Decimal]]) -> Money:
        """The sum of parts at their rates, rounded half-up once."""
        whole = Decimal(0)
        for part, rate in parts:
            whole = _EXACT.fma(Decimal(part.fen), rate, whole)
        return _money(int(_whole(whole)))

    def __add__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return _money(self._fen + other._fen)

    def __sub__(self, other: Money) -> Money:
        if not isinstance(other, Money):
            return NotImplemented
        return _money(self._fen - other._fen)

    def at_most(self, other: Money) -> Money:
        """The smaller of the two."""
        return self if self._fen <= other._fen else other

    def or_zero(self) -> Money:
        """Itself, or zero in place of a debt."""
        return self if self._fen > 0 else Money.ZERO

    def __neg__(self) -> Money:
        return _money(-self._fen)

    def __bool__(self) -> bool:
        return self._fen != 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Money) and self._fen == other._fen

    def __lt__(self, other: Money) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self._fen < other._fen

    def __le__(self, other: Money) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self._fen <= other._fen

    def __hash__(self) -> int:
        return hash(self._fen)

    def __repr__(self) -> str:
        return f"Money({self._fen})"

    def __str__(self) -> str:
        """Yuan with two decimals, as the national interface writes them."""
        sign = "-" if self._fen < 0 else ""
        yuan, fen = divmod(abs(self._fen), 100)
        return f"{sign}{yuan}.{fen:02d}"


_blank = object.__new__


def _money(fen: int) -> Money:
    """Of an int by construction, so that `Money(...)`'s question is not asked again after every sum."""
    made = _blank(Money)
    made._fen = fen  # noqa: SLF001 - its own class
    return made


Money.ZERO = Money(0)
Money.LARGEST = Money(10**16 - 1)


def total(amounts: Iterable[Money]) -> Money:
    """The sum; zero when there is nothing to add."""
    fen = 0
    for amount in amounts:
        fen += amount._fen  # noqa: SLF001 - its own class
    return _money(fen)
