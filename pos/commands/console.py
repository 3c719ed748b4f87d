"""How commands print: text, JSON lines, complaints."""

import json
import sys
from collections.abc import Iterable

from pos.wording.explain import Coded, refusal
from pos.wording.say import Lang


def say_line(text: str = "") -> None:
    """One line on standard output."""
    sys.stdout.write(text + "\n")


def say_json(value: object) -> None:
    """One object on one line."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")


def complain(lang: Lang, error: Coded, /, *, as_json: bool, **more: object) -> None:
    """The code and its sentence on standard error.

    With --json also as an object on standard output. `more` are further keys of that object.
    """
    message = refusal(lang, error)
    if as_json:
        say_json({"ok": False, **more, "message": message})
    sys.stderr.write(f"{error.code}: {message}\n")


def table(rows: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Two columns, the second right-aligned, in terminal cells."""
    from rich.cells import cell_len

    listed = list(rows)
    left = max((cell_len(name) for name, _ in listed), default=0)
    right = max((cell_len(value) for _, value in listed), default=0)
    for name, value in listed:
        yield f"{name}{' ' * (left - cell_len(name) + 2)}{' ' * (right - cell_len(value))}{value}"
