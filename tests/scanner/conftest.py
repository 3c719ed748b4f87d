"""What the scanner's tests draw with. Codes are drawn by `qrcode` and by zxing-cpp's writer, never by hand."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol, cast

import numpy as np
import pytest
import qrcode
import zxingcpp

from scanner import decoders
from scanner.encode import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from scanner.decoders import Decoder
    from scanner.encode import Correction
    from scanner.frames import Grey

DIGITS = "3701009012345678901234567890"[:28]
REQUIRED = {"zxing-cpp"}
"""zbar needs a system library and is a welcome guest only; where it is missing its tests say so."""


class Draw(Protocol):
    def __call__(self, payload: str | bytes, *, scale: int = 4, quiet: int = 4, correction: Correction = "M") -> Grey: ...


class Bars(Protocol):
    def __call__(self, text: str, kind: str, *, scale: int = 3) -> Grey: ...


def draw_qr(payload: str | bytes, *, scale: int = 4, quiet: int = 4, correction: Correction = "M") -> Grey:
    code = qrcode.QRCode(border=quiet, error_correction=LEVELS[correction])
    code.add_data(payload)
    code.make()
    modules = np.where(np.array(code.get_matrix(), dtype=bool), 0, 255).astype(np.uint8)
    return cast("Grey", np.kron(modules, np.ones((scale, scale), np.uint8)))


@pytest.fixture(scope="session")
def digits() -> str:
    return DIGITS


@pytest.fixture(scope="session")
def draw() -> Draw:
    return draw_qr


@pytest.fixture(scope="session")
def bars() -> Bars:
    def drawn(text: str, kind: str, *, scale: int = 3) -> Grey:
        code = zxingcpp.create_barcode(text, getattr(zxingcpp.BarcodeFormat, kind))
        return cast("Grey", np.pad(np.array(code.to_image(scale=scale, add_quiet_zones=True)), 20, constant_values=255))

    return drawn


@pytest.fixture(params=list(decoders.KNOWN))
def decoder(request: pytest.FixtureRequest) -> Decoder:
    """Each decoder known, one after the other; a required one that is missing is a failure where `CI` is set."""
    name = str(request.param)
    for present in decoders.available():
        if present.name == name:
            return present
    reason = next(told.reason for told in decoders.report() if told.name == name)
    if name in REQUIRED and os.environ.get("CI"):
        pytest.fail(f"{name} is absent: {reason}")
    pytest.skip(f"{name} is absent: {reason}")


@pytest.fixture
def fresh_decoders() -> Iterator[None]:
    """Whatever a test does to the libraries, the next one looks for them anew."""
    decoders.forget()
    yield
    decoders.forget()
