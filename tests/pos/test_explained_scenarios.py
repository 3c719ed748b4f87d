"""Every record of every scenario is explained to the fen from its books, and its split comes out again when the pools are asked anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.model.codes import Event, Why
from engine.model.explanation import explained
from pos.play import Player
from pos.results import of_explanation
from pos.wording import LANGUAGES

SCENARIOS = Path(__file__).parents[2] / "fixtures" / "scenarios"
FILES = [file for folder in (".", "refusals", "regions") for file in sorted((SCENARIOS / folder).glob("*.toml"))]
#: What no change of one thing would have changed.
WITHOUT_REMEDY = {Why.AUTHORISER_NO_ACCOUNT, Why.NOTHING_LEFT_TO_PAY}


def played(file: Path) -> Player:
    player = Player(file, lang="en", passes=str)
    for _ in player.lines():
        pass
    return player


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SCENARIOS).with_suffix("")))
def test_every_record_is_explained(file: Path) -> None:
    player = played(file)
    for record in player.engine.journal(1000):
        found = player.engine.explaining.of_record(record)
        if record.event in {Event.SALE, Event.PREMIUM}:
            assert explained(record.steps) == record.figures.by_name()
        assert all(reason.grounds and all(ground.title for ground in reason.grounds) for reason in found.reasons)
        assert found.reported is not None, "the edition is known, and the split came out again"
        over = [(over.authoriser, over.grant, over.why) for over in found.not_drawn if over.why is not Why.NO_GRANT]
        assert over == [(over.authoriser, over.grant, over.why) for over in record.passed_over]
        for pool in found.not_drawn:
            assert (pool.would_have_paid is None) == (pool.why in WITHOUT_REMEDY or bool(pool.refused))
        for lang in LANGUAGES:
            assert of_explanation(found, lang)["sources"]


def test_all_ways_to_pass_a_pool_over_but_one_are_shown() -> None:
    """Nobody in the scenarios has an authoriser without an account: such a grant can only be founded."""
    shown = {
        over.why
        for file in FILES
        for player in [played(file)]
        for record in player.engine.journal(1000)
        for over in player.engine.explaining.of_record(record).not_drawn
    }
    assert set(Why) - shown <= {Why.AUTHORISER_NO_ACCOUNT, Why.AUTHORISER_SUSPENDED, Why.NO_BALANCE}
