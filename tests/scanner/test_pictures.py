"""Every kind of picture that a person may save or a telephone may take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image, ImageOps

from scanner.read import read_codes, scan_picture
from scanner.sources.picture import frames_of, read_picture, read_picture_bytes

if TYPE_CHECKING:
    from pathlib import Path

    from scanner.frames import Grey
    from tests.scanner.conftest import Draw


def texts(path: Path) -> list[str]:
    return [code.text for code in scan_picture(path)]


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "bmp", "tiff", "gif"])
@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB"])
def test_each_format_in_each_mode_that_it_knows(draw: Draw, digits: str, tmp_path: Path, suffix: str, mode: str) -> None:
    if (suffix, mode) == ("jpg", "P"):
        mode = "CMYK"
    path = tmp_path / f"code.{suffix}"
    Image.fromarray(draw(digits)).convert(mode).save(path)
    assert texts(path) == [digits]


def test_the_name_does_not_matter(draw: Draw, digits: str, tmp_path: Path) -> None:
    path = tmp_path / "医保码.txt"
    Image.fromarray(draw(digits)).save(path, "WEBP")
    assert texts(path) == [digits]


@pytest.mark.parametrize("turn", range(1, 9))
def test_exif_says_how_the_camera_was_held(tmp_path: Path, turn: int) -> None:
    scene = np.full((40, 60), 200, np.uint8)
    scene[:10, :10] = 0  # top left
    scene[:10, 50:] = 100  # top right
    image = Image.fromarray(scene)
    backwards = {2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}
    if turn != 1:
        exif = Image.Exif()
        exif[0x0112] = backwards[turn]
        held = Image.new("L", image.size)
        held.paste(image)
        held.info["exif"] = exif.tobytes()
        image = ImageOps.exif_transpose(held)
    exif = Image.Exif()
    exif[0x0112] = turn
    path = tmp_path / "held.png"
    image.save(path, exif=exif)
    assert np.array_equal(read_picture(path), scene)


@pytest.mark.parametrize("turn", [3, 6, 8])
def test_a_turned_photograph_gives_its_code(draw: Draw, digits: str, tmp_path: Path, turn: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = turn
    path = tmp_path / "photo.jpg"
    Image.fromarray(draw(digits)).save(path, exif=exif)
    assert texts(path) == [digits]


@pytest.mark.parametrize("suffix", ["png", "webp", "tiff"])
def test_transparency_is_laid_on_white(draw: Draw, digits: str, tmp_path: Path, suffix: str) -> None:
    dark = np.invert(draw(digits))
    ink = np.zeros((*dark.shape, 4), np.uint8)
    ink[..., 3] = dark  # black ink on nothing: black on black for whoever drops the alpha channel
    path = tmp_path / f"code.{suffix}"
    Image.fromarray(ink).save(path)
    assert read_picture(path)[0, 0] == 255
    assert texts(path) == [digits]


def test_one_colour_of_a_palette_may_be_the_transparent_one(draw: Draw, digits: str, tmp_path: Path) -> None:
    indexed = Image.fromarray((draw(digits) > 0).astype(np.uint8)).convert("P")
    indexed.putpalette([0, 0, 0, 0, 0, 0])
    path = tmp_path / "code.gif"
    indexed.save(path, transparency=1)
    assert texts(path) == [digits]


def test_sixteen_bits_are_scaled_and_not_cut_off(draw: Draw, digits: str, tmp_path: Path) -> None:
    deep = (draw(digits) > 0).astype(np.uint16) * 20_000 + 10_000  # all of it beyond 255
    path = tmp_path / "code.png"
    Image.fromarray(deep).save(path)
    assert texts(path) == [digits]


def test_floating_point_from_an_instrument_is_scaled(draw: Draw, digits: str, tmp_path: Path) -> None:
    path = tmp_path / "code.tiff"
    Image.fromarray((draw(digits) / 255).astype(np.float32)).save(path)
    assert texts(path) == [digits]


def test_faint_ink_on_grey_paper_is_read(draw: Draw, digits: str, tmp_path: Path) -> None:
    path = tmp_path / "code.png"
    Image.fromarray((draw(digits) // 16 + 120).astype(np.uint8)).save(path)
    assert texts(path) == [digits]


def test_dark_mode_is_read(draw: Draw, digits: str, tmp_path: Path) -> None:
    path = tmp_path / "code.png"
    Image.fromarray(np.invert(draw(digits))).save(path)
    assert texts(path) == [digits]


def animation(path: Path, frames: list[Grey], **options: object) -> Path:
    first, *others = (Image.fromarray(frame) for frame in frames)
    first.save(path, save_all=True, append_images=others, **options)  # type: ignore[arg-type]
    return path


@pytest.mark.parametrize("suffix", ["gif", "webp", "png", "tiff"])
def test_an_animation_is_looked_through_until_a_frame_has_a_code(draw: Draw, digits: str, tmp_path: Path, suffix: str) -> None:
    code = draw(digits)
    blank = [np.full_like(code, shade) for shade in (255, 200, 120)]
    path = animation(tmp_path / f"code.{suffix}", [*blank, code])
    assert len(list(frames_of(path))) == 4
    assert texts(path) == [digits]


def test_a_picture_is_given_up_when_its_time_is_over(draw: Draw, digits: str, tmp_path: Path) -> None:
    path = tmp_path / "code.png"
    Image.fromarray(draw(digits)).save(path)
    assert scan_picture(path, budget=0) == ()


def test_an_animation_without_end_is_looked_at_for_sixty_frames(tmp_path: Path) -> None:
    path = animation(tmp_path / "long.gif", [np.full((8, 8), number, np.uint8) for number in range(80)])
    assert len(list(frames_of(path))) == 60


def test_an_animation_that_breaks_off_gives_what_came_before(draw: Draw, digits: str, tmp_path: Path) -> None:
    code = draw(digits)
    path = animation(tmp_path / "code.gif", [code, np.invert(code), code])
    path.write_bytes(path.read_bytes()[:-200])
    frames = list(frames_of(path))
    assert 1 <= len(frames) < 3
    assert [found.text for found in read_codes(frames[0])] == [digits]


def test_a_picture_may_come_as_bytes(draw: Draw, digits: str, tmp_path: Path) -> None:
    path = tmp_path / "code.png"
    Image.fromarray(draw(digits)).save(path)
    assert np.array_equal(read_picture_bytes(path.read_bytes()), read_picture(path))


def test_a_large_photograph_with_a_small_code_is_read(draw: Draw, digits: str, tmp_path: Path) -> None:
    noise = np.random.default_rng(7).normal(180, 6, (3000, 4000)).clip(0, 255).astype(np.uint8)
    code = draw(digits, scale=6)
    noise[1500 : 1500 + code.shape[0], 700 : 700 + code.shape[1]] = code
    path = tmp_path / "photo.jpg"
    Image.fromarray(noise).save(path, quality=80)
    assert texts(path) == [digits]
