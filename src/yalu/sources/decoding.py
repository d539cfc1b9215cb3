"""From bytes to text: the byte order mark decides, then UTF-8, then a guess that is reported.

What no archive can hold (NUL, halves of surrogate pairs) becomes U+FFFD, one character for one, and is reported too.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from yalu.extras import later

charset_normalizer = later("charset_normalizer", of="code")


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_UNFIT = re.compile("[\x00\ud800-\udfff]")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_FORMS = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"), (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office file"), (b"\x1f\x8b", "a gzip file"), (b"SQLite format 3\x00", "an SQLite file"),
    (b"BZh", "a bzip2 file"), (b"\xfd7zXZ", "an xz file"), (b"\x28\xb5\x2f\xfd", "a zstd file"), (b"PAR1", "a Parquet file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"), (b"RIFF", "a sound, film or picture"), (b"\x7fELF", "a program"),
)  # fmt: skip
_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_MOST_DIGITS = 9
_BEYOND = 0x110000
_SAMPLE = 65_536
_MOST_FAULTS = 0.001
_MOST_CONTROLS = 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text of a source with how it was found."""

    text: str
    encoding: str
    faults: tuple[str, ...] = ()
    """What was guessed or replaced, in words; empty for clean UTF-8 and for bytes with a mark."""


def decode(data: bytes) -> Decoded:
    """Decode the bytes of a source; never fails, and says in `faults` what it had to guess or replace."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strictly_or_replaced(data[len(mark) :], encoding)
    # English in UTF-16 is valid UTF-8 too: every second byte a NUL.
    wide = _guess_utf16(data[:_SAMPLE]) if b"\x00" in data[:_SAMPLE] else None
    if wide:
        told = f"no byte order mark; read as {wide.upper()} from the pattern of zeros"
        return _tidy(data.decode(wide, "replace"), wide, told)
    try:
        return _tidy(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_odd(data)


def tidy_text(text: str) -> tuple[str, int]:
    """Replace each NUL and lone surrogate by U+FFFD; gives the text and how many there were."""
    return _UNFIT.subn("\ufffd", text)


def mend_references(data: bytes) -> bytes:
    """Replace references of XML and HTML to what is no character (half of a pair, beyond Unicode) by one to U+FFFD.

    Parsers in Python fail on them at different places.
    """
    return _REFERENCE.sub(_mend_reference, data) if b"&#" in data else data


def _mend_reference(match: re.Match[bytes]) -> bytes:
    digits = (match[1] or match[2]).lstrip(b"0") or b"0"
    number = int(digits, 16 if match[1] else 10) if len(digits) <= _MOST_DIGITS else _BEYOND
    return match[0] if 0 < number < 0xD800 or 0xDFFF < number < _BEYOND else b"&#xFFFD;"


def name_binary(data: bytes, text: str) -> str | None:
    """Name the kind of a file that is no text: "a PNG picture", "binary data"; None for text."""
    for start, name in _FORMS:
        if data.startswith(start):
            return name
    sample = text[:_SAMPLE]
    strange = len(_CONTROLS.findall(sample)) + sample.count("\ufffd")
    return "binary data" if sample and strange > max(2, _MOST_CONTROLS * len(sample)) else None


def _strictly_or_replaced(data: bytes, encoding: str) -> Decoded:
    try:
        return _tidy(data.decode(encoding), encoding)
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return _tidy(
            text, encoding, f"{text.count(chr(0xFFFD))} places are not valid {encoding.upper()} and were replaced"
        )


def _decode_odd(data: bytes) -> Decoded:
    """Decode what is not UTF-8: UTF-8 with a few bad bytes, or a stated or guessed eight-bit encoding."""
    if declared := _declared(data):
        return _tidy(data.decode(declared, "replace"), declared)
    mended = data.decode("utf-8", "replace")
    faults = mended.count("\ufffd")
    beyond = sum(char > "\x7f" for char in mended) - faults
    # A text that holds much valid UTF-8 beyond ASCII is a damaged UTF-8 text, not one of another encoding.
    if beyond > faults or (beyond and faults <= _MOST_FAULTS * len(mended)):
        return _tidy(mended, "utf-8", f"{faults} places are not valid UTF-8 and were replaced")
    return _guess(data, mended)


def _declared(data: bytes) -> str | None:
    """Give the encoding that a web page states of itself, if Python knows it."""
    match = _DECLARED.search(data[:4096])
    try:
        return codecs.lookup(match[1].decode("ascii")).name if match else None
    except LookupError:
        return None


def _guess(data: bytes, mended: str) -> Decoded:
    best = charset_normalizer.from_bytes(data[:_SAMPLE]).best()
    if best is None:
        return _tidy(mended, "utf-8", "the encoding could not be told; read as UTF-8 with replacements")
    text = data.decode(best.encoding, "replace")
    return _tidy(text, best.encoding, f"the encoding is not stated; guessed as {best.encoding}")


def _guess_utf16(sample: bytes) -> str | None:
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = len(sample) // 2 * 0.3
    if odd > enough and odd > 3 * even:
        return "utf-16-le"
    return "utf-16-be" if even > enough and even > 3 * odd else None


def _tidy(text: str, encoding: str, *faults: str) -> Decoded:
    clean, replaced = tidy_text(text.removeprefix("\ufeff"))
    more = (
        (f"{replaced} characters that no archive can hold (NUL or half of a surrogate pair) were replaced",)
        if replaced
        else ()
    )
    return Decoded(clean, encoding, (*faults, *more))
