"""How the till looked when it was left: its language and colours, for the next start.

A small file beside the books, written by the till alone.

`config.toml` is the user's own and is never written; `--lang` and `--theme` count before either.
"""

import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from pos.themes import THEMES
from pos.wording.say import LANGUAGES, Lang

_FILE = "till.toml"
_MOST = 4096
"""Bytes; more is no file of ours."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Looks:
    """None: nothing was chosen. `damaged`: there is a file, and it says nothing that can be read."""

    lang: Lang | None = None
    theme: str | None = None
    damaged: bool = False

    def after(self, *, lang: tuple[Lang, Lang], theme: tuple[str, str]) -> Self:
        """Given how the till was begun with and how it was left: what was chosen in between. An option holds for one start."""
        return replace(
            self,
            lang=lang[1] if lang[0] != lang[1] else self.lang,
            theme=theme[1] if theme[0] != theme[1] else self.theme,
            damaged=False,
        )


def remembered(home: Path) -> Looks:
    """Raises nothing: a till starts whatever stands in this file."""
    try:
        with file_of(home).open("rb") as file:
            written = file.read(_MOST + 1)
    except FileNotFoundError:
        return Looks()
    except OSError:
        return Looks(damaged=True)
    from tomllib import TOMLDecodeError, loads

    try:
        told = loads(written.decode()) if len(written) <= _MOST else {"": ""}
    except (UnicodeDecodeError, TOMLDecodeError):
        return Looks(damaged=True)
    known = {"lang": LANGUAGES, "theme": THEMES}
    if any(not isinstance(value, str) or value not in known.get(name, ()) for name, value in told.items()):
        return Looks(damaged=True)
    return Looks(**told)


def remember(home: Path, looks: Looks, *, before: Looks) -> None:
    """Whole or not at all, where there is something new. A folder that cannot be written to forgets, and nobody is troubled."""
    if looks == before:
        return
    told = "".join(f'{name} = "{value}"\n' for name, value in (("lang", looks.lang), ("theme", looks.theme)) if value)
    fresh = home / f".till-{secrets.token_hex(8)}"
    with suppress(OSError):
        try:
            fresh.write_text(told, encoding="utf-8")
            fresh.replace(file_of(home))
        finally:
            fresh.unlink(missing_ok=True)


def file_of(home: Path) -> Path:
    """In the data folder."""
    return home / _FILE
