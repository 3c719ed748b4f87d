"""Lines of Chinese and Latin: within their width, nothing lost, and no sign where a typesetter would not put it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.content import Content

from pos.folding import spans
from pos.widgets.folded import folded


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in spans(text, width)]


@pytest.mark.parametrize(
    ("text", "width", "told"),
    [
        ("", 10, [""]),
        ("账户只剩 2.00，余下付现金", 14, ["账户只剩", "2.00，余下付现", "金"]),
        ("不要另开新单。", 13, ["不要另开新", "单。"]),
        ("药费 100.00 元。", 12, ["药费", "100.00 元。"]),
        ("说“结果未知”", 4, ["说", "“结", "果未", "知”"]),
        ("one two three", 8, ["one two", "three"]),
        ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
        ("按 Ctrl+T 转自费", 10, ["按 Ctrl+T", "转自费"]),
    ],
)
def test_where_lines_break(text: str, width: int, told: list[str]) -> None:
    assert lines(text, width) == told


@given(st.text("药店，。（）“” ab1.元%", max_size=80), st.integers(8, 40))
def test_nothing_is_lost_and_nothing_is_too_wide(text: str, width: int) -> None:
    broken = lines(text, width)
    assert "".join(broken).replace(" ", "") == text.replace(" ", "")
    assert all(cell_len(line) <= width for line in broken)


def test_style_and_indent_are_kept() -> None:
    first, second = folded(Content.styled("账户只剩", "bold"), 6, "  ")
    assert (first.plain, second.plain) == ("账户", "  只剩")
    assert first.spans
