"""A palette as a theme of Textual."""

from textual.theme import Theme

from pos.themes import Palette


def theme_of(name: str, palette: Palette) -> Theme:
    """Every colour that `till.tcss` and the widgets name."""
    return Theme(
        name=name,
        dark=palette.dark,
        primary=palette.line,
        secondary=palette.line,
        accent=palette.accent,
        foreground=palette.foreground,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        success=palette.good,
        warning=palette.accent,
        error=palette.bad,
        variables={
            "line": palette.line,
            "muted": palette.muted,
            "cursor-ground": palette.cursor,
            "split-fund": palette.fund,
            "split-own": palette.own,
            "split-pool": palette.pool,
            "split-cash": palette.cash,
            "border": palette.accent,
            "border-blurred": palette.line,
            "block-cursor-background": palette.cursor,
            "block-cursor-foreground": palette.foreground,
            "block-cursor-blurred-background": palette.cursor,
            "block-cursor-blurred-foreground": palette.foreground,
            "input-cursor-background": palette.accent,
            "input-cursor-foreground": palette.background,
            "input-selection-background": palette.cursor,
            "scrollbar": palette.line,
            "scrollbar-background": palette.panel,
        },
    )
