"""Readings of Chinese signs come from a process that ends; the till itself never loads the dictionary."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pos import readings as module
from pos.opening import catalogue_of
from pos.readings import learn, readings
from tests.pos.conftest import driving

if TYPE_CHECKING:
    from pos.wiring import House


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_KNOWN", {})


def test_a_sign_has_every_reading_and_what_is_no_sign_reads_as_itself() -> None:
    assert set(readings("降")) >= {"jiang", "xiang"}
    assert set(readings("绿")) >= {"lv", "lu"}
    assert readings("a") == ("a",)


def test_the_other_process_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    signs = "阿莫西林降绿a片"
    here = {sign: readings(sign) for sign in signs}
    module._KNOWN.clear()
    learn(signs)
    monkeypatch.setattr(module, "_looked_up", lambda _: pytest.fail("asked again"))
    assert {sign: readings(sign) for sign in signs} == here


@pytest.mark.parametrize("command", ["/nowhere/python", "/bin/false", "/bin/echo"])
def test_without_another_process_they_are_looked_up_here(monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    monkeypatch.setattr(sys, "executable", command)
    learn("片")
    assert readings("片")[0] == "pian"


def test_what_is_known_is_not_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    learn("片")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("asked again"))
    learn("片片")


def test_a_till_that_opens_never_loads_the_dictionary() -> None:
    program = """
import sys
from pos.opening import catalogue_of
from pos.wiring import engine_on, demo_world
from engine.ledger.open import open_books
engine = engine_on(open_books("memory:"), secret=b"")
engine.found(demo_world())
assert catalogue_of(engine.items()).search("amxl")
assert "pypinyin" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", program], check=True)


async def test_a_menu_is_narrowed_by_what_was_learnt_at_the_opening(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue_of(house.engine.items())
    monkeypatch.setattr(module, "_looked_up", lambda sign: pytest.fail(f"{sign} was not learnt"))
    async with driving(house) as till:
        for way in ("f5", "f6", "f6", "ctrl+l"):
            await till.press(way, "f12")
            for letter in "zqx":
                await till.press(letter, "backspace")
            await till.press("escape")
