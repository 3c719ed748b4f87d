"""Who may open the pages: an access code for each run of the server, and the sessions it has admitted."""

import secrets
from dataclasses import dataclass, field
from hmac import compare_digest

from pos.wording.say import Lang

_DIGITS = 8
#: Wrong codes until nobody new is admitted: one in five million guesses right.
TRIES = 20


@dataclass(slots=True)
class Session:
    """One browser. `person` is whose phone it plays; `form` is what its forms must carry back, so that no other page can send them."""

    lang: Lang
    person: str | None = None
    form: str = field(default_factory=lambda: secrets.token_urlsafe(16))


class Access:
    """The access code of one run, and the browsers that gave it."""

    def __init__(self, code: str | None = None) -> None:
        self.code = code or f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}d}"
        self._tries = TRIES
        self._sessions: dict[str, Session] = {}

    @property
    def locked(self) -> bool:
        """Too many wrong codes: start anew for a new one."""
        return self._tries <= 0

    def admit(self, code: str, lang: Lang) -> str | None:
        """The token of a new session; None for a wrong code, and for any once locked. Blanks between the digits do no harm."""
        given = "".join(code.split())
        if self.locked or not compare_digest(given.encode(), self.code.encode()):
            self._tries -= 1
            return None
        token = secrets.token_urlsafe(32)
        self._sessions[token] = Session(lang=lang)
        return token

    def session(self, token: str | None) -> Session | None:
        """None for a token that was not given out."""
        return self._sessions.get(token or "")

    def leave(self, token: str | None) -> None:
        """Forget a browser."""
        self._sessions.pop(token or "", None)
