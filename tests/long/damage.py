"""Payloads that nobody expects, drawn as codes, and what happens to pictures of them. All by the dice handed in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

import numpy as np
import qrcode
import zxingcpp
from qrcode import constants

from scanner.checkdigit import check_digit
from scanner.frames import opencv

if TYPE_CHECKING:
    import random

    from scanner.frames import Grey

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
    "\U0001f600" * 9,
)
LEVELS: Final = (constants.ERROR_CORRECT_L, constants.ERROR_CORRECT_M, constants.ERROR_CORRECT_Q, constants.ERROR_CORRECT_H)
cv2 = opencv()


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
