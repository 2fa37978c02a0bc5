"""Calls at a time to come."""

from __future__ import annotations

import multiprocessing
import sys
import threading
import time
import weakref

import pytest

from zeren.graph.stores import alarms

WAIT = 30.0
"""Seconds after which a call that did not come is missing."""


def test_each_alarm_rings_in_its_turn() -> None:
    heard: list[str] = []
    all_heard = threading.Event()

    def last() -> None:
        heard.append("last")
        all_heard.set()

    alarms.after(0.6, last)
    alarms.after(0.05, lambda: heard.append("first"))
    assert all_heard.wait(WAIT)
    assert heard == ["first", "last"]


def test_it_does_not_ring_before_its_time() -> None:
    heard = threading.Event()
    begun = time.monotonic()
    alarms.after(0.3, heard.set)
    assert heard.wait(WAIT)
    assert time.monotonic() - begun >= 0.3


def test_a_cancelled_alarm_is_silent() -> None:
    heard, later = threading.Event(), threading.Event()
    alarms.after(0.05, heard.set).cancel()
    alarms.after(0.3, later.set)
    assert later.wait(WAIT)
    assert not heard.is_set()


def _nothing() -> None:
    """A call that never comes."""


def test_cancelled_alarms_are_not_kept_until_their_time() -> None:
    held: list[weakref.ref[alarms.Alarm]] = []
    for _ in range(3000):
        alarm = alarms.after(3600.0, _nothing)
        alarm.cancel()
        held.append(weakref.ref(alarm))
    assert sum(one() is not None for one in held) < 300


def test_alarms_that_wait_are_kept_among_those_that_are_cancelled() -> None:
    heard = [threading.Event() for _ in range(300)]
    for one in heard:
        alarms.after(0.5, one.set)
        alarms.after(3600.0, _nothing).cancel()
    assert all(one.wait(WAIT) for one in heard)


def test_a_call_that_takes_its_time_keeps_no_other_waiting() -> None:
    held, heard = threading.Event(), threading.Event()

    def takes_its_time() -> None:
        held.wait(WAIT)

    alarms.after(0.05, takes_its_time)
    alarms.after(0.1, heard.set)
    try:
        assert heard.wait(WAIT)
    finally:
        held.set()


def _rings() -> bool:
    heard = threading.Event()
    alarms.after(0.05, heard.set)
    return heard.wait(WAIT)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork a process")
@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")  # to fork with threads is what is tried here
def test_alarms_ring_in_a_process_that_was_forked() -> None:
    assert _rings()
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert pool.apply(_rings)
