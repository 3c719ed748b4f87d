"""Colours: dark, light, high contrast. Plain data; `pos.app` makes Textual's themes of them.

The four parts of a split keep 4.5:1 and more against the background, and stay apart for eyes without red, green or blue cones:
they differ in lightness as well as in hue. Each has a pattern of its own too: colour alone says nothing.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """`class_*` are the grounds of the badges, which carry their letter in white."""

    dark: bool
    background: str
    surface: str
    panel: str
    foreground: str
    muted: str
    accent: str
    line: str
    cursor: str
    good: str
    bad: str
    fund: str
    own: str
    pool: str
    cash: str
    class_a: str
    class_b: str
    class_c: str
    class_none: str


PALETTES = {
    "gongji-dark": Palette(
        dark=True,
        background="#0f161d",
        surface="#16202a",
        panel="#1c2833",
        foreground="#dbe5ee",
        muted="#a3b0bd",
        accent="#e9b44c",
        line="#4f9bcc",
        cursor="#1b435e",
        good="#9dffd0",
        bad="#ff9990",
        fund="#d4ebff",
        own="#009b66",
        pool="#d25ea5",
        cash="#ffd956",
        class_a="#00795a",
        class_b="#0067a3",
        class_c="#a35200",
        class_none="#5d6673",
    ),
    "gongji-light": Palette(
        dark=False,
        background="#f5f7fa",
        surface="#ffffff",
        panel="#e3eaf1",
        foreground="#16212b",
        muted="#46515b",
        accent="#734300",
        line="#1b6ca8",
        cursor="#c3d8ea",
        good="#003626",
        bad="#b01e17",
        fund="#0072ca",
        own="#004a2f",
        pool="#522a5d",
        cash="#976700",
        class_a="#00795a",
        class_b="#0067a3",
        class_c="#a35200",
        class_none="#5d6673",
    ),
    "gongji-contrast": Palette(
        dark=True,
        background="#000000",
        surface="#000000",
        panel="#1e1e1e",
        foreground="#ffffff",
        muted="#d8d8d8",
        accent="#ffff00",
        line="#ffffff",
        cursor="#3d3d00",
        good="#9dffd0",
        bad="#ff8f86",
        fund="#d8e6ff",
        own="#00b389",
        pool="#e05ec7",
        cash="#ffe06b",
        class_a="#00795a",
        class_b="#0067a3",
        class_c="#a35200",
        class_none="#5d6673",
    ),
}
DEFAULT = "gongji-dark"
_FAMILY = "gongji-"
THEMES = tuple(name.removeprefix(_FAMILY) for name in PALETTES)
"""As they are called on the command line and in the file of settings."""


def full_name(theme: str) -> str:
    """Of one of `THEMES`, as a key of `PALETTES`."""
    return _FAMILY + theme


def short_name(theme: str) -> str:
    """Of a key of `PALETTES`, as one of `THEMES`."""
    return theme.removeprefix(_FAMILY)
