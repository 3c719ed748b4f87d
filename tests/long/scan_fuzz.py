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
from typing import TYPE_CHECKING, Final, cast

import numpy as np
import qrcode
import zxingcpp
from PIL import Image
from qrcode import constants
from qrcode.exceptions import DataOverflowError

from scanner.checkdigit import check_digit
from scanner.errors import PictureError
from scanner.frames import opencv
from scanner.payload import text_of
from scanner.read import read_codes
from scanner.sources.picture import read_picture_bytes
from scanner.sources.wedge import classify

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from scanner.frames import Grey

BUDGETS: Final = (0.01, 0.01, 0.01, 0.01, 1.0)
"""Seconds for a picture: mostly too few for the whole ladder, so that it is left at every rung."""
PATIENCE: Final = 60
FORMATS: Final = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "GIF")
HOSTILE: Final = (
    "[b]x[/b]",
    "\x1b[31mred\x1b[0m",
    "\u202egnp.exe",
    "医保\u200b码",
    "\x00\x01\x02",
    "a\r\nb\tc",
    "{}%s{0}",
    "']; DROP",
    "\ufeffx",
    "😀" * 9,
)
LEVELS: Final = (constants.ERROR_CORRECT_L, constants.ERROR_CORRECT_M, constants.ERROR_CORRECT_Q, constants.ERROR_CORRECT_H)


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


def payload(dice: random.Random) -> bytes:
    """Digits, a credential, hostile text, Chinese in two encodings, Shift-JIS, or bytes that are no text at all."""
    kind = dice.randrange(7)
    if kind == 0:
        return "".join(dice.choices("0123456789", k=dice.choice((1, 28, 28, 28, 60)))).encode()
    if kind == 1:
        return dice.choice(HOSTILE).encode()
    if kind == 2:
        return dice.randbytes(dice.randint(1, 40))
    chinese = "".join(chr(dice.randint(0x4E00, 0x9FA5)) for _ in range(dice.randint(1, 12)))
    if kind == 3:
        return chinese.encode("gb18030")
    if kind == 4:
        return "".join(dice.choices("アイウエオ漢字仮名", k=dice.randint(1, 12))).encode("shift-jis")
    return chinese.encode() if kind == 5 else ascii(chinese).encode()


def drawn(data: bytes, dice: random.Random) -> Grey:
    code = qrcode.QRCode(border=dice.choice((0, 1, 4, 4)), error_correction=dice.choice(LEVELS))
    code.add_data(data, optimize=0)
    code.make()
    modules = np.where(np.array(code.get_matrix(), dtype=bool), 0, 255).astype(np.uint8)
    side = dice.choice((1, 2, 3, 4))
    return cast("Grey", np.kron(modules, np.ones((side, side), np.uint8)))


def bars(dice: random.Random) -> tuple[Grey, str]:
    kind = dice.choice(("EAN13", "EAN8", "Code128", "DataMatrix"))
    if kind.startswith("EAN"):
        body = "".join(dice.choices("0123456789", k=12 if kind == "EAN13" else 7))
        body = body if body[0] != "0" else f"6{body[1:]}"
        text = f"{body}{check_digit(body)}"
    else:
        text = "".join(dice.choices("0123456789ABCdef-/.", k=dice.randint(4, 24)))
    code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
    return cast("Grey", np.pad(np.array(code.to_image(scale=dice.choice((1, 2, 3)), add_quiet_zones=True)), 12, constant_values=255)), text


def damaged(grey: Grey, dice: random.Random) -> Grey:
    """One to three of: noise, blur, a blot, a turn, a tilt, another light, another size, a cut, negative, mirrored."""
    noise = np.random.default_rng(dice.getrandbits(32))
    height, width = grey.shape
    for _ in range(dice.randint(1, 3)):
        kind = dice.randrange(10)
        if kind == 0:
            grey = np.clip(grey + noise.normal(0, dice.uniform(5, 90), grey.shape), 0, 255).astype(np.uint8)
        elif kind == 1:
            grey = cv2.GaussianBlur(grey, (0, 0), dice.uniform(0.3, 4))
        elif kind == 2:
            centre = (dice.randrange(grey.shape[1]), dice.randrange(grey.shape[0]))
            grey = cv2.circle(grey.copy(), centre, dice.randint(1, 1 + min(grey.shape) // 3), dice.randrange(256), -1)
        elif kind == 3:
            turn = cv2.getRotationMatrix2D((width / 2, height / 2), dice.uniform(0, 360), dice.uniform(0.6, 1.1))
            grey = cv2.warpAffine(grey, turn, (width, height), borderValue=dice.choice((0, 128, 255)))
        elif kind == 4:
            flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
            bent = (flat + noise.uniform(-0.2, 0.2, (4, 2)) * (width, height)).astype(np.float32)
            grey = cv2.warpPerspective(grey, cv2.getPerspectiveTransform(flat, bent), (width, height), borderValue=255)
        elif kind == 5:
            grey = np.clip(grey * dice.uniform(0.02, 1.5) + dice.uniform(-40, 120), 0, 255).astype(np.uint8)
        elif kind == 6:
            size = (max(1, int(width * dice.uniform(0.2, 1.5))), max(1, int(height * dice.uniform(0.2, 1.5))))
            grey = cv2.resize(grey, size, interpolation=dice.choice((cv2.INTER_NEAREST, cv2.INTER_LINEAR, cv2.INTER_CUBIC)))
        elif kind == 7:
            grey = grey[dice.randrange(1 + grey.shape[0] // 4) :, dice.randrange(1 + grey.shape[1] // 4) :]
        else:
            grey = np.invert(grey) if kind == 8 else grey[:, ::-1]
        height, width = grey.shape
    return np.ascontiguousarray(grey)


def texts_of(grey: Grey, dice: random.Random) -> list[str]:
    return [code.text for code in read_codes(grey, budget=dice.choice(BUDGETS))]


def damaged_code(dice: random.Random, report: Report) -> bool:
    data = payload(dice)
    return _only({text_of(data)}, texts_of(damaged(drawn(data, dice), dice), dice), report)


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
    *(damaged_code, damaged_code, damaged_code, damaged_bars, several_codes, noise),
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
