"""One table a screen: what its keys do, what they are called, and which the key bar may drop first."""

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """`keys` as Textual spells them, shown as `cap`; `label` is a key of the wording; rank 0 is dropped last from the bar."""

    keys: str
    cap: str
    action: str
    label: str = ""
    rank: int = 9
    priority: bool = False


MOVING = (
    Key(keys="up", cap="", action="move(-1)"),
    Key(keys="down", cap="", action="move(1)"),
    Key(keys="pageup", cap="", action="move(-10)"),
    Key(keys="pagedown", cap="", action="move(10)"),
)
"""The cursor of a list by rows, while another widget, or none, has the focus; a screen has `action_move`."""


def bindings(keys: Iterable[Key]) -> list[Binding]:
    """For a screen's BINDINGS; the action's name is the binding's id. Without keys, or with a key of the whole till, it is only named."""
    return [
        Binding(key.keys, key.action, key.label, id=key.action, show=False, priority=key.priority)
        for key in keys
        if key.keys and not key.action.startswith("app.")
    ]
