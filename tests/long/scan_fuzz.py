"""Pictures and payloads that nobody should hold before a till, by the hundred thousand.

    PYTHONPATH=. python tests/long/scan_fuzz.py [COUNT] [SEED]

Each case follows from (SEED, its number) alone. What must hold of all: no exception but `PictureError`; no text that is not in the
picture, however damaged; no case without an end (a minute, and the process dies showing where); memory that stops growing.
Its last result stands beside it. `tests/scanner/test_fuzz.py` runs a few hundred each time.
"""

from __future__ import annotations

import faulthandler
import io
import random
import resource
import sys
from collections import Counter
from dataclasses import dataclass, field
from time import process_time
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image
from qrcode.exceptions import DataOverflowError

from scanner.decoders import available
from scanner.errors import PictureError
from scanner.frames import opencv
from scanner.payload import text_of
from scanner.read import read_codes
from scanner.sources.picture import read_picture_bytes
from scanner.sources.wedge import classify
from tests.long.damage import bars, damaged, drawn, payload

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scanner.frames import Grey

BUDGETS: Final = (0.01, 0.01, 0.01, 0.01, 1.0)
"""Seconds for a picture: mostly too few for the whole ladder, so that it is left at every rung."""
PATIENCE: Final = 60
FORMATS: Final = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")


cv2 = opencv()


class Wrong(AssertionError):
    """A text came out that was not in the picture."""


@dataclass
class Report:
    cases: Counter[str] = field(default_factory=Counter)
    read: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    """Seconds of work of one case."""


def texts_of(grey: Grey, dice: random.Random) -> list[str]:
    return [code.text for code in read_codes(grey, budget=dice.choice(BUDGETS))]


def damaged_code(dice: random.Random, report: Report) -> bool:
    data = payload(dice)
    return _only({text_of(data)}, texts_of(damaged(drawn(data, dice), dice), dice), report)


def each_decoder(dice: random.Random, report: Report) -> bool:
    """Every decoder by itself, for none is always asked; half of the pictures are texture."""
    data = payload(dice)
    chance = np.random.default_rng(dice.getrandbits(32))
    grey = damaged(drawn(data, dice), dice) if dice.random() < 0.5 else chance.integers(0, 256, (60, 90)).astype(np.uint8)
    seen = [code.text for decoder in available() for code in decoder.decode(grey, {"QRCODE"}, view="plain").codes]
    return _only({text_of(data)}, seen, report)


def damaged_bars(dice: random.Random, report: Report) -> bool:
    picture, text = bars(dice)
    return _only({text}, texts_of(damaged(picture, dice), dice), report)


def several_codes(dice: random.Random, report: Report) -> bool:
    payloads = [payload(dice) for _ in range(dice.randint(2, 6))]
    tiles = [drawn(data, dice) for data in payloads]
    height = max(tile.shape[0] for tile in tiles)
    page = np.hstack([np.pad(tile, ((0, height - tile.shape[0]), (4, 4)), constant_values=255) for tile in tiles])
    return _only({text_of(data) for data in payloads}, texts_of(page, dice), report)


def noise(dice: random.Random, report: Report) -> bool:
    """Textures and odd shapes without any code."""
    chance = np.random.default_rng(dice.getrandbits(32))
    shape = (dice.choice((1, 2, 7, 8, 9, 60, 120)), dice.choice((1, 3, 8, 15, 90, 200)))
    grey = chance.integers(0, dice.choice((2, 64, 256)), shape).astype(np.uint8) * dice.choice((1, 1, 127))
    if dice.random() < 0.5:
        grey = cv2.resize(grey, (shape[1] * dice.randint(1, 3), shape[0] * dice.randint(1, 3)), interpolation=cv2.INTER_NEAREST)
    return _only(set(), texts_of(np.ascontiguousarray(grey), dice), report)


def broken_file(dice: random.Random, report: Report) -> bool:
    """Some bytes of a picture file changed, lost, doubled or moved."""
    data, held = payload(dice), io.BytesIO()
    Image.fromarray(drawn(data, dice)).save(held, dice.choice(FORMATS))
    file = bytearray(held.getvalue())
    for _ in range(dice.randint(0, 6)):
        place, kind = dice.randrange(len(file)), dice.randrange(4)
        if kind == 0:
            file[place] = dice.randrange(256)
        elif kind == 1:
            del file[place : place + dice.choice((1, 4, 10_000))]
        elif kind == 2:
            file[place:place] = file[place : place + 64]
        else:
            file[place : place + 4] = dice.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"\x7f\xff\xff\xff"))
        if not file:
            break
    try:
        grey = read_picture_bytes(bytes(file))
    except PictureError as refused:
        report.refused[refused.code] += 1
        return False
    if grey.size > 1_000_000:
        return False  # a size that was made up; read as any large picture
    return _only({text_of(data)}, texts_of(grey, dice), report)


def typed(dice: random.Random, report: Report) -> bool:
    """What a hand scanner may send, or somebody paste."""
    del report
    text = text_of(payload(dice)) * dice.choice((1, 1, 1, 2, 300))
    return type(classify(text)).__name__ in {"CredentialShaped", "Barcode"}


CASES: Final[Sequence[Callable[[random.Random, Report], bool]]] = (
    *(damaged_code, damaged_code, damaged_code, each_decoder, each_decoder, damaged_bars, several_codes, noise),
    *(broken_file, broken_file, broken_file, typed, typed),
)


def _only(expected: set[str], texts: list[str], report: Report) -> bool:
    del report
    if wrong := set(texts) - expected:
        raise Wrong(f"{sorted(wrong)!r} read, {sorted(expected)!r} drawn")
    return bool(texts)


def run(count: int, seed: int, *, tell: bool = False) -> Report:
    """All cases; raises whatever one of them raises, with its number in a note."""
    report = Report()
    for number in range(count):
        dice = random.Random(f"{seed}:{number}")  # noqa: S311 - to be repeated, not to be secret
        case = dice.choice(CASES)
        if tell:
            faulthandler.dump_traceback_later(PATIENCE, exit=True)
        begin = process_time()
        try:
            report.read[case.__name__] += case(dice, report)
        except DataOverflowError:
            continue
        except BaseException as failed:
            failed.add_note(f"case {number} of seed {seed}: {case.__name__}")
            raise
        report.slowest = max(report.slowest, process_time() - begin)
        report.cases[case.__name__] += 1
        if tell and number % 10_000 == 0:
            sys.stderr.write(f"{number} {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MiB\n")
    faulthandler.cancel_dump_traceback_later()
    return report


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    run(min(count, 1000), seed)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    report = run(count, seed, tell=True)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"cases {report.cases.total()}  seed {seed}  wrong 0  exceptions 0  slowest {report.slowest:.2f} s of work\n")
    sys.stdout.write(f"memory at most {before} MiB after the first thousand, {after} MiB after all\n")
    for name, cases in sorted(report.cases.items()):
        sys.stdout.write(f"  {name:14} {cases:6}  read {report.read[name]}\n")
    sys.stdout.write("  files refused: " + ", ".join(f"{code} {times}" for code, times in sorted(report.refused.items())) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
