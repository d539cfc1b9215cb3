"""Supervised workers: spawned processes that code chunks; a dead one is replaced, an article that kills twice set aside.

The ready-made pools lose or hang the whole job when a worker is killed; here the parent owns a pipe to each worker, so a
death is a closed pipe, and the chunk that was in that worker's hands is handed out again, article by article.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Self

from yalu.model import Article
from yalu.pipeline.coding import Desk, open_desk
from yalu.statements import Coding

_DEATHS = 2
"""An article is set aside when its worker died with it twice: in its chunk, and then alone."""
_AHEAD = 4
"""Chunks a worker that may be handed out before the first of them is done."""
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


def work(pipe: Connection, model: str, opener: Callable[[str], Desk]) -> None:
    """Code chunks from a pipe until it says None or its other end is gone: the main function of a worker."""
    # Ctrl-C reaches the whole group; the parent alone decides how the job ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    desk = opener(model)
    try:
        while (items := pipe.recv()) is not None:
            pipe.send(list(desk.code(items)))
    except (EOFError, ConnectionError):
        return


class _Line:
    """Chunks that wait, those to be tried again, and results that wait for their turn."""

    def __init__(self, chunks: Iterator[Sequence[tuple[int, Article]]], *, longest: int) -> None:
        self._chunks = chunks
        self._longest = longest
        self._again: deque[_Chunk] = deque()
        self._turns: deque[list[int]] = deque()
        self.done: dict[int, Done] = {}

    def next(self) -> _Chunk | None:
        """Give the next chunk to hand out: none when there is none, or when too many results wait already."""
        if self._again:
            return self._again.popleft()
        items = tuple(next(self._chunks, ())) if len(self._turns) < self._longest else ()
        if not items:
            return None
        self._turns.append([number for number, _ in items])
        return _Chunk(items)

    def again(self, chunk: _Chunk) -> None:
        """Try the articles of a chunk whose worker died again, each alone; set aside one that died alone once before."""
        if len(chunk.items) == 1 and chunk.deaths + 1 >= _DEATHS:
            number, _ = chunk.items[0]
            self.done[number] = Done(number, None)
        else:
            self._again.extend(_Chunk((item,), chunk.deaths + 1) for item in chunk.items)

    def ready(self) -> Iterator[Done]:
        """Give the results whose turn it is."""
        while self._turns and all(number in self.done for number in self._turns[0]):
            yield from (self.done.pop(number) for number in self._turns.popleft())


@dataclass(slots=True)
class Crew:
    """Some workers; `code` keeps them busy."""

    model: str
    size: int
    opener: Callable[[str], Desk] = open_desk
    """What each worker calls with the model; a function of a module, so that it can be sent to another process."""
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
        """Hand out chunks, one a worker, and give each article once, in the order of the chunks.

        What is ahead of its turn waits; no more than a few chunks a worker are held, so memory stays flat.
        """
        line = _Line(chunks, longest=_AHEAD * self.size)
        while True:
            self._employ(line)
            busy = {worker.pipe: worker for worker in self.workers if worker.chunk}
            if not busy:
                return
            for pipe in wait(list(busy)):
                self._take(busy[pipe], line)  # type: ignore[index]  # only pipes were waited for
            self._employ(line)  # before the results are used: nobody waits while they are put
            yield from line.ready()

    def _employ(self, line: _Line) -> None:
        for worker in self.workers:
            if worker.chunk is None and (chunk := line.next()):
                worker.chunk = chunk
                self._send(worker, chunk)

    def _send(self, worker: _Worker, chunk: _Chunk) -> None:
        try:
            worker.pipe.send([article for _, article in chunk.items])
        except (BrokenPipeError, OSError):
            # The death shows when the pipe is read; the chunk stays in this worker's name until then.
            return

    def _take(self, worker: _Worker, line: _Line) -> None:
        chunk, worker.chunk = worker.chunk, None
        if chunk is None:
            return
        try:
            codings = worker.pipe.recv()
        except (EOFError, OSError):
            self._replace(worker)
            line.again(chunk)
            return
        for (number, _), coding in zip(chunk.items, codings, strict=True):
            line.done[number] = Done(number, coding)

    def _replace(self, worker: _Worker) -> None:
        worker.pipe.close()
        worker.process.join()
        fresh = self._start()
        worker.process, worker.pipe = fresh.process, fresh.pipe

    def _start(self) -> _Worker:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self.model, self.opener), daemon=True)
        process.start()
        theirs.close()
        return _Worker(process, ours)
