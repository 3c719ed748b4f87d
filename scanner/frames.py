"""The views a decoder tries of one picture. Pure, arrays to arrays.

OpenCV is imported the first time a view needs it, and only here (the camera asks here too): it costs 60 ms, and five pictures
of six are read from the plain view, which needs none of it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

Grey: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.uint8]]
"""Height x width, 0 black to 255 white."""
Matrix: TypeAlias = np.ndarray[tuple[int, int], np.dtype[np.float64]]
"""Three by three."""

WHITE: Final = 255


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """`scale` is view pixels for one pixel of the picture; `even_light` says that one threshold will do for the whole view.

    `back` takes a place in a view that was shifted or bent, in homogeneous coordinates, to where it was before that.
    """

    image: Grey
    scale: float = 1.0
    back: Matrix | None = None
    even_light: bool = False
    quick: bool = False
    """The decoder need not turn it, shrink it, or look for light on dark."""


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
    cv2.setNumThreads(1)  # a view takes a millisecond; waking other threads for it takes longer, and the till wants them
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


def brought(grey: Grey, side: int) -> tuple[Grey, float]:
    """As `fit`, and up to that side as well, smoothly, unless it is nearly there."""
    longer = max(grey.shape)
    if longer * 5 >= side * 4:
        return fit(grey, side)
    cv2, scale = opencv(), side / longer
    return cv2.resize(grey, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), scale


def plain(grey: Grey) -> View:
    return View(image=grey)


def glance(grey: Grey) -> View:
    """As it is, for the obvious only: of what a full look reads nine tenths, in six tenths of its time."""
    return View(image=grey, quick=True)


def even(grey: Grey) -> View:
    """As it is, under one threshold: reads dots, and glare that a local threshold takes for modules, in half the time."""
    return View(image=grey, even_light=True)


def even_halved(grey: Grey) -> View:
    return replace(halved(grey), even_light=True)


def halved(grey: Grey) -> View:
    """What is drawn in dots, printed in a raster or out of focus closes up."""
    cv2, (height, width) = opencv(), grey.shape
    size = (max(1, width // 2), max(1, height // 2))
    return View(image=cv2.resize(grey, size, interpolation=cv2.INTER_AREA), scale=0.5)


def lifted(grey: Grey) -> View:
    """The dark tones spread out (gamma 0.5): under-exposed, in shadow."""
    return View(image=_toned(grey, 0.5))


def deepened(grey: Grey) -> View:
    """The bright tones spread out (gamma 3): over-exposed, glare."""
    return View(image=_toned(grey, 3.0))


def framed(grey: Grey) -> View:
    """A white rim, for a code that touches the edge, one threshold."""
    rim = 24
    shift = np.array([[1, 0, -rim], [0, 1, -rim], [0, 0, 1]], dtype=np.float64)
    return View(image=np.pad(grey, rim, constant_values=WHITE), back=shift, even_light=True)


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


def softened(grey: Grey) -> View:
    """As `blurred`, for small modules."""
    return View(image=opencv().GaussianBlur(grey, (3, 3), 0))


def cleaned(grey: Grey) -> View:
    """The median of 5x5 pixels: specks, scratches and threads go, edges stay."""
    return View(image=opencv().medianBlur(grey, 5))


def local_wide(grey: Grey) -> View:
    """Black and white by the mean of 75x75 pixels: light that runs across the whole code."""
    return _threshold(grey, 75, 0)


def local_narrow(grey: Grey) -> View:
    """Black and white by the mean of 25x25 pixels: small codes, glare."""
    return _threshold(grey, 25, 5)


def local_middle(grey: Grey) -> View:
    return _threshold(grey, 51, 5)


def local_fine(grey: Grey) -> View:
    """By the mean of 15x15 pixels: a code in the middle of a glaring reflection."""
    return _threshold(grey, 15, 3)


def _toned(grey: Grey, gamma: float) -> Grey:
    table = (WHITE * (np.arange(256) / WHITE) ** gamma).astype(np.uint8)
    toned: Grey = opencv().LUT(grey, table)
    return toned


def _threshold(grey: Grey, block: int, below: int) -> View:
    cv2 = opencv()
    image = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY, block, below)
    return View(image=image, even_light=True)


def doubled(grey: Grey) -> View:
    cv2 = opencv()
    return View(image=cv2.resize(grey, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC), scale=2.0)


def sharpened(grey: Grey) -> View:
    """Unsharp mask, three to two: out of focus."""
    cv2 = opencv()
    return View(image=cv2.addWeighted(grey, 3, cv2.GaussianBlur(grey, (0, 0), 3.0), -2, 0))


def pulled_out(grey: Grey) -> View:
    return _bent(grey, 0.1, 0.1)


def pushed_in(grey: Grey) -> View:
    return _bent(grey, -0.1, -0.1)


def pulled_right(grey: Grey) -> View:
    return _bent(grey, 0.1, -0.1)


def pulled_down(grey: Grey) -> View:
    return _bent(grey, -0.1, 0.1)


def _bent(grey: Grey, right: float, down: float) -> View:
    """The corner below on the right moved by a tenth of the side.

    A code has no finder there, and a decoder's guess of creased cloth or curled paper goes wrong: another bend, another guess.
    """
    cv2, (height, width) = opencv(), grey.shape
    flat = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    bent = flat.copy()
    bent[2] += (right * width, down * height)
    forth = cv2.getPerspectiveTransform(flat, bent)
    size = (int(width * (1 + max(0.0, right))), int(height * (1 + max(0.0, down))))
    return View(image=cv2.warpPerspective(grey, forth, size, borderMode=cv2.BORDER_REPLICATE), back=np.linalg.inv(forth))


def inverted(grey: Grey) -> View:
    """Light on dark, for zbar; zxing-cpp looks both ways by itself."""
    image: Grey = np.invert(grey)
    return View(image=image)


VIEWS: Final[dict[str, Callable[[Grey], View]]] = {
    view.__name__.replace("_", "-"): view
    for view in (
        *(plain, glance, even, halved, even_halved, lifted, deepened, framed, contrast, eroded, blurred, softened, cleaned),
        *(local_wide, local_middle, local_narrow, local_fine, doubled, sharpened, inverted),
        *(pulled_out, pushed_in, pulled_right, pulled_down),
    )
}
