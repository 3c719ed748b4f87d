"""The editions that come with gongji: each says what it is for, and each figure where it comes from."""

from __future__ import annotations

from importlib.resources import files

import pytest

from engine.policy.edition import Edition, Mark
from engine.policy.load import edition_from_text, shipped

SHIPPED = sorted((files("engine") / "policies").iterdir(), key=lambda folder: folder.name)


def test_jinan_and_the_teaching_edition_are_shipped_under_their_own_names() -> None:
    assert [edition.name for edition in shipped().editions] == ["370100/2025-01-01", "990000/2025-01-01"]
    for folder in SHIPPED:
        for file in folder.iterdir():
            assert (
                edition_from_text(file.read_text(encoding="utf-8"), file=file.name).name
                == f"{folder.name}/{file.name.removesuffix('.toml')}"
            )


@pytest.mark.parametrize("edition", shipped().editions, ids=lambda edition: edition.region)
def test_a_shipped_edition_says_what_it_is_for(edition: Edition) -> None:
    assert edition.note == "sample for simulation, not for real settlement"


@pytest.mark.parametrize("edition", shipped().editions, ids=lambda edition: edition.region)
def test_every_figure_of_a_shipped_edition_has_a_source_and_a_mark(edition: Edition) -> None:
    figures = [
        (row.sources, name)
        for row in edition.benefits
        for name in ("counting", "unfiled_minus", "deductible", "tier" if row.tiers else "ratio", "ceiling")
        if name in {"counting", "unfiled_minus", "tier", "ratio"} or getattr(row, name)
    ]
    figures += [(edition.account.sources, name) for name in ("pays_off_catalogue", "account_first")]
    figures += [(edition.mutual_aid.sources, name) for name in edition.mutual_aid.__slots__ if name != "sources"]
    for sources, name in figures:
        assert set(sources.of(name)) == {"source", "mark"}, name
        assert sources.of(name)["mark"] in set(Mark)
