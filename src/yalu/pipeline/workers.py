"""Supervised workers: spawned processes that code chunks; a dead one is replaced, an article that kills twice set aside.

The ready-made pools lose or hang the whole job when a worker is killed; here the parent owns a pipe to each worker, so a
death is a closed pipe, and the chunk that was in that worker's hands is handed out again, article by article.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Self

from yalu.model import Article
from yalu.pipeline.coding import open_desk
from yalu.statements import Coding

_DEATHS = 2
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Done:
    """A coded article, or None where it killed its worker twice."""

    number: int
    coding: Coding | None


@dataclass(frozen=True, slots=True)
class _Chunk:
    items: tuple[tuple[int, Article], ...]
    deaths: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    pipe: Connection
    chunk: _Chunk | None = None


def work(pipe: Connection, model: str) -> None:
    """Code chunks from a pipe until it says None: the main function of a worker."""
    desk = open_desk(model)
    while (items := pipe.recv()) is not None:
        pipe.send(list(desk.code(items)))


@dataclass(slots=True)
class Crew:
    """Some workers; `code` keeps them busy and gives results as they come."""

    model: str
    size: int
    workers: list[_Worker] = field(default_factory=list)

    def __enter__(self) -> Self:
        # Each worker parses on one core; more threads a process only fight for the same cores.
        os.environ.update(dict.fromkeys(_THREADS, "1"))
        self.workers = [self._start() for _ in range(self.size)]
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self.workers:
            worker.process.terminate()
            worker.process.join()
            worker.pipe.close()

    def code(self, chunks: Iterator[Sequence[tuple[int, Article]]]) -> Iterator[Done]:
        """Hand out chunks, at most one a worker and so with flat memory; give each article once, in no order."""
        again: deque[_Chunk] = deque()
        waiting = iter(chunks)
        while True:
            for worker in self.workers:
                if worker.chunk is None:
                    self._hand_out(worker, again, waiting)
            busy = {worker.pipe: worker for worker in self.workers if worker.chunk}
            if not busy:
                return
            for pipe in wait(list(busy)):
                yield from self._take(busy[pipe], again)  # type: ignore[index]  # only pipes were waited for

    def _hand_out(
        self, worker: _Worker, again: deque[_Chunk], waiting: Iterator[Sequence[tuple[int, Article]]]
    ) -> None:
        chunk = again.popleft() if again else None
        if chunk is None:
            items = next(waiting, None)
            chunk = _Chunk(tuple(items)) if items else None
        if chunk is not None:
            worker.chunk = chunk
            self._send(worker, chunk)

    def _send(self, worker: _Worker, chunk: _Chunk) -> None:
        try:
            worker.pipe.send([article for _, article in chunk.items])
        except (BrokenPipeError, OSError):
            # The death shows when the pipe is read; the chunk stays in this worker's name until then.
            return

    def _take(self, worker: _Worker, again: deque[_Chunk]) -> Iterator[Done]:
        chunk = worker.chunk
        worker.chunk = None
        if chunk is None:
            return
        try:
            codings = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            yield from self._retry(chunk, again)
            return
        for (number, _), coding in zip(chunk.items, codings, strict=True):
            yield Done(number, coding)

    def _retry(self, chunk: _Chunk, again: deque[_Chunk]) -> Iterator[Done]:
        alone = len(chunk.items) == 1
        if alone and chunk.deaths + 1 >= _DEATHS:
            yield Done(chunk.items[0][0], None)
            return
        again.extend(_Chunk((item,), chunk.deaths + 1 if alone else 0) for item in chunk.items)

    def _replace(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.join()
        fresh = self._start()
        worker.process, worker.pipe = fresh.process, fresh.pipe

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self.model), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)
