"""Sentences about how the till looks: its colours, what it remembers of them, and columns that only a wide screen has."""

TABLE: dict[str, tuple[str, str]] = {
    "looks.damaged": (
        "上次的语言和配色记在 {file} 里，但已无法读取；已按默认显示，离开收银台时会重新记录。",
        "{file} remembers language and colours, and cannot be read: the defaults are used, and it is written anew when the till is left.",
    ),
    "till.column-spec": ("规格", "Pack"),
    "till.column-approval": ("批准文号", "Approval no."),
    "till.column-first-share": ("先自付", "First share"),
}
