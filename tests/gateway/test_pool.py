"""Threads take work from clients in turn."""

import asyncio
import threading

import pytest

from rest.gateway.pool import Pool, QueueFull


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
        pool = Pool("x", 1, waiting=2, patience=0.05)
        held = threading.Event()
        first = pool.submit("a", held.wait)
        waiting = [pool.submit(client, lambda: None) for client in "ab"]
        with pytest.raises(QueueFull):
            pool.submit("c", lambda: None)
        for one in waiting:
            with pytest.raises(QueueFull):
                await one
        held.set()
        await first
        assert await pool.submit("b", lambda: "free again") == "free again"

    asyncio.run(run())


def test_one_client_has_half_of_the_places_to_wait_at_most() -> None:
    async def run() -> None:
        pool = Pool("x", 1, waiting=4)
        held = threading.Event()
        begun = [pool.submit("a", held.wait), *(pool.submit("a", lambda: True) for _ in range(2))]
        with pytest.raises(QueueFull):
            pool.submit("a", lambda: None)
        begun.append(pool.submit("b", lambda: True))
        held.set()
        assert await asyncio.gather(*begun) == [True] * 4

    asyncio.run(run())


def test_an_error_reaches_whoever_asked_and_the_thread_goes_on() -> None:
    async def run() -> None:
        pool = Pool("x", 1)
        with pytest.raises(ZeroDivisionError):
            await pool.submit("a", lambda: 1 // 0)
        assert await pool.submit("a", lambda: 1) == 1

    asyncio.run(run())
