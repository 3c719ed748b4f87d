"""Listens for a hand scanner behind whatever has the focus. What it typed into a field is taken out of it again."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from textual.widgets import Input

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.widget import Widget

    from scanner.sources.keystrokes import Heard, Wedge

_TERMINATORS = {"enter": "\r", "ctrl+j": "\n", "tab": "\t"}
_STX, _ETX, _FNC1 = "\x02", "\x03", "\x1d"
_SHORT = frozenset({8, 12})
"""Digits of an EAN-8 and a UPC-A: somebody may type as many where long numbers are asked for, and one in ten has the check digit."""
_USUAL = 7
_MOST_PASTED = 4096


class Later(Protocol):
    """As Textual's `set_timer`."""

    def __call__(self, delay: float, callback: Callable[[], None], /) -> object: ...


class Ear:
    """`route` gets what was scanned, whole or damaged. Keys are stamped where they are read: a busy screen tears no scan apart."""

    def __init__(self, route: Callable[[Heard], None], later: Later) -> None:
        self._route, self._later = route, later
        self._kept: Wedge | None = None
        self._last = float("-inf")
        self._ended = True
        self._deaf_until = float("-inf")
        self._silence = self._rest = self._stall = 0.0
        self._focused: Widget | None = None
        self._before: list[tuple[Input, str, int]] = []

    def hears(self, event: events.Key, focused: Widget | None) -> bool:
        """Whether this key ended a scan, or is a further terminator (CR LF) after one: then nobody else may have it."""
        wedge = self._wedge
        character = _TERMINATORS.get(event.key) or event.character or ""
        if character == _ETX and wedge.whole:
            character = "\r"
        ends = character in _TERMINATORS.values()
        if not (ends or character in {_STX, _FNC1} or character.isprintable()) or not character:
            wedge.forget()
            self._ended, self._deaf_until = True, float("-inf")
            return False
        self._listen(event.time, focused, ends=ends)
        self._last, self._ended = event.time, ends
        heard = wedge.key(character, event.time)
        if heard is not None and not _is_typing(heard, focused):
            self._take(heard, focused, deaf=event.time + self._silence)
            return True
        if not ends:
            self._deaf_until = float("-inf")
        if wedge.whole:
            self._later(self._rest, partial(self._rested, event.time, focused))
        return character == _FNC1 or (ends and event.time <= self._deaf_until)

    def pasted(self, text: str, focused: Widget | None) -> bool:
        """Whether what was pasted was scanned: codes, a line each, and nothing else. Some terminals paste what a scanner types."""
        from scanner.sources.keystrokes import Damaged, Scan, damaged_in, scan_in

        lines = [line for line in text.splitlines() if line.strip()] if len(text) <= _MOST_PASTED else []
        scans = [Scan(text=code, stretches=0) for line in lines if (code := scan_in(line))]
        if scans and len(scans) == len(lines):
            heard: list[Heard] = [*scans]
        elif lines and text[-1:] in _TERMINATORS.values() and (bare := damaged_in(lines[-1])) and len(lines) == 1:
            heard = [Damaged(text=bare, stretches=0)]
        else:
            return False
        if any(_is_typing(each, focused) for each in heard):
            return False
        for each in heard:
            self._route(each)
        return True

    @property
    def _wedge(self) -> Wedge:
        if self._kept is None:
            from scanner.sources import keystrokes

            self._kept = keystrokes.Wedge()
            self._silence, self._rest, self._stall = keystrokes.SILENCE, keystrokes.REST, keystrokes.STALL
        return self._kept

    def _listen(self, at: float, focused: Widget | None, *, ends: bool) -> None:
        """A stretch begins after a terminator, a silence, or in another field: what stands there now is kept."""
        if focused is not self._focused:
            self._wedge.forget()
            self._focused, self._ended = focused, True
        anew = self._ended or not 0 <= at - self._last <= self._stall
        if not ends and (anew or at - self._last > self._silence) and isinstance(focused, Input):
            focused.call_later(partial(self._snapshot, focused, anew=anew))  # in its place among the keys, which it may not have got to yet

    def _snapshot(self, box: Input, *, anew: bool) -> None:
        self._before = [*(() if anew else self._before[-2:]), (box, box.value, box.cursor_position)]

    def _take(self, heard: Heard, focused: Widget | None, *, deaf: float) -> None:
        self._deaf_until, self._ended = deaf, True
        if isinstance(focused, Input):
            focused.call_later(self._put_back, focused, heard)
        else:
            self._route(heard)

    def _put_back(self, box: Input, heard: Heard) -> None:
        kept = self._before[-heard.stretches :][:1]
        if kept and kept[0][0] is box:
            box.value, box.cursor_position = kept[0][1], kept[0][2]
        self._route(heard)

    def _rested(self, struck: float, focused: Widget | None) -> None:
        """No line end came. It may still come late, and must then press nothing."""
        if self._last == struck and not self._ended and (heard := self._wedge.rest()) is not None:
            self._take(heard, focused, deaf=struck + self._stall)


def _is_typing(heard: Heard, focused: Widget | None) -> bool:
    """Digits that the field itself may be meant to hold: a PIN, a settlement's number, a code that is typed with pauses."""
    from scanner.sources.keystrokes import Scan

    if getattr(focused, "typed_codes", False):
        return heard.by_hand
    longest = getattr(focused, "longest_number", _USUAL)
    bare = heard.text if heard.text.isdigit() else ""
    doubtful = not isinstance(heard, Scan) or len(bare) in _SHORT
    return doubtful and 0 < len(bare) <= longest
