"""How Chinese signs are read, from a process that ends: the dictionary takes 55 MB, which the till would hold for a whole day.

python -m pos.readings < SIGNS > READINGS      JSON: a text; an object of lists by sign
"""

import json
import subprocess
import sys
from contextlib import suppress
from typing import Final

_PATIENCE: Final = 20.0
_KNOWN: Final[dict[str, tuple[str, ...]]] = {}


def readings(sign: str) -> tuple[str, ...]:
    """Every one that it may have, without tones; ü also as v and as u, which keyboards have. A sign that is not Chinese reads as itself.

    Loads the dictionary for a sign that nobody learnt before.
    """
    if sign.isascii():
        return (sign,)
    if sign not in _KNOWN:
        _KNOWN[sign] = _looked_up(sign)
    return _KNOWN[sign]


def learn(text: str) -> None:
    """The readings of all its signs, by another process where one can be had; it holds up no thread while it looks them up."""
    fresh = "".join({sign: None for sign in text if sign not in _KNOWN and not sign.isascii()})
    if not fresh:
        return
    command = [sys.executable, "-P", "-m", "pos.readings"]  # -P: our own, whatever folder somebody stands in
    with suppress(OSError, subprocess.SubprocessError, ValueError):
        done = subprocess.run(command, input=json.dumps(fresh).encode(), capture_output=True, timeout=_PATIENCE, check=True)  # noqa: S603 - ourselves
        _KNOWN.update({sign: tuple(map(sys.intern, told)) for sign, told in json.loads(done.stdout).items()})


def _looked_up(sign: str) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    found = [reading.replace("ü", "v") for reading in pinyin(sign, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]]
    return tuple(dict.fromkeys([*found, *(reading.replace("v", "u") for reading in found if len(reading) > 1)]))


def main() -> None:
    """Signs in, readings out."""
    json.dump({sign: _looked_up(sign) for sign in json.load(sys.stdin)}, sys.stdout)


if __name__ == "__main__":
    main()
