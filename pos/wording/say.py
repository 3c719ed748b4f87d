"""From a key and facts to a sentence in one language."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Literal, get_args

Lang = Literal["zh", "en"]
LANGUAGES: tuple[Lang, ...] = get_args(Lang)

#: One module a subject; each has a `TABLE` of (Chinese, English) by key. Keys begin with no module's name: a key lives in one table only.
_SUBJECTS = (
    "refusals",
    "troubles",
    "rules",
    "words",
    "till",
    "desk",
    "console",
    "usage",
    "phone",
    "reasons",
    "money",
    "day",
    "paper",
    "private",
    "hospital",
    "flow",
    "seeking",
    "lesson",
    "training",
    "catalogue",
    "closing",
    "report",
    "looks",
)


@cache
def table() -> Mapping[str, tuple[str, str]]:
    """All keys. Raises KeyError when two tables claim one."""
    whole: dict[str, tuple[str, str]] = {}
    for subject in _SUBJECTS:
        for key, sentence in import_module(f"pos.wording.{subject}").TABLE.items():
            if key in whole:
                raise KeyError(key)
            whole[key] = sentence
    return whole


def say(lang: Lang, key: str, /, **facts: object) -> str:
    """The sentence of `key`. Facts are put in as they are: what comes from outside must have been cleaned (`pos.wording.clean`)."""
    return table()[key][LANGUAGES.index(lang)].format(**facts)
