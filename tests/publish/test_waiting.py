"""Dependencies that take no thread: they read what the function takes, and are read by FastAPI as it is."""

from __future__ import annotations

from threading import current_thread, main_thread
from typing import Annotated

from fastapi import Depends, FastAPI, Query
from fastapi.testclient import TestClient

from yalu.publish.waiting import at_once, later

Least = Annotated[int, Query(ge=3)]


def told(least: Least = 5, who: str = "nobody") -> str:
    return f"{who} {least} {current_thread() is main_thread()}"


def serve(dependency: object, *, call: bool) -> TestClient:
    app = FastAPI()
    asked = Depends(dependency)  # type: ignore[arg-type]

    @app.get("/")
    def answer(found: object = asked) -> object:
        return found() if call else found  # type: ignore[operator]

    return TestClient(app)


def test_later_reads_now_and_answers_in_the_thread_that_calls() -> None:
    client = serve(later(told), call=True)
    assert client.get("/?least=7&who=PRK").json() == "PRK 7 False"
    assert client.get("/?least=2").status_code == 422


def test_at_once_answers_where_the_request_is_read() -> None:
    client = serve(at_once(told), call=False)
    assert client.get("/?who=CHN").json().startswith("CHN 5")
    assert client.get("/?least=2").status_code == 422
