"""What can go wrong at the rim: a stable code and the facts. The sentences, in two languages, are written by the till."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Fact: TypeAlias = str | int | float

PictureFault: TypeAlias = Literal[
    "no-such-file",
    "is-a-directory",
    "unreadable",  # the system refuses: facts["reason"]
    "not-a-picture",  # nothing that looks like one of the formats read here
    "broken-picture",  # begins like a picture and then fails: truncated or corrupt
    "picture-too-large",  # facts: pixels (where the header tells), limit
    "not-writable",  # a picture could not be saved: facts["reason"]
]
CameraFault: TypeAlias = Literal[
    "camera-absent",  # no such device, file or stream
    "camera-busy",  # the device is there, and another program has it, or this user may not
    "camera-lost",  # a device that gave frames gives none any more: unplugged
    "camera-stalled",  # it opened, and then no frame came in time
    "stream-ended",
]
TextFault: TypeAlias = Literal["text-empty", "text-too-long", "text-not-unicode"]


class ScannerError(Exception):
    """`code` is kebab-case and never reused; `facts` carry what a sentence needs."""

    def __init__(self, code: str, facts: Mapping[str, Fact]) -> None:
        super().__init__(code, dict(facts))
        self.code = code
        self.facts: Mapping[str, Fact] = MappingProxyType(dict(facts))


class PictureError(ScannerError):
    """A picture file that cannot be read or written. `path` is "" where the picture came as bytes."""

    def __init__(self, code: PictureFault, path: str | Path, facts: Mapping[str, Fact] | None = None) -> None:
        super().__init__(code, facts or {})
        self.path = str(path)


class CameraError(ScannerError):
    """A device, video file or stream that gives no frames. Facts always hold `source`."""

    def __init__(self, code: CameraFault, facts: Mapping[str, Fact]) -> None:
        super().__init__(code, facts)


class TextError(ScannerError):
    """A text that cannot be drawn as a QR code."""

    def __init__(self, code: TextFault, facts: Mapping[str, Fact] | None = None) -> None:
        super().__init__(code, facts or {})
