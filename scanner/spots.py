"""Where in a picture a code could be: the places that are busy in both directions. Pure.

A second look at such a place costs the same in a small picture as in a large one, and brought to other sizes it falls otherwise
on the pixels: of 38 photographs that zxing-cpp's first look misses, looks at spots alone read 34. The corners that a decoder
tells of a code that it could not correct are no guide to it: cut out by them, fewer are read than in the whole picture.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from scanner.frames import opencv

if TYPE_CHECKING:
    from scanner.frames import Grey

SMALL: Final = 400
"""A picture of no more than this longer side is a spot as it is."""
SIDE: Final = 640
"""Edges are looked for at about this longer side: modules of three pixels in a frame of 1280 are still seen."""
BLOCKS: Final = 160
"""And added up in so many blocks along it: the smallest code that can be read at all covers five of them."""
REACH: Final = 7
"""Blocks over which busyness is averaged, twice."""
SHARE: Final = 0.4
"""Of the busiest place's busyness: less is not part of a spot."""
QUIET: Final = 2.0
"""Grey levels from pixel to pixel: a picture whose busiest place has less is a wall, or out of focus beyond help."""
MARGIN: Final = 0.12
"""Round a spot, as a part of its size."""
MOST: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Pixels of the picture; `right` and `bottom` are the first outside."""

    left: int
    top: int
    right: int
    bottom: int

    def cut(self, grey: Grey) -> Grey:
        return grey[self.top : self.bottom, self.left : self.right]


def busy_spots(grey: Grey) -> tuple[Spot, ...]:
    """At most two, the busiest first. Raises ImportError where OpenCV is not installed."""
    cv2 = opencv()
    whole = grey.shape
    if max(whole) <= SMALL:
        return (Spot(left=0, top=0, right=whole[1], bottom=whole[0]),)
    scale = min(1.0, SIDE / max(whole))
    size = (max(1, int(whole[1] * scale)), max(1, int(whole[0] * scale)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA) if scale < 1 else grey
    height, width = small.shape
    step = max(1, max(height, width) // BLOCKS)
    if min(height, width) < 2 * step:
        return ()
    size, reach = (width // step, height // step), (REACH, REACH)
    across = cv2.resize(cv2.absdiff(small[:, 1:], small[:, :-1]), size, interpolation=cv2.INTER_AREA)
    down = cv2.resize(cv2.absdiff(small[1:], small[:-1]), size, interpolation=cv2.INTER_AREA)
    both = np.minimum(cv2.blur(across, reach), cv2.blur(down, reach))  # lines of one direction only are no code
    busy = cv2.blur(both.astype(np.float32), reach)
    most = float(busy.max())
    if most < QUIET:
        return ()
    _, labels, boxes, _ = cv2.connectedComponentsWithStats((busy > most * SHARE).astype(np.uint8))
    weights = np.bincount(labels.ravel(), weights=busy.ravel())[1:]
    order = np.argsort(-weights)[:MOST]
    return tuple(_spot(boxes[1 + int(number)], step / scale, whole) for number in order)


def _spot(box: Any, block: float, whole: tuple[int, int]) -> Spot:  # noqa: ANN401 - a row of OpenCV's table
    left, top, wide, tall = (int(value) for value in box[:4])
    margin = int(MARGIN * max(wide, tall)) + 2
    return Spot(
        left=max(0, int((left - margin) * block)),
        top=max(0, int((top - margin) * block)),
        right=min(whole[1], math.ceil((left + wide + margin) * block)),
        bottom=min(whole[0], math.ceil((top + tall + margin) * block)),
    )
