"""Cash counted by notes and coins, or as one sum, from what is typed. Pure."""

from collections.abc import Sequence
from unicodedata import normalize

from engine.money import Money, total

#: Notes and coins of the renminbi, in fen, largest first.
DENOMINATIONS = (10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10)
_MOST_PIECES = 5
"""Digits of a number of pieces."""


class CountError(ValueError):
    """What is typed is no count; it is called by a key of the wording."""


def pieces_of(text: str) -> int:
    """An empty field is none. Raises CountError."""
    plain = normalize("NFKC", text).strip() or "0"
    if not (plain.isascii() and plain.isdigit() and len(plain) <= _MOST_PIECES):
        raise CountError("count.bad-pieces")
    return int(plain)


def by_pieces(texts: Sequence[str]) -> Money:
    """One field a denomination. Raises CountError."""
    return total(Money(fen * pieces_of(text)) for fen, text in zip(DENOMINATIONS, texts, strict=True))


def counted(texts: Sequence[str], whole: str) -> Money:
    """The sum of the pieces, or the sum that was typed; where both are, they must agree. Raises CountError."""
    typed, pieces = normalize("NFKC", whole).replace("。", ".").strip(), by_pieces(texts)
    if not typed:
        if not any(text.strip() for text in texts):
            raise CountError("count.nothing")
        return pieces
    try:
        amount = Money.yuan(typed)
    except ValueError:
        raise CountError("count.bad-sum") from None
    if amount < Money.ZERO:
        raise CountError("count.bad-sum")
    if any(text.strip() for text in texts) and amount != pieces:
        raise CountError("count.differ")
    return amount
