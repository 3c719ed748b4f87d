"""The language of the app a widget stands in. When it is switched, the app calls `speak` of each of its screens."""

from collections.abc import Sequence
from typing import Protocol, cast

from textual.dom import DOMNode

from pos.widgets.key_bar import Cap
from pos.wording import Lang, say


class Speaking(Protocol):
    """What these screens ask of the app."""

    lang: Lang


def lang_of(node: DOMNode) -> Lang:
    """The language of now."""
    return cast("Speaking", node.app).lang


def caps(lang: Lang, screen: str, keys: Sequence[tuple[str, str]]) -> list[Cap]:
    """For the bar of keys: (key, name in the wording), the most needed first; the last one, the way out, is dropped last."""
    return [(key, say(lang, f"{screen}.key.{name}"), rank % len(keys)) for rank, (key, name) in enumerate(keys, 1)]
