"""The same code counts once until it has left."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from scanner.code import Code
from scanner.watch import Watch

A = Code("1234567890", "QRCODE", "zxing-cpp", "plain")
A_AGAIN = Code("1234567890", "QRCODE", "zbar", "blurred", ((1, 1), (2, 1), (2, 2), (1, 2)))
B = Code("0987654321", "QRCODE", "zxing-cpp", "plain")
AS_BARS = Code("1234567890", "CODE128", "zxing-cpp", "plain")


def test_a_code_held_before_the_camera_counts_once() -> None:
    watch = Watch(leave_seconds=2)
    assert [watch.see([A], at / 10) for at in range(100)] == [(A,)] + [()] * 99


def test_a_frame_in_which_the_decoder_missed_it_is_no_leaving() -> None:
    watch = Watch(leave_seconds=2)
    assert watch.see([A], 0.0) == (A,)
    assert watch.see([], 1.0) == ()
    assert watch.see([A], 1.9) == ()
    assert watch.see([A], 3.8) == ()


def test_it_counts_again_after_it_has_left() -> None:
    watch = Watch(leave_seconds=2)
    watch.see([A], 0.0)
    assert watch.see([A], 2.1) == (A,)


def test_who_read_it_and_where_does_not_make_it_another_code() -> None:
    watch = Watch()
    watch.see([A], 0.0)
    assert watch.see([A_AGAIN], 0.1) == ()


def test_two_codes_are_two_and_so_are_two_symbologies() -> None:
    watch = Watch()
    assert watch.see([A, B], 0.0) == (A, B)
    assert watch.see([A, B, AS_BARS], 0.1) == (AS_BARS,)


def test_the_same_code_twice_in_one_frame_counts_once() -> None:
    assert Watch().see([A, A_AGAIN], 0.0) == (A,)


def test_the_next_customer_may_show_the_same_code() -> None:
    watch = Watch()
    watch.see([A], 0.0)
    watch.forget()
    assert watch.see([A], 0.1) == (A,)


@given(st.lists(st.tuples(st.floats(0, 1.5), st.booleans()), max_size=60))
def test_a_code_never_counts_twice_within_the_leaving_time(steps: list[tuple[float, bool]]) -> None:
    watch, at, counted = Watch(leave_seconds=1), 0.0, list[float]()
    for gap, there in steps:
        at += gap
        if watch.see([A] if there else [], at):
            counted.append(at)
    assert all(later - earlier > 1 for earlier, later in pairwise(counted))
