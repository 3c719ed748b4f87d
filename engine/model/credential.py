"""The electronic credential 医保电子凭证 as it is shown: 28 decimal digits that name nobody."""

from dataclasses import dataclass
from datetime import datetime

DIGITS = 28


@dataclass(frozen=True, slots=True, kw_only=True)
class Credential:
    """One issued code. A phone draws a fresh one at `refresh_at`.

    After `expires_at`, and the clock skew that the edition grants, it is refused. The books keep its keyed hash only.
    """

    digits: str
    holder: str
    shown_by: str | None
    issued_at: datetime
    refresh_at: datetime
    expires_at: datetime


def is_credential_shaped(text: str) -> bool:
    """28 ASCII digits."""
    return len(text) == DIGITS and text.isascii() and text.isdigit()
