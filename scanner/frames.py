"""The views a decoder tries of one picture. Pure, arrays to arrays.

OpenCV is imported the first time a view needs it, and only here (the camera asks here too): it costs 60 ms, and five pictures
of six are read from the plain view, which needs none of it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

Grey: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
"""Height x width, 0 black to 255 white."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`scale` is view pixels for one pixel of the picture; `binary` says that only black and white are left."""

    image: Grey
    scale: float = 1.0
    binary: bool = False


@cache
def opencv() -> Any:  # noqa: ANN401 - the module; its own stubs are wrong about arrays
    """OpenCV, silent: whatever it and FFmpeg would write to the terminal would land in the middle of the till's screen.

    Standard error is never turned away instead, not even for a moment: Textual draws on it.
    Raises ImportError where it is not installed.
    """
    os.environ.setdefault("OPENCV_LOG_LEVEL", "SILENT")
    os.environ.setdefault("OPENCV_FFMPEG_LOGLEVEL", "-8")
    os.environ.setdefault("OPENCV_VIDEOIO_V4L_SELECT_TIMEOUT", "3")  # seconds; a camera that hangs is told after 10 otherwise
    cv2 = import_module("cv2")
    cv2.utils.logging.setLogLevel(cv2.utils.logging.LOG_LEVEL_SILENT)  # where somebody had imported it before
    return cv2


def fit(grey: Grey, side: int) -> tuple[Grey, float]:
    """Scaled down so that the longer side is at most `side`, and by how much. Area average; Pillow, so that no OpenCV is needed."""
    height, width = grey.shape
    longer = max(height, width)
    if longer <= side:
        return grey, 1.0
    scale = side / longer
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small: Grey = np.asarray(Image.fromarray(grey).resize(size, Image.Resampling.BOX))
    return small, scale


def plain(grey: Grey) -> View:
    return View(image=grey)


def contrast(grey: Grey) -> View:
    """Local contrast (CLAHE, 8x8 tiles), half again as large: shadow, and modules of two pixels."""
    cv2 = opencv()
    even = cv2.createCLAHE(3.0, (8, 8)).apply(grey)
    return View(image=cv2.resize(even, None, fx=1.5, fy=1.5, interpolation=cv2.INTER_CUBIC), scale=1.5)


def eroded(grey: Grey) -> View:
    """Dark parts grown by a pixel: joins modules that are drawn as dots."""
    return View(image=opencv().erode(grey, np.ones((3, 3), np.uint8)))


def blurred(grey: Grey) -> View:
    """Evens out sensor noise and the lattice of a photographed screen."""
    return View(image=opencv().GaussianBlur(grey, (5, 5), 0))


def local_wide(grey: Grey) -> View:
    """Black and white by the mean of 75x75 pixels: light that runs across the whole code."""
    return _threshold(grey, 75, 0)


def local_narrow(grey: Grey) -> View:
    """Black and white by the mean of 25x25 pixels: small codes, glare."""
    return _threshold(grey, 25, 5)


def _threshold(grey: Grey, block: int, below: int) -> View:
    cv2 = opencv()
    image = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, block, below)
    return View(image=image, binary=True)


def doubled(grey: Grey) -> View:
    cv2 = opencv()
    return View(image=cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), scale=2.0)


def sharpened(grey: Grey) -> View:
    """Unsharp mask, three to two: out of focus."""
    cv2 = opencv()
    return View(image=cv2.addWeighted(grey, 3, cv2.GaussianBlur(grey, (0, 0), 3.0), -2, 0))


def inverted(grey: Grey) -> View:
    """Light on dark, for zbar; zxing-cpp looks both ways by itself."""
    image: Grey = np.invert(grey)
    return View(image=image)


VIEWS: Final[dict[str, Callable[[Grey], View]]] = {
    view.__name__.replace("_", "-"): view
    for view in (plain, contrast, eroded, blurred, local_wide, local_narrow, doubled, sharpened, inverted)
}
