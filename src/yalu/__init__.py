"""Answers with sources from an archive of policy analysis.

    import yalu
    archive = yalu.open("archive.yalu")
    archive.timeline("PRK", with_="CHN").to_pandas()

What stands in `__all__` is the public door; the doors themselves are loaded when first touched, so that the command
line starts without the store, the search and the parser.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yalu.archive import Archive
    from yalu.archive import open_file as open  # noqa: A004  # yalu.open is the name users know
    from yalu.table import Table

__version__ = "0.1.0"

_DOORS = {
    "Archive": ("yalu.archive", "Archive"),
    "Table": ("yalu.table", "Table"),
    "open": ("yalu.archive", "open_file"),
}

__all__ = ["Archive", "Table", "__version__", "open"]


def __getattr__(name: str) -> Any:
    if name not in _DOORS:
        raise AttributeError(f"module 'yalu' has no attribute {name!r}")
    module, attribute = _DOORS[name]
    return getattr(importlib.import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
