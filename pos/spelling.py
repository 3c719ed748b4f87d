"""Chinese names in pinyin, from a process of its own: the dictionary takes 55 MB, which the till would hold for a whole day.

    python -m pos.spelling < NAMES > SPELLINGS      both JSON, an array of as many
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_PATIENCE = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """`initials` holds, for each sign of the name, the letters it may begin with (降 is j or x)."""

    pinyin: str
    initials: tuple[str, ...]


def spelt(names: Sequence[str]) -> Sequence[Spelling]:
    """Here and now. Loads the dictionary."""
    from pypinyin import Style, lazy_pinyin, pinyin

    return tuple(
        Spelling(
            pinyin="".join(lazy_pinyin(name)),
            initials=tuple("".join(sorted(set(pinyin(sign, style=Style.FIRST_LETTER, heteronym=True)[0]))) for sign in name),
        )
        for name in names
    )


@lru_cache(maxsize=4)
def spelt_elsewhere(names: tuple[str, ...]) -> Sequence[Spelling]:
    """As `spelt`, by another process where one can be had; it holds the dictionary and nobody's thread while it looks names up."""
    command = [sys.executable, "-P", "-m", "pos.spelling"]  # -P: whatever folder somebody stands in, it is our own
    try:
        done = subprocess.run(command, input=json.dumps(names).encode(), capture_output=True, timeout=_PATIENCE, check=True)  # noqa: S603 - ourselves
        told = json.loads(done.stdout)
        return tuple(Spelling(pinyin=pinyin, initials=tuple(initials)) for pinyin, initials in told)
    except (OSError, subprocess.SubprocessError, ValueError):
        return spelt(names)


def main() -> None:
    """Names in, spellings out."""
    spellings = spelt(json.load(sys.stdin))
    json.dump([(spelling.pinyin, spelling.initials) for spelling in spellings], sys.stdout)


if __name__ == "__main__":
    main()
