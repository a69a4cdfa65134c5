"""Threads take work from clients in turn."""

import asyncio
import threading

import pytest

from planapi.gateway.pool import Busy, Pool


def test_a_client_with_little_work_is_not_behind_one_with_much() -> None:
    done: list[str] = []
    gate = threading.Event()

    async def run() -> None:
        pool = Pool("x", 1)
        first = pool.submit("much", gate.wait)
        rest = [pool.submit("much", lambda: done.append("much")) for _ in range(5)]
        other = pool.submit("little", lambda: done.append("little"))
        gate.set()
        await asyncio.gather(first, *rest, other)

    asyncio.run(run())
    assert done[:2] == ["much", "little"]
    assert len(done) == 6


def test_one_client_has_so_many_threads_at_most() -> None:
    async def run() -> None:
        pool = Pool("x", 2, each=1)
        held = threading.Event()
        first = pool.submit("a", held.wait)
        second = pool.submit("a", lambda: "second")
        assert await pool.submit("b", lambda: "other") == "other"
        assert not second.done()
        held.set()
        assert await second == "second"
        await first

    asyncio.run(run())


def test_what_has_waited_too_long_and_what_is_too_much_is_refused() -> None:
    async def run() -> None:
        pool = Pool("x", 1, waiting=1, patience=0.05)
        held = threading.Event()
        first = pool.submit("a", held.wait)
        waiting = pool.submit("a", lambda: None)
        with pytest.raises(Busy):
            pool.submit("b", lambda: None)
        with pytest.raises(Busy):
            await waiting
        held.set()
        await first
        assert await pool.submit("b", lambda: "free again") == "free again"

    asyncio.run(run())


def test_an_error_reaches_whoever_asked_and_the_thread_goes_on() -> None:
    async def run() -> None:
        pool = Pool("x", 1)
        with pytest.raises(ZeroDivisionError):
            await pool.submit("a", lambda: 1 // 0)
        assert await pool.submit("a", lambda: 1) == 1

    asyncio.run(run())
