"""Libraries that are not part of the core, or that take long to load: imported by name when they are asked for something."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import Any

from yalu.errors import MissingExtra


def extra(name: str, *, of: str = "tables") -> Any:
    """Give a library of an extra; raise MissingExtra without it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        package = name.partition(".")[0]
        remedy = f'Install it: pip install "yalu[{of}]", or {package} alone: pip install {package}'
        raise MissingExtra(f"this needs {name}, which is not installed", remedy=remedy) from error


@dataclass(frozen=True, slots=True)
class Later:
    """Stands for a library at the head of a module and loads it when something of it is first asked for."""

    library: str
    of: str

    def __getattr__(self, name: str) -> Any:
        return getattr(extra(self.library, of=self.of), name)


def later(name: str, *, of: str = "formats") -> Any:
    """Give what stands for a library that one format alone needs: to read one page, eight others need not be loaded."""
    return Later(name, of)
