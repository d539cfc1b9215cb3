"""The query language: words (all of them), "phrases", OR, NOT or -, NEAR, brackets, word~, and fields such as actor:PRK.

Whatever a person types has a meaning: what cannot be understood is searched as words or left out, and listed as a
Problem with its position, never raised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

FIELDS = (
    "actor", "author", "before", "category", "certainty", "complete", "holder", "kind", "measure", "publication",
    "source", "tag", "theme", "type", "year",
)  # fmt: skip
_OPEN, _CLOSE = '"“„«', '"”“»'
_TOKEN = re.compile(
    r"\s+|(?P<par>[()])|(?P<not>[-−!](?=[^\s)]))|(?P<field>[A-Za-z_]+):(?=[^\s)])|(?P<quote>[\"“”„«»])|(?P<word>[^\s()\"“”„«»]+)"
)
_NEAR = re.compile(r"NEAR(?:/(?P<distance>\d{1,3}))?")
_DISTANCE = 10
"""Words that NEAR allows between when no number is given."""
_ALIKE = re.compile(r"(?P<word>\w+)~(?P<distance>[12])?")
"""A word as it may be misspelt: by one letter, or by as many as are said."""
_SHORT = 5
"""Letters of a word of which only one may differ when no number is given."""
_VALUE = re.compile(r"[^\s()\"“”„«»]+")


@dataclass(frozen=True, slots=True)
class Problem:
    """What of a query could not be taken as it stands, with its position in characters."""

    start: int
    end: int
    message: str


@dataclass(frozen=True, slots=True)
class Text:
    """A word or phrase to be found in the text."""

    text: str
    phrase: bool
    start: int
    end: int
    letters: int = 0
    """How many letters may differ from it."""


@dataclass(frozen=True, slots=True)
class Field:
    """A value that a field must have."""

    name: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Near:
    """Two words or phrases at most some words apart, in either order."""

    first: Text
    second: Text
    distance: int


@dataclass(frozen=True, slots=True)
class Not:
    """What must not hold."""

    item: Node


@dataclass(frozen=True, slots=True)
class All:
    """What must hold together; empty holds always."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """Of which one must hold."""

    items: tuple[Node, ...]


Node = Text | Near | Field | Not | All | Any


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as understood."""

    node: All | Any
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    end: int
    phrase: bool = False


def parse(text: str) -> Parsed:
    """Understand a query; never raises."""
    problems: list[Problem] = []
    parser = _Parser(_tokens(text, problems), problems)
    items: list[Node] = []
    while parser.at < len(parser.tokens):
        items.append(parser.alternatives(0))
        stray = parser.take(")")
        if stray:
            problems.append(Problem(stray.start, stray.end, "this bracket closes nothing; it was left out"))
    node = _join(All, [item for item in items if item != All(())])
    return Parsed(
        node if isinstance(node, All | Any) else All((node,)), tuple(sorted(problems, key=lambda one: one.start))
    )


def _tokens(text: str, problems: list[Problem]) -> list[_Token]:
    found: list[_Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            at += 1
            continue
        at = match.end()
        token, at = _token(text, match, at, problems)
        if token:
            found.append(token)
    return found


def _token(text: str, match: re.Match[str], at: int, problems: list[Problem]) -> tuple[_Token | None, int]:
    start = match.start()
    match match.lastgroup:
        case "par":
            return _Token(match["par"], match["par"], start, at), at
        case "not":
            return _Token("NOT", match["not"], start, at), at
        case "quote":
            return _quoted(text, start, problems)
        case "field":
            return _field(text, match, problems)
        case "word":
            word = match["word"]
            kind = word if word in ("AND", "OR", "NOT") else "NEAR" if _NEAR.fullmatch(word) else "text"
            return _Token(kind, word, start, at), at
    return None, at


def _quoted(text: str, start: int, problems: list[Problem]) -> tuple[_Token | None, int]:
    end = _closing(text, start)
    if end is None or not text[start + 1 : end].strip():
        if end is None:
            problems.append(Problem(start, start + 1, "this quotation mark is never closed; it was left out"))
        return None, start + 1 if end is None else end + 1
    return _Token("text", text[start + 1 : end], start, end + 1, phrase=True), end + 1


def _closing(text: str, start: int) -> int | None:
    marks = [at for at in range(start + 1, len(text)) if text[at] in _CLOSE]
    return marks[0] if text[start] in _OPEN + _CLOSE and marks else None


def _field(text: str, match: re.Match[str], problems: list[Problem]) -> tuple[_Token | None, int]:
    name, start, at = match["field"].lower(), match.start(), match.end()
    if text[at] in _OPEN + _CLOSE:
        quoted, end = _quoted(text, at, problems)
        value = quoted.text if quoted else ""
    else:
        found = _VALUE.match(text, at)
        value, end = (found[0], found.end()) if found else ("", at)
    if name in FIELDS and value:
        return _Token("field", f"{name}:{value}", start, end), end
    if name not in FIELDS:
        message = f"there is no field {name!r}; searched as words. Fields: {', '.join(FIELDS)}"
        problems.append(Problem(start, at, message))
    return _Token("text", f"{match['field']} {value}".strip(), start, end, phrase=False), end


@dataclass(slots=True)
class _Parser:
    tokens: list[_Token]
    problems: list[Problem]
    at: int = 0

    def take(self, kind: str) -> _Token | None:
        if self.at < len(self.tokens) and self.tokens[self.at].kind == kind:
            self.at += 1
            return self.tokens[self.at - 1]
        return None

    def alternatives(self, depth: int) -> Node:
        items = [self.conjunction(depth)]
        while token := self.take("OR"):
            items.append(self.conjunction(depth))
            if All(()) in (items[-1], items[0]):
                self.problems.append(Problem(token.start, token.end, "OR stands between two things; it was left out"))
        return _join(Any, [item for item in items if item != All(())])

    def conjunction(self, depth: int) -> Node:
        items: list[Node] = []
        while self.at < len(self.tokens) and self.tokens[self.at].kind not in (")", "OR"):
            item = self.unit(depth)
            if item is not None and item != All(()):
                items.append(item)
        return _join(All, items)

    def unit(self, depth: int) -> Node | None:
        token = self.tokens[self.at]
        self.at += 1
        match token.kind:
            case "AND":
                return None
            case "NOT":
                return self.negation(token, depth)
            case "(":
                return self.group(token, depth)
            case "field":
                name, _, value = token.text.partition(":")
                return Field(name, value, token.start, token.end)
            case "NEAR":
                self.problems.append(Problem(token.start, token.end, "NEAR stands between two words; it was left out"))
                return None
        return self.near(_text(token))

    def near(self, first: Text) -> Node:
        """Take NEAR and what follows it, if they do."""
        following = self.tokens[self.at : self.at + 2]
        if [token.kind for token in following] != ["NEAR", "text"]:
            return first
        self.at += 2
        match = _NEAR.fullmatch(following[0].text)
        distance = int(match["distance"]) if match and match["distance"] else _DISTANCE
        second = following[1]
        return Near(first, _text(second), distance)

    def negation(self, token: _Token, depth: int) -> Node | None:
        if self.at < len(self.tokens) and self.tokens[self.at].kind not in (")", "OR", "AND"):
            item = self.unit(depth)
            return Not(item) if item is not None and item != All(()) else None
        self.problems.append(Problem(token.start, token.end, "NOT is followed by nothing; it was left out"))
        return None

    def group(self, token: _Token, depth: int) -> Node:
        if depth >= _DEEPEST:
            self.problems.append(Problem(token.start, token.end, "too many brackets in each other; left out"))
            return All(())
        node = self.alternatives(depth + 1)
        if not self.take(")"):
            self.problems.append(Problem(token.start, token.end, "this bracket is never closed; closed at the end"))
        return node


def _text(token: _Token) -> Text:
    alike = None if token.phrase else _ALIKE.fullmatch(token.text)
    if alike is None:
        return Text(token.text, token.phrase, token.start, token.end)
    word = alike["word"]
    letters = int(alike["distance"] or (1 if len(word) <= _SHORT else 2))
    return Text(word, token.phrase, token.start, token.end, letters)


_DEEPEST = 20


def _join(kind: type[All | Any], items: list[Node]) -> Node:
    if not items:
        return All(())
    return items[0] if len(items) == 1 else kind(tuple(items))
