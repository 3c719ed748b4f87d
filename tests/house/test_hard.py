"""Codes under hard conditions, from the picture into a settlement: fixtures/hard, replayed."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.model.bill import Bill, Line
from scanner.read import scan_picture
from scanner.sources import camera
from scanner.sources.picture import read_picture
from tests.house.hard import CONDITIONS, FOLDER, Shot, counter, draw, manifest

if TYPE_CHECKING:
    from pathlib import Path

SHOTS = manifest().shots
STILLS = [shot for shot in SHOTS if not shot.file.endswith(".avi")]
FILM = FOLDER / "film.avi"
MOST_BYTES = 3_000_000


def test_every_file_is_listed_and_there_and_they_are_small() -> None:
    files = list(FOLDER.iterdir())
    assert {file.name for file in files} == {"hard.toml", *(shot.file for shot in SHOTS)}
    assert sum(file.stat().st_size for file in files) < MOST_BYTES
    assert {shot.condition for shot in STILLS} == set(CONDITIONS)


@pytest.mark.parametrize("shot", STILLS, ids=lambda shot: shot.file)
def test_it_settles_or_is_not_read_and_is_never_read_as_something_else(shot: Shot) -> None:
    engine, texts = counter()
    seen = [code.text for code in scan_picture(FOLDER / shot.file)]
    assert seen in ([texts[shot.file]], []), "never misread"
    if not shot.read:
        return  # not read yet; a better ladder may
    assert seen, "it was read before"
    if shot.symbology == "QRCODE":
        told = manifest()
        item = {known.code: known for known in engine.items()}[told.item]
        bill = Bill(at=told.at, care=engine.institution(told.at).usual_care, lines=(Line(item=item, quantity=Decimal(2)),))
        settlement = engine.settle(bill, seen[0], agreed=engine.pre_settle(bill, seen[0]))
        assert (settlement.holder, settlement.shown_by) == (shot.holder, shot.shown_by)
        assert settlement.figures.total.fen == 2500
        assert engine.check() == []


def test_the_film_is_read_once_and_settles() -> None:
    engine, texts = counter()
    seen = list(camera.codes(str(FILM)))
    assert [code.text for code in seen] == [texts["film.avi"]]
    assert engine.holder_of(seen[0].text).id == "grandma"


def test_drawing_one_again_gives_the_same(tmp_path: Path) -> None:
    engine, texts = counter()
    names = {person.id: person.name for person in engine.people()}
    shot = next(shot for shot in STILLS if shot.file == "code128-wide.jpg")
    again = tmp_path / shot.file
    draw(shot, texts[shot.file], names, again)
    drawn, kept = read_picture(again).astype(int), read_picture(FOLDER / shot.file).astype(int)
    assert np.abs(drawn - kept).mean() < 2, "but for the rounding of another build of the library"
