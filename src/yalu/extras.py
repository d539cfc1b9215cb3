"""Libraries that are not part of the core: imported by name when what needs them is asked for, and nowhere else."""

from __future__ import annotations

import importlib
from typing import Any

from yalu.errors import MissingExtra


def extra(name: str) -> Any:
    """Give a library of the extra `tables`; raise MissingExtra without it."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        remedy = f'Install it: pip install "yalu[tables]", or {name} alone: pip install {name}'
        raise MissingExtra(f"this needs {name}, which is not installed", remedy=remedy) from error
