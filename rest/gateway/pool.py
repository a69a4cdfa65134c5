"""Threads that take work from clients in turn: however much one client asks for, another's next request waits for one of each at most.

All but the work itself happens in the event loop, so nothing is locked.
"""

import asyncio
import threading
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any


class QueueFull(Exception):
    """So much waits already, or this has waited for so long, that it is refused. ``seconds``: when to come again."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"busy for {seconds} s")
        self.seconds = seconds


@dataclass(slots=True, eq=False)
class _Job:
    client: str
    work: Callable[[], Any]
    future: asyncio.Future[Any]
    expiry: asyncio.TimerHandle | None = None


class Pool:
    """``threads`` threads. One client has ``each`` of them at most, and the others wait, ``patience`` seconds at most: ``waiting`` in
    all, of which one client has half at most."""

    def __init__(
        self, name: str, threads: int, *, each: int | None = None, waiting: int = 1000, patience: float = 30.0
    ) -> None:
        self.name = name
        self.each = each or threads
        self.most_waiting = waiting
        self.patience = patience
        self._loop = asyncio.get_running_loop()
        self._jobs: SimpleQueue[_Job] = SimpleQueue()
        self._free = threads
        self._waiting = 0
        self._queues: OrderedDict[str, deque[_Job]] = OrderedDict()
        self._running: Counter[str] = Counter()
        for number in range(threads):
            threading.Thread(target=self._work, name=f"{name}-{number}", daemon=True).start()

    def submit(self, client: str, work: Callable[[], Any]) -> asyncio.Future[Any]:
        """What ``work`` will have returned, or raised; raises QueueFull where too much waits already."""
        job = _Job(client, work, self._loop.create_future())
        if self._free and not self._queues and self._running[client] < self.each:
            self._start(job)
            return job.future
        if self._waiting >= self.most_waiting or len(self._queues.get(client, ())) * 2 >= self.most_waiting:
            raise QueueFull(5)
        self._waiting += 1
        self._queues.setdefault(client, deque()).append(job)
        job.expiry = self._loop.call_later(self.patience, self._expire, job)
        self._start_waiting()
        return job.future

    def _start(self, job: _Job) -> None:
        self._free -= 1
        self._running[job.client] += 1
        self._jobs.put(job)

    def _start_waiting(self) -> None:
        while self._free:
            client = next((name for name in self._queues if self._running[name] < self.each), None)
            if client is None:
                return
            job = self._take(client)
            self._queues_turn(client)
            self._start(job)

    def _queues_turn(self, client: str) -> None:
        if client in self._queues:
            self._queues.move_to_end(client)

    def _take(self, client: str) -> _Job:
        queue = self._queues[client]
        job = queue.popleft()
        if not queue:
            del self._queues[client]
        self._waiting -= 1
        if job.expiry is not None:
            job.expiry.cancel()
        return job

    def _expire(self, job: _Job) -> None:
        queue = self._queues[job.client]
        queue.remove(job)
        if not queue:
            del self._queues[job.client]
        self._waiting -= 1
        if not job.future.done():
            job.future.set_exception(QueueFull(5))

    def _work(self) -> None:
        while True:
            job = self._jobs.get()
            result, error = None, None
            try:
                result = job.work()
            except BaseException as raised:  # noqa: BLE001 passed to the caller, and the thread goes on
                error = raised
            try:
                self._loop.call_soon_threadsafe(self._done, job, result, error)
            except RuntimeError:
                return  # The loop is closed: the process ends.
            del job, result, error  # or the last answer stays in memory until the next

    def _done(self, job: _Job, result: Any, error: BaseException | None) -> None:
        self._free += 1
        self._running[job.client] -= 1
        if not self._running[job.client]:
            del self._running[job.client]
        if self._queues:
            self._start_waiting()
        if job.future.done():
            return
        if error is None:
            job.future.set_result(result)
        else:
            job.future.set_exception(error)
