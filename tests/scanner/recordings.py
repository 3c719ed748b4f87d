"""The recordings of fixtures/wedge: what a terminal delivers while a hand scanner types, key by key, with the second of each.

The first line of a file says what it is and what must be heard; every other line is one read of the terminal. `python -m
tests.scanner.recordings` writes them anew, always the same. They are made up after the ways that scanners are configured, not taken down
from real ones.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER: Final = Path(__file__).parents[2] / "fixtures" / "wedge"
SEED: Final = 20251121
CODE: Final = "3701009012345678901201370100"
EAN: Final = "6990000575605"
OTHER: Final = "6990001393321"
EAN8: Final = "96385074"
TRACE: Final = "83857930000000000001"
SERIAL: Final = "0106990000575605\x1d21AB12CD\x1d10LOT7"
PACK: Final = "010699000057560521AB12CD10LOT7"
FULL_WIDTH: Final = {ord(digit): chr(ord("０") + int(digit)) for digit in "0123456789"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """`scans` in their order; `damaged` how many were refused; `left` what a person had typed and finds again."""

    name: str
    about: str
    reads: list[tuple[float, str]]
    scans: list[str] = field(default_factory=list)
    damaged: int = 0
    left: str = ""
    rests: bool = field(default=False)
    """Ends without a line end: heard when nothing follows."""

    @property
    def pastes(self) -> bool:
        return any("\x1b[200~" in text for _, text in self.reads)


class Tape:
    """Writes reads down, one after the other."""

    def __init__(self, name: str) -> None:
        self._random = Random(f"{SEED} {name}")  # noqa: S311 - the same again
        self._at = 0.0
        self.reads: list[tuple[float, str]] = []

    def scanner(self, text: str, *, low: float = 0.001, high: float = 0.012) -> Tape:
        return self._keys(text, low, high)

    def person(self, text: str) -> Tape:
        return self._keys(text, 0.09, 0.24)

    def burst(self, text: str) -> Tape:
        """A busy terminal hands over everything at once."""
        self.reads.append((round(self._at, 4), text))
        return self

    def wait(self, seconds: float) -> Tape:
        self._at += seconds
        return self

    def _keys(self, text: str, low: float, high: float) -> Tape:
        for sign in text:
            self._at += self._random.uniform(low, high)
            self.reads.append((round(self._at, 4), sign))
        return self


def recordings() -> Iterator[Recording]:
    """All of them, drawn anew."""

    def tape(name: str) -> Tape:
        return Tape(name)

    for name, suffix in (("cr", "\r"), ("lf", "\n"), ("tab", "\t"), ("crlf", "\r\n")):
        yield Recording(
            name=f"suffix-{name}", about=f"EAN-13, {name.upper()} after it", reads=tape(name).scanner(EAN + suffix).reads, scans=[EAN]
        )
    yield Recording(name="suffix-none", about="nothing after it", reads=tape("none").scanner(EAN).reads, scans=[EAN], rests=True)
    yield Recording(
        name="credential-suffix-none", about="28 digits, nothing after them", reads=tape("cn").scanner(CODE).reads, scans=[CODE], rests=True
    )
    dressed = (
        ("stx-etx", f"\x02{EAN}\x03", EAN),
        ("tilde", f"~{EAN}\r", EAN),
        ("maker-letter", f"d{EAN}\r", EAN),
        ("maker-p01", f"P01{CODE}\r", CODE),
        ("aim-qr", f"]Q1{CODE}\r", CODE),
        ("aim-ean", f"]E0{EAN}\r\n", EAN),
        ("aim-code128", f"]C0{TRACE}\r", TRACE),
        ("aim-case-inverted", f"]e0{EAN}\r", EAN),
        ("gs1-datamatrix", f"]d2{SERIAL}\r", PACK),
        ("gs1-leading-fnc1", f"\x1d{SERIAL}\r", PACK),
        ("gs1-separators-dropped", f"]d2{PACK}\r", PACK),
        ("gs1-in-brackets", "(01)06990000575605(21)AB12CD(10)LOT7\r", PACK),
        ("ime-full-width", EAN.translate(FULL_WIDTH) + "\r", EAN),
        ("ime-bracket", f"】Q1{CODE.translate(FULL_WIDTH)}\r", CODE),
    )
    for name, text, code in dressed:
        yield Recording(name=name, about=f"what stands round the code: {name}", reads=tape(name).scanner(text).reads, scans=[code])
    for name, text in (
        ("dropped-ean", EAN[:5] + EAN[6:]),
        ("dropped-last", EAN[:-1]),
        ("doubled-ean", EAN[:4] + EAN[3:]),
        ("dropped-credential", CODE[:9] + CODE[10:]),
        ("doubled-credential", CODE[:9] + CODE[8:]),
        ("doubled-trace", TRACE[:9] + TRACE[8:]),
        ("aim-ean-dropped-to-eight", f"]E0{EAN8}"),
        ("aim-trace-dropped", f"]C0{TRACE[:11]}"),
        ("ime-swallowed", "699５６０５8１2"),
    ):
        yield Recording(name=name, about=f"characters lost or doubled: {name}", reads=tape(name).scanner(text + "\r").reads, damaged=1)
    pasted = f"\x1b[200~{EAN}\r\x1b[201~"
    yield Recording(name="paste", about="bracketed paste", reads=tape("p").burst(pasted).reads, scans=[EAN])
    both = f"\x1b[200~{EAN}\r\n{OTHER}\r\n\x1b[201~"
    yield Recording(name="paste-two", about="two scans in one bracketed paste", reads=tape("pp").burst(both).reads, scans=[EAN, OTHER])
    yield Recording(
        name="back-to-back", about="two scans without a pause", reads=tape("bb").scanner(f"{EAN}\r{OTHER}\r").reads, scans=[EAN, OTHER]
    )
    yield Recording(
        name="back-to-back-crlf", about="the same, CR LF", reads=tape("bc").scanner(f"{EAN}\r\n{EAN}\r\n").reads, scans=[EAN, EAN]
    )
    yield Recording(name="burst", about="all keys in one read", reads=tape("b").burst(f"{EAN}\r{OTHER}\r").reads, scans=[EAN, OTHER])
    slow = {"low": 0.04, "high": 0.11}
    yield Recording(name="bluetooth", about="slow and uneven", reads=tape("bt").scanner(f"{CODE}\r", **slow).reads, scans=[CODE])
    for where in (5, 8, 20):
        stalled = tape(f"stall{where}").scanner(CODE[:where], **slow).wait(0.7).scanner(f"{CODE[where:]}\r", **slow)
        yield Recording(
            name=f"bluetooth-stall-{where}", about=f"silent for a moment after {where} digits", reads=stalled.reads, scans=[CODE]
        )
    late = tape("late").scanner(EAN).wait(1.1).scanner("\r")
    yield Recording(name="bluetooth-late-cr", about="its line end a second late", reads=late.reads, scans=[EAN])
    twice = tape("ts").scanner(EAN[:4], **slow).wait(0.6).scanner(EAN[4:9], **slow).wait(0.9).scanner(f"{EAN[9:]}\r", **slow)
    yield Recording(name="bluetooth-two-stalls", about="silent twice within one code", reads=twice.reads, scans=[EAN])
    named = tape("name").person("ib").wait(0.8).scanner(f"{EAN}\r")
    yield Recording(name="while-a-name-is-typed", about="a scan in the middle of typing", reads=named.reads, scans=[EAN], left="ib")
    digits = tape("digits").person("12").wait(0.6).scanner(f"{EAN}\r")
    yield Recording(name="while-digits-are-typed", about="a scan right behind typed digits", reads=digits.reads, scans=[EAN], left="12")
    short = tape("short").person("12").wait(0.6).scanner(f"{EAN8}\r")
    yield Recording(
        name="short-behind-digits", about="eight digits that may be the end of a longer code", reads=short.reads, damaged=1, left="12"
    )
    lost = tape("lost").scanner(EAN[:4], **slow).wait(0.6).scanner(f"{EAN[6:]}\r", **slow)
    yield Recording(name="bluetooth-stall-and-loss", about="two digits lost in a stall", reads=lost.reads, damaged=1)
    for typed in ("amox\r", "100.00\r", "12\r"):
        yield Recording(name=f"person-{typed.strip()}", about="no scanner at all", reads=tape(typed).person(typed).reads)


def written(recording: Recording) -> str:
    head = {
        "about": recording.about,
        "scans": recording.scans,
        "damaged": recording.damaged,
        "left": recording.left,
        "rests": recording.rests,
    }
    lines = [head, *({"at": at, "sends": text} for at, text in recording.reads)]
    return "".join(json.dumps(line, ensure_ascii=True) + "\n" for line in lines)


def kept() -> list[Recording]:
    """As they stand in the tree."""
    found = []
    for file in sorted(FOLDER.glob("*.jsonl")):
        head, *reads = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        found.append(Recording(name=file.stem, reads=[(read["at"], read["sends"]) for read in reads], **head))
    return found


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.jsonl"):
        old.unlink()
    for each in recordings():
        (FOLDER / f"{each.name}.jsonl").write_text(written(each), encoding="utf-8")
