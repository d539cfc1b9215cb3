"""What FastAPI may call without a thread: handing work to one costs a third of what a small page takes."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import partial
from inspect import signature
from typing import Any, TypeVar

T = TypeVar("T")
M = TypeVar("M", bound=Callable[..., Any])


def at_once(call: Callable[..., T]) -> Callable[..., Coroutine[Any, Any, T]]:
    """Give a dependency that calls a quick function where the request is read."""

    async def answer(**given: Any) -> T:
        return call(**given)

    return _taking(answer, call)


def later(call: Callable[..., T]) -> Callable[..., Coroutine[Any, Any, Callable[[], T]]]:
    """Give a dependency that reads what a function takes and leaves the call itself to whoever depends on it."""

    async def prepare(**given: Any) -> Callable[[], T]:
        return partial(call, **given)

    return _taking(prepare, call)


def _taking(made: M, call: Callable[..., Any]) -> M:
    made.__signature__ = signature(call, eval_str=True)  # type: ignore[attr-defined]  # what `signature` and FastAPI look at
    return made
