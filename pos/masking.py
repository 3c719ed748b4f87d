"""Names as a counter may show them: 王*明. Pure."""

from pos.wording.clean import clean

_SHOWN = 24
_WHOLE = 2


def masked(name: str) -> str:
    """First and last sign with a star between; the last of a name of two signs is the star."""
    shown = clean(name.strip(), _SHOWN)
    if len(shown) <= _WHOLE:
        return shown[:1] + "*"
    return f"{shown[0]}*{shown[-1]}"
