"""What the engine refuses, with the names of people in place of their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Callable

_PEOPLE = frozenset({"owner", "member", "authoriser", "beneficiary", "person", "holder"})
"""Facts that are people's ids."""


def by_name(error: EngineError, name: Callable[[str], str]) -> EngineError:
    """`name` gives an id back where it knows nobody by it."""
    told = {fact: name(value) for fact, value in error.facts.items() if fact in _PEOPLE and isinstance(value, str)}
    return EngineError(error.code, **{**error.facts, **told}) if told else error
