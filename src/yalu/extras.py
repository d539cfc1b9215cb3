"""Libraries that are not part of the core: imported by name when what needs them is asked for, and nowhere else."""

from __future__ import annotations

import importlib
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
