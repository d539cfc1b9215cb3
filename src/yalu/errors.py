"""Every error Yalu raises on purpose, in one tree.

An error carries data (where, what was met, what to do), not only prose; `yalu.cli` turns the tree into exit codes and
`yalu.publish` into HTTP statuses, each in one place. A fault in the *data* that can be skipped is an `Issue` in the
archive, not an exception.

    YaluError
    ├── SettingsError            a setting is unknown or has a value that cannot be used
    ├── LexiconError             a file of words is not valid: file, line, key
    ├── MissingExtra             a part of Yalu that is not installed is asked for
    ├── ModelError               the language model named in the settings cannot be loaded
    ├── ReadError                a source cannot be read
    │   ├── SourceMissing        no such file or folder
    │   ├── EmptySource          a source without any text, or a folder without any source
    │   ├── UnknownFormat        no reader recognises the bytes
    │   ├── BrokenSource         the format is known, its structure is broken at a place
    │   ├── SidecarError         a .meta.yaml file beside a source is not valid
    │   └── MappingError         a mapping file for a table of numbers is not valid
    ├── DateError                a text is not a date in EDTF
    ├── ArchiveError             the archive file
    │   ├── ArchiveMissing       no such archive
    │   ├── NotAnArchive         the file is something else
    │   ├── ArchiveTooNew        written by a newer Yalu
    │   ├── ArchiveReadOnly      the file or its folder may not be written
    │   ├── ArchiveFull          the disk is full
    │   ├── ArchiveBusy          another process holds the lock for too long
    │   ├── ArchiveSlow          a question took longer than the site lets one take
    │   └── ArchiveDamaged       a law of the data does not hold
    ├── NotFound                 no article, statement, actor ... of that id
    ├── QueryError               a query or filter cannot be understood: position, what was expected
    ├── Refused                  something that this visitor of the site may not do here
    └── GoldError                a gold file for `yalu evaluate` is not in a known format
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is wrong: a path, and in it a line and column (from 1) as far as they are known."""

    path: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        parts = [self.path, self.line, self.column]
        return ":".join(str(part) for part in parts if part is not None)


class YaluError(Exception):
    """Base of all errors: what is wrong, where, and the remedy."""

    code: ClassVar[str] = "Y000"

    def __init__(self, message: str, *, place: Place | None = None, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.place = place
        self.remedy = remedy

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place else ""
        return f"{where}{self.message}"

    def __reduce__(self) -> tuple[object, ...]:
        # The default rebuilds an exception from `args` alone and would lose place and remedy between processes.
        return _rebuild, (type(self), self.message, self.place, self.remedy)


def _rebuild(kind: type[YaluError], message: str, place: Place | None, remedy: str) -> YaluError:
    return kind(message, place=place, remedy=remedy)


class SettingsError(YaluError):
    code = "Y100"


class LexiconError(YaluError):
    code = "Y110"


class MissingExtra(YaluError):
    code = "Y120"


class ModelError(YaluError):
    code = "Y130"


class ReadError(YaluError):
    code = "Y200"


class SourceMissing(ReadError):
    code = "Y201"


class EmptySource(ReadError):
    code = "Y202"


class UnknownFormat(ReadError):
    code = "Y203"


class BrokenSource(ReadError):
    code = "Y204"


class SidecarError(ReadError):
    code = "Y205"


class MappingError(ReadError):
    code = "Y206"


class DateError(YaluError):
    code = "Y300"


class ArchiveError(YaluError):
    code = "Y400"


class ArchiveMissing(ArchiveError):
    code = "Y401"


class NotAnArchive(ArchiveError):
    code = "Y402"


class ArchiveTooNew(ArchiveError):
    code = "Y403"


class ArchiveReadOnly(ArchiveError):
    code = "Y404"


class ArchiveFull(ArchiveError):
    code = "Y405"


class ArchiveBusy(ArchiveError):
    code = "Y406"


class ArchiveSlow(ArchiveError):
    code = "Y408"


class ArchiveDamaged(ArchiveError):
    code = "Y407"


class NotFound(YaluError):
    code = "Y500"


class QueryError(YaluError):
    code = "Y510"


class Refused(YaluError):
    code = "Y520"


class OutputError(YaluError):
    """A folder or file that cannot be written as asked."""


class GoldError(YaluError):
    code = "Y600"
