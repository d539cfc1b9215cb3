"""Ready-made views for people who open an archive with a SQL tool: `views.sql`, corrections applied, rejections left out."""

from __future__ import annotations

import re
from importlib.resources import files

from sqlalchemy import Connection

_VIEW = re.compile(r"-- (?P<name>\w+): (?P<about>[^\n]+)\n(?P<create>CREATE VIEW .+?);\n", re.DOTALL)


def read_views() -> dict[str, tuple[str, str]]:
    """Give what each view is for and the statement that makes it, by name."""
    text = (files("yalu.store") / "views.sql").read_text(encoding="utf-8")
    return {found["name"]: (found["about"], found["create"]) for found in _VIEW.finditer(text)}


def create_views(connection: Connection) -> None:
    """Make every view anew."""
    for name, (_, create) in read_views().items():
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
        connection.exec_driver_sql(create)
