from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.payload import text_of


@given(st.text())
def test_utf_8_always_comes_back(text: str) -> None:
    assert text_of(text.encode()) == text


@pytest.mark.parametrize("name", ["王桂兰", "李雷和韩梅梅", "医保电子凭证"])
def test_gb18030_is_known_by_not_being_utf_8(name: str) -> None:
    assert text_of(name.encode("gb18030")) == name


@given(st.binary())
def test_no_bytes_are_refused(payload: bytes) -> None:
    assert len(text_of(payload)) <= len(payload)
