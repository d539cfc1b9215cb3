"""Names: which words stand for which actor, in which form, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from yalu.lexicon.actors import Name, Organisation, Person, Region, State

Words = tuple[str, ...]
_WORD: Final = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """One name of one actor."""

    text: str
    actor: str
    form: str
    """name, abbreviation, short_name, demonym, people, prefix, metonym, nickname, weak."""
    since: str | None = None
    until: str | None = None
    ambiguous: bool = False
    needs: str | None = None
    near: tuple[str, ...] = ()
    default: str | None = None


def words_of(text: str) -> Words:
    """Split a name into its words; hyphens, dots and apostrophes only separate, so Kim Jong-un equals Kim Jong Un."""
    return tuple(_WORD.findall(text))


def name_state(state: State) -> Iterator[Naming]:
    """Give every naming of a state."""
    dates = (state.since, state.until) if state.kind == "former" else (None, None)
    listed = {name if isinstance(name, str) else name.text for name in state.names}
    if state.name not in listed:
        yield Naming(text=state.name, actor=state.id, form="name", since=dates[0], until=dates[1])
    yield from _named(state.id, "name", state.names)
    yield from _named(state.id, "weak", state.weak)
    yield from _named(state.id, "metonym", state.metonyms)
    yield from _named(state.id, "nickname", state.nicknames)
    forms = {"demonym": state.demonyms.adjective, "people": state.demonyms.people, "prefix": state.demonyms.prefix}
    for form, texts in forms.items():
        for text in texts:
            ambiguous = text in state.demonyms.ambiguous
            yield Naming(text=text, actor=state.id, form=form, since=dates[0], until=dates[1], ambiguous=ambiguous)


def name_organisation(organisation: Organisation) -> Iterator[Naming]:
    """Give every naming of an organisation."""
    yield Naming(text=organisation.name, actor=organisation.id, form="name")
    yield from _named(organisation.id, "name", organisation.names)
    yield from _named(organisation.id, "abbreviation", organisation.abbreviations)
    yield from _named(organisation.id, "weak", organisation.weak)
    yield from _named(organisation.id, "metonym", organisation.metonyms)


def name_region(region: Region) -> Iterator[Naming]:
    """Give every naming of a place."""
    yield Naming(text=region.name, actor=region.id, form="name")
    yield from _named(region.id, "name", region.names)


def name_person(person: Person) -> Iterator[Naming]:
    """Give the full names of a person; the family name alone is looked up by `Gazetteer.family`."""
    for text in dict.fromkeys([person.name, *person.names]):
        # One word names a person only where the person has no other name (emperors, noms de guerre).
        if len(words_of(text)) > 1 or text == person.name or not text.isascii():
            yield Naming(text=text, actor=person.id, form="name")


def _named(actor: str, form: str, names: Sequence[Name | str]) -> Iterator[Naming]:
    for name in names:
        if isinstance(name, str):
            yield Naming(text=name, actor=actor, form=form)
        else:
            yield Naming(
                text=name.text, actor=actor, form=form,
                since=name.since, until=name.until, ambiguous=name.ambiguous, needs=name.needs,
                near=name.near, default=name.default,
            )  # fmt: skip
