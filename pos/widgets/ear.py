"""Listens for a hand scanner behind whatever has the focus. What it typed into a field is taken out of it again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.widget import Widget

    from scanner.sources.wedge import Wedge

SILENCE = 0.25
"""Seconds without a key that end whatever was being typed."""
_TERMINATORS = {"enter": "\r", "ctrl+j": "\n", "tab": "\t"}


class Ear:
    """`route` gets the digits of a scan. Keys are stamped where they are read, so a busy screen does not tear a scan apart."""

    def __init__(self, route: Callable[[str], None]) -> None:
        self._route = route
        self._wedge: Wedge | None = None
        self._last = float("-inf")
        self._ended = True
        self._scanned = False
        self._before: tuple[Input, str, int] | None = None

    def hears(self, event: events.Key, focused: Widget | None) -> bool:
        """Whether this key ended a scan, or is the second of two terminators (CR LF) after one: then nobody else may have it."""
        character = _TERMINATORS.get(event.key) or event.character
        if not character:
            return False
        silent = not 0 <= event.time - self._last <= SILENCE
        second = self._scanned and not silent and event.key in _TERMINATORS
        if self._ended or silent:
            self._remember(focused)
        self._last, self._ended, self._scanned = event.time, event.key in _TERMINATORS, False
        code = self._listening().key(character, event.time)
        if code is None:
            return second
        self._scanned = True
        if isinstance(focused, Input):  # in the order of its own keys, which it may not have got to yet
            focused.call_later(self._put_back, focused, code)
        else:
            self._route(code)
        return True

    def _listening(self) -> Wedge:
        if self._wedge is None:
            from scanner.sources.wedge import Wedge

            self._wedge = Wedge(SILENCE)
        return self._wedge

    def _remember(self, focused: Widget | None) -> None:
        if isinstance(focused, Input):
            focused.call_later(partial(self._snapshot, focused))

    def _snapshot(self, box: Input) -> None:
        self._before = (box, box.value, box.cursor_position)

    def _put_back(self, box: Input, code: str) -> None:
        if self._before is not None and self._before[0] is box:
            box.value, box.cursor_position = self._before[1], self._before[2]
        self._route(code)


def code_in(pasted: str) -> str | None:
    """The digits, when what was pasted is a credential or a bar code and nothing else."""
    from scanner.sources.wedge import Barcode, CredentialShaped, classify

    reading = classify(pasted)
    return reading.digits if isinstance(reading, CredentialShaped | Barcode) else None
