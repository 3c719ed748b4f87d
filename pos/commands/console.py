"""How commands print: text, JSON lines, complaints."""

import json
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from pos.wording.clean import clean
from pos.wording.explain import Coded, refusal
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from engine.model.person import Person
    from engine.money import Money

#: C1 controls, and the signs that turn the direction of writing or end a line.
_COMMANDING = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def say_line(text: str = "") -> None:
    """One line on standard output."""
    sys.stdout.write(text + "\n")


def named(lang: Lang, person: "Person") -> str:
    """Name and id, as they may be shown."""
    return say(lang, "console.named", name=clean(person.name), person=clean(person.id))


def say_json(value: object) -> None:
    """One object on one line. A terminal may be watching: what it could take for a command stands as an escape of JSON's."""
    told = json.dumps(value, ensure_ascii=False, default=str)
    sys.stdout.write(_COMMANDING.sub(lambda found: f"\\u{ord(found[0]):04x}", told) + "\n")


def complain(lang: Lang, error: Coded, /, *, as_json: bool, **more: object) -> None:
    """The code and its sentence on standard error.

    With --json also as an object on standard output. `more` are further keys of that object.
    """
    message = refusal(lang, error)
    if as_json:
        say_json({"ok": False, **more, "message": message})
    say_error(error.code, message)


def say_error(code: str, message: str) -> None:
    """One line on standard error, after what standard output has been told so far."""
    with suppress(OSError):  # a full disk under one does not silence the other
        sys.stdout.flush()
    sys.stderr.write(f"{code}: {message}\n")


def table(rows: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Two columns, the second right-aligned, in terminal cells."""
    from rich.cells import cell_len

    listed = list(rows)
    left = max((cell_len(name) for name, _ in listed), default=0)
    right = max((cell_len(value) for _, value in listed), default=0)
    for name, value in listed:
        yield f"{name}{' ' * (left - cell_len(name) + 2)}{' ' * (right - cell_len(value))}{value}"


def read_amount(text: str) -> "Money":
    """Yuan as typed. Raises BadInput `bad-amount`."""
    from engine.errors import BadInput
    from engine.money import Money

    try:
        return Money.yuan(text.strip())
    except ValueError as error:
        raise BadInput("bad-amount", amount=clean(text)[:40]) from error
