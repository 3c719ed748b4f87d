"""Scans among keys: recordings of every configuration, and what must never be taken for a scan."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scanner.checkdigit import retail_symbology
from scanner.sources.keystrokes import REST, STALL, Damaged, Heard, Scan, Wedge, damaged_in
from tests.scanner.recordings import CODE, EAN, EAN8, FOLDER, PACK, TRACE, Recording, kept, recordings, written

KEPT = kept()
each = pytest.mark.parametrize("recording", [tape for tape in KEPT if not tape.pastes], ids=lambda tape: tape.name)


def listen(recording: Recording) -> list[Heard]:
    wedge = Wedge()
    struck = [wedge.key(sign, at) for at, text in recording.reads for sign in text.replace("\x03", "\r")]
    heard = [found for found in struck if found is not None]
    if recording.rests and (found := wedge.rest()) is not None:
        heard.append(found)
    return heard


def type_keys(text: str, *, gap: float, wedge: Wedge | None = None, start: float = 0.0) -> list[Heard]:
    ears = wedge or Wedge()
    struck = [ears.key(character, start + place * gap) for place, character in enumerate(text)]
    return [heard for heard in struck if heard is not None]


def test_the_recordings_are_those_that_are_drawn() -> None:
    assert {tape.name: written(tape) for tape in recordings()} == {file.stem: file.read_text(encoding="utf-8") for file in FOLDER.iterdir()}


@each
def test_a_recording_is_heard(recording: Recording) -> None:
    heard = listen(recording)
    assert [found.text for found in heard if isinstance(found, Scan)] == list(recording.scans)
    assert sum(isinstance(found, Damaged) for found in heard) == recording.damaged


@pytest.mark.parametrize("recording", [tape for tape in KEPT if tape.scans and not tape.pastes], ids=lambda tape: tape.name)
def test_a_recording_with_one_character_lost_or_doubled_gives_its_own_codes_or_none(recording: Recording) -> None:
    """Two kinds have nothing to check by: a serial number's letters, and the one UPC-A in ten that an EAN-13 without a digit makes."""
    random = Random(recording.name)  # noqa: S311 - the same again
    reads = list(recording.reads)
    places = [place for place, (_, text) in enumerate(reads) if len(text) == 1 and text.isalnum()]
    for place in random.sample(places, min(8, len(places))):
        for times in (0, 2):
            torn = Recording(
                name="torn", about="", reads=[*reads[:place], *reads[place : place + 1] * times, *reads[place + 1 :]], rests=recording.rests
            )
            for found in listen(torn):
                unchecked = found.text.startswith("01069") or retail_symbology(found.text) == "UPCA"
                assert isinstance(found, Damaged) or found.text in recording.scans or unchecked


@pytest.mark.parametrize("gap", [0.0, 0.001, 0.03, 0.2])
@pytest.mark.parametrize("terminator", ["\r", "\n", "\t"])
@pytest.mark.parametrize("code", [EAN, CODE, TRACE, PACK, EAN8])
def test_a_scan_is_heard_at_any_speed_of_scanner_and_machine(gap: float, terminator: str, code: str) -> None:
    assert type_keys(code + terminator, gap=gap) == [Scan(text=code)]


def test_a_person_who_stops_to_think_is_no_scanner() -> None:
    assert type_keys(EAN + "\r", gap=0.3) == []


@pytest.mark.parametrize("text", ["100.00", "amox", f"3*{EAN}", "1234567", "99999.99", "13579"])
def test_fast_typing_is_no_scan_unless_it_has_a_scans_grammar(text: str) -> None:
    assert type_keys(f"{text}\r", gap=0.01) == []


def test_what_was_typed_before_the_silence_is_not_part_of_the_scan() -> None:
    wedge = Wedge()
    assert type_keys("12", gap=0.1, wedge=wedge) == []
    assert type_keys(EAN + "\r", gap=0.01, wedge=wedge, start=5.0) == [Scan(text=EAN)]


def test_what_a_person_types_with_pauses_is_told_from_a_scanners_stall() -> None:
    for gap, by_hand in ((0.01, False), (0.15, True)):
        wedge = Wedge()
        type_keys(CODE[:20], gap=gap, wedge=wedge)
        (heard,) = type_keys(CODE[20:] + "\r", gap=gap, wedge=wedge, start=20 * gap + 1.0)
        assert (heard, heard.by_hand) == (Scan(text=CODE, stretches=2), by_hand)
        (torn,) = type_keys(CODE[:9] + "\r", gap=gap, start=99)
        assert (torn, torn.by_hand) == (Damaged(text=CODE[:9]), by_hand)
    (alone,) = type_keys(CODE + "\r", gap=0.2)
    assert not alone.by_hand, "slow, but whole and by itself"


def test_an_editing_key_parts_what_was_typed_from_what_is_scanned() -> None:
    wedge = Wedge()
    type_keys("12", gap=0.1, wedge=wedge)
    wedge.forget()
    assert type_keys(EAN8 + "\r", gap=0.01, wedge=wedge, start=0.5) == [Scan(text=EAN8)]


@pytest.mark.parametrize("cut", range(1, 28))
def test_however_a_stall_cuts_a_credential_it_is_the_whole_or_nothing(cut: int) -> None:
    for stall in (0.3, 1.0, STALL - 0.1):
        wedge = Wedge()
        type_keys(CODE[:cut], gap=0.02, wedge=wedge)
        heard = type_keys(CODE[cut:] + "\r", gap=0.02, wedge=wedge, start=0.02 * (cut - 1) + stall)
        assert heard == [Scan(text=CODE, stretches=2)]


@given(st.integers(min_value=0, max_value=27), st.integers(min_value=1, max_value=8))
def test_a_credential_without_some_of_its_digits_is_refused(begin: int, lost: int) -> None:
    torn = CODE[:begin] + CODE[begin + lost :]
    if len(torn) not in {20, 28}:  # eight lost in a row leave a trace code's length, and that has no check digit
        assert [type(found) for found in type_keys(torn + "\r", gap=0.01)] == [Damaged]


@given(st.text(max_size=300))
def test_no_text_is_too_strange_to_listen_to(text: str) -> None:
    for found in type_keys(text + "\r", gap=0.01):
        assert len(found.text) <= 256
    damaged_in(text)


def test_a_code_without_a_line_end_counts_only_at_a_scanners_speed_and_only_where_it_is_no_beginning() -> None:
    for text, gap, whole in (
        (EAN, 0.01, True),
        (EAN, 0.1, False),
        (CODE, 0.01, True),
        (EAN8, 0.001, False),
        (TRACE, 0.001, False),
        (PACK, 0.001, False),
    ):
        wedge = Wedge()
        type_keys(text, gap=gap, wedge=wedge)
        assert wedge.whole == whole
        assert (wedge.rest() is not None) == whole
        assert wedge.rest() is None, "once"
    assert STALL > REST


def test_a_flood_of_keys_is_no_scan_and_the_next_scan_is_heard() -> None:
    wedge = Wedge()
    assert all(isinstance(found, Damaged) and len(found.text) <= 257 for found in type_keys("7" * 7000 + "\r", gap=0.0001, wedge=wedge))
    assert type_keys(EAN + "\r", gap=0.001, wedge=wedge, start=9.0) == [Scan(text=EAN)]


def test_a_clock_that_goes_back_begins_anew() -> None:
    wedge = Wedge()
    type_keys("69", gap=0.01, wedge=wedge, start=100.0)
    assert type_keys(EAN + "\r", gap=0.01, wedge=wedge, start=50.0) == [Scan(text=EAN)]
