"""Fold odd white space for reading without moving any offset.

Sources hold no-break spaces, thin spaces, tabs and the like. Reading, searching and comparing want plain spaces; quotes
and offsets want the original. The fold is one character for one character, so an offset into the folded text is an
offset into the original.
"""

from __future__ import annotations

import re

_ODD = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\r\x0b\x0c\x85\u2028\u2029\u200b\u200c\u2060\ufeff"
_PLAIN = re.compile(f"[{_ODD}]")


def fold(text: str) -> str:
    """Give the text with every odd white-space character made a plain space; the length stays the same."""
    # A pattern passes over what it does not match; `str.translate` takes ten times as long on text beyond ASCII.
    return _PLAIN.sub(" ", text)


def squeeze(text: str) -> str:
    """Give the text folded, runs of white space made one space, ends stripped: for titles, names and comparison."""
    return " ".join(fold(text).split())
