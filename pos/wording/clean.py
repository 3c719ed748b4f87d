"""Text from outside made safe to show on one line: no control characters, no escapes, no bidi overrides, no endless length."""

import unicodedata

_SHOWN = frozenset({"L", "M", "N", "P", "S"})


def clean(text: str, most: int = 200) -> str:
    """Every character that is neither visible nor a plain space becomes `·`; what is longer than `most` is cut with `…`."""
    cut = text[:most]
    shown = "".join(char if char == " " or unicodedata.category(char)[0] in _SHOWN else "·" for char in cut)
    return shown + ("…" if len(text) > most else "")
