"""How a quantity is written."""

from decimal import Decimal


def quantity_text(quantity: Decimal) -> str:
    """2, 0.5: without idle zeros or exponents."""
    return f"{quantity.normalize():f}"
