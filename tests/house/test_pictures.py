"""From a picture file through the scanner into a settlement, or its refusal: fixtures/qr, replayed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engine.errors import Refusal
from pos.commands.sell import read_credential
from pos.wording import LANGUAGES, Lang
from pos.wording.explain import refusal
from scanner.decoders import KNOWN, available
from scanner.read import scan_picture
from scanner.sources.picture import read_picture, read_picture_bytes
from tests.house.pictures import FOLDER, Picture, draw, manifest, stage

if TYPE_CHECKING:
    from pathlib import Path

PICTURES = manifest().pictures
each = pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.file)


def test_every_file_is_listed_and_there() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {"pictures.toml", *(picture.file for picture in PICTURES)}


@each
def test_it_shows_what_it_was_drawn_with(picture: Picture) -> None:
    assert [code.text for code in scan_picture(FOLDER / picture.file)] == [stage().texts[picture.file]]


@each
def test_drawing_it_again_gives_the_same(picture: Picture, tmp_path: Path) -> None:
    text = stage().texts[picture.file]
    data = draw(picture, text)
    if picture.look in {"plain", "dense", "dark-mode", "small", "transparent"}:  # whole pixels, saved without loss
        assert np.array_equal(read_picture_bytes(data), read_picture(FOLDER / picture.file))
    (tmp_path / picture.file).write_bytes(data)
    assert [code.text for code in scan_picture(tmp_path / picture.file)] == [text]


@each
def test_it_settles_or_is_refused(picture: Picture) -> None:
    played = stage()
    code = read_credential(str(FOLDER / picture.file))
    assert code == played.texts[picture.file]
    if picture.used:
        played.engine.settle(played.bill, code)
    played.clock.now += timedelta(seconds=picture.later)
    records, balances = played.engine.record_count(), played.engine.balances()
    if picture.refused:
        with pytest.raises(Refusal) as told:
            played.engine.settle(played.bill, code)
        assert told.value.code == picture.refused
        assert (played.engine.record_count(), played.engine.balances()) == (records, balances)
    else:
        quote = played.engine.pre_settle(played.bill, code)
        settlement = played.engine.settle(played.bill, code, agreed=quote)
        figures = {name: amount.fen for name, amount in settlement.figures.by_name().items()}
        assert {name: figures[name] for name in picture.fen} == picture.fen
        assert {draw.authoriser: draw.amount.fen for draw in settlement.draws} == picture.draws
        assert (settlement.holder, settlement.shown_by) == (picture.holder, picture.shown_by)
        with pytest.raises(Refusal, match="credential-used"):
            played.engine.settle(played.bill, code)
    assert played.engine.check() == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_refusal_is_said(lang: Lang) -> None:
    for picture in PICTURES:
        if picture.refused is None:
            continue
        played = stage()
        if picture.used:
            played.engine.settle(played.bill, played.texts[picture.file])
        played.clock.now += timedelta(seconds=picture.later)
        with pytest.raises(Refusal) as told:
            played.engine.settle(played.bill, played.texts[picture.file])
        said = refusal(lang, told.value)
        assert "\x1b" not in said
        assert len(said.splitlines()) == 1


def test_all_pictures_one_after_the_other_on_books_on_disk(tmp_path: Path) -> None:
    """A day at the clinic: who paid what adds up over all of them."""
    played = stage(f"sqlite:///{tmp_path / 'day.sqlite'}")
    begun = sum(balance.all.fen for balance in played.engine.balances().values())
    fund = cash = accounts = 0
    for picture in PICTURES:
        if picture.later or picture.used:
            continue
        code = read_credential(str(FOLDER / picture.file))
        if picture.refused:
            with pytest.raises(Refusal, match=picture.refused):
                played.engine.settle(played.bill, code, key=picture.file)
            continue
        record = played.engine.settle(played.bill, code, key=picture.file)
        fund += record.figures.fund.fen
        cash += record.figures.cash.fen
        accounts += record.figures.own_account.fen + record.figures.mutual_aid.fen
    assert (played.engine.fund_paid().fen, played.engine.cash_taken().fen) == (fund, cash)
    assert sum(balance.all.fen for balance in played.engine.balances().values()) == begun - accounts
    assert cash == 2 * 875 - 1000, "father's grant is limited to 10.00, and the child came twice"
    assert played.engine.check() == []
    assert played.engine.record_count() == 11, "grandma three times, four others twice"


@pytest.mark.parametrize("name", KNOWN)
def test_which_decoder_is_there_does_not_matter(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every plain picture is read by each decoder alone."""
    only = tuple(decoder for decoder in available() if decoder.name == name)
    if not only:
        pytest.skip(f"{name} is not on this machine")
    monkeypatch.setattr("scanner.climb.available", lambda: only)
    for picture in PICTURES:
        if picture.look == "plain":
            assert [code.text for code in scan_picture(FOLDER / picture.file)] == [stage().texts[picture.file]]
