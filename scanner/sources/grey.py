"""One Pillow image, of whatever mode, as upright grey bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

if TYPE_CHECKING:
    from scanner.frames import Grey

ORIENTATION: Final = 0x0112
"""The EXIF tag for how the camera was held."""
TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What undoes each orientation (EXIF 2.32, 4.6.4)."""


def upright_grey(image: Image.Image) -> Grey:
    """Transparency laid on white. Sixteen bits and floating point are brought to the range of eight."""
    turn = _turn(image)  # before decoding, which may drop the metadata
    image.draft("L", image.size)  # a JPEG gives its luminance alone, in half the time; other formats take no notice
    grey = _eight_bits(image)
    if turn is not None:
        grey = grey.transpose(turn)
    pixels: Grey = np.ascontiguousarray(np.asarray(grey))
    return pixels


def _turn(image: Image.Image) -> Image.Transpose | None:
    try:
        return TURNS.get(int(image.getexif().get(ORIENTATION, 1)))
    except Exception:  # noqa: BLE001 - broken metadata spoil no picture: codes are read at any angle
        return None


def _eight_bits(image: Image.Image) -> Image.Image:
    if image.has_transparency_data:
        coloured = image.convert("RGBA")
        paper = Image.new("RGBA", coloured.size, "white")
        return Image.alpha_composite(paper, coloured).convert("L")
    if image.mode[0] in "IF":  # 16 or 32 bits a pixel; "L" would cut off, not scale
        return Image.fromarray(_scaled(np.asarray(image, dtype=np.float64)))
    if image.mode == "L":
        image.load()
        return image
    return (image if image.mode in {"1", "RGB"} else image.convert("RGB")).convert("L")


def _scaled(values: np.ndarray[tuple[int, ...], np.dtype[np.float64]]) -> Grey:
    """By the picture's own darkest and brightest pixel, since the range that a writer meant is nowhere written."""
    finite = np.nan_to_num(values, posinf=0.0, neginf=0.0)
    low, high = float(finite.min()), float(finite.max())
    spread = (high - low) or 1.0
    scaled: Grey = ((finite - low) * (255.0 / spread)).astype(np.uint8)
    return scaled
