"""Screens that are opened all day long: made once, and kept. To mount, style and take away a screen costs several times its drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

from textual.screen import Screen

if TYPE_CHECKING:
    from textual.app import App

Kept = TypeVar("Kept", bound=Screen[Any])


def kept(app: App[Any], kind: type[Kept]) -> Kept:
    """The one of its kind. It is as it was left: who opens it tells it to begin anew."""
    name = kind.__name__
    if not app.is_screen_installed(name):
        app.install_screen(kind(), name)
    return cast("Kept", app.get_screen(name))
