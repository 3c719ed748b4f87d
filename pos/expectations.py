"""What a scenario expects of a step, held against what came."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Tally:
    """How many expectations were met and failed so far."""

    met: int = 0
    failed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One expectation that was not met; `key` is dotted."""

    key: str
    expected: Any
    got: Any


@dataclass(slots=True)
class Judgement:
    """The outcome of one step's expectations."""

    met: int = 0
    differences: list[Difference] = field(default_factory=list)


def judge(expected: Mapping[str, Any], got: Mapping[str, Any]) -> Judgement:
    """Every figure that `expected` names must be so in `got`.

    What it does not name is free. Lists are compared whole, element by element.
    """
    judgement = Judgement()
    for key, want, have in _leaves("", expected, got):
        if want == have:
            judgement.met += 1
        else:
            judgement.differences.append(Difference(key=key, expected=want, got=have))
    return judgement


def _leaves(at: str, expected: Any, got: Any) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401 - TOML on one side, JSON on the other
    if isinstance(expected, Mapping) and isinstance(got, Mapping):
        for key, want in expected.items():
            yield from _leaves(f"{at}.{key}" if at else key, want, got.get(key))
    elif isinstance(expected, list) and isinstance(got, list) and len(expected) == len(got):
        for number, (want, have) in enumerate(zip(expected, got, strict=True)):
            yield from _leaves(f"{at}[{number}]", want, have)
        if not expected:
            yield at, [], []
    else:
        yield at, expected, got
