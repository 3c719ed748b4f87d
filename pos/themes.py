"""Colours: dark, light, high contrast. Plain data; `pos.app` makes Textual's themes of them.

The four parts of a split keep 4.5:1 and more against the background; each has a pattern of its own as well: colour alone says nothing.
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
        muted="#8b98a5",
        accent="#e9b44c",
        line="#3b7ea8",
        cursor="#23506e",
        good="#3fbf8f",
        bad="#ff7b72",
        fund="#56b4e9",
        own="#2fb58a",
        pool="#d187b5",
        cash="#e69f00",
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
        muted="#5b6873",
        accent="#8f5400",
        line="#1b6ca8",
        cursor="#b5cfe4",
        good="#00704f",
        bad="#b42318",
        fund="#0072b2",
        own="#00735a",
        pool="#9b4579",
        cash="#9a5b00",
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
        muted="#c8c8c8",
        accent="#ffff00",
        line="#ffffff",
        cursor="#5c5c00",
        good="#5dffb0",
        bad="#ff9d94",
        fund="#7cc8ff",
        own="#5dffb0",
        pool="#ff9ee0",
        cash="#ffc14d",
        class_a="#00795a",
        class_b="#0067a3",
        class_c="#a35200",
        class_none="#5d6673",
    ),
}
DEFAULT = "gongji-dark"
