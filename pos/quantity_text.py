"""How a quantity and a rate are written: without idle zeros or exponents."""

from decimal import Decimal


def quantity_text(quantity: Decimal) -> str:
    """2, 0.5."""
    return f"{quantity.normalize():f}"


def percent_text(rate: Decimal) -> str:
    """10%, 12.5%."""
    return f"{quantity_text(rate * 100)}%"
