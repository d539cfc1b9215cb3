"""Mentions of actors: full names from the gazetteer, then what points back to them inside the article.

Every resolution says how. A pronoun or reference is resolved only where one reading is left; else it stays unresolved.
"""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

from yalu.actors import Gazetteer, Hit, Match, Naming
from yalu.lexicon.attribution import load_references
from yalu.model import Actor, ActorMention, Span, mention_id, slug_of
from yalu.statements.reading import Reading
from yalu.statements.seats import is_shared, order_by_context

_STRONG = ("name", "abbreviation", "nickname", "metonym", "demonym", "people", "prefix")
_FORM_WORDS = {"people": "demonym", "prefix": "demonym", "abbreviation": "name", "weak": "reference"}
_PRONOUNS = {"it": "one", "its": "one", "itself": "one", "they": "many", "their": "many", "themselves": "many"}
_EMPTY_VERBS = ("come", "seem", "appear", "happen", "turn", "take")
"""Verbs whose "it" points to nobody: when it comes to trade, it appears that."""
_PERSON_PRONOUNS = {"he": "m", "his": "m", "him": "m", "she": "f", "her": "f"}
_ORDER = {"state": 0, "organisation": 1, "person": 2, "group": 3, "place": 4}
_YEAR = re.compile(r"\b(1[0-9]{3}|20[0-9]{2})(?:s\b|\b)")
_SUBJECTS = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Actors:
    """Finds who is named."""

    references: dict[str, str]
    name: str = "mentions"
    version: str = "2"
    needs: tuple[str, ...] = ()
    gives: str = "actors"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        return cls({row.text: row.kind for row in load_references().entries})

    def extract(self, reading: Reading) -> Iterable[ActorMention]:
        """Give all actor mentions of an article in order of the text."""
        finder = _Finder(reading, self.references)
        finder.find_names()
        finder.find_short_names()
        finder.find_references()
        finder.find_pronouns()
        return sorted(finder.found.values(), key=lambda mention: mention.span)


class _Finder:
    def __init__(self, reading: Reading, references: dict[str, str]) -> None:
        self.reading = reading
        self.analysis = reading.analysis
        self.gazetteer = reading.gazetteer
        self.references = references
        self.found: dict[int, ActorMention] = {}
        """By first token."""
        self.covered: dict[int, ActorMention] = {}
        self.contested: set[str] = set()
        """Last words of the full names of several people."""

    # ---------------------------------------------------------------- names

    def find_names(self) -> None:
        """Find every name the gazetteer knows, weak ones only after their actor was named."""
        weak: list[Hit] = []
        for hit in self.gazetteer.scan(self.analysis.text):
            strong = [naming for naming in hit.namings if naming.form in _STRONG]
            matches = self.gazetteer.match(strong, on=None)
            if not matches:
                weak.append(hit)
                continue
            ambiguous = all(naming.ambiguous for naming in strong)
            if ambiguous and not self._stands_alone(hit):
                continue
            self._put(hit.start, hit.end, self._best(hit, strong, matches))
        for hit in weak:
            self._put_weak(hit)

    def _best(self, hit: Hit, namings: list[Naming], matches: tuple[Match, ...]) -> list[Match]:
        """Order rival readings: who bore the name in the year the sentence speaks of, states before the rest, the living first."""
        year = self._year_of(hit.start) if len(matches) > 1 else None
        borne = {match.actor.id for match in self.gazetteer.match(namings, on=year)} if year else set()
        if is_shared(matches):
            then = [match for match in matches if not borne or match.actor.id in borne]
            return order_by_context(self.reading, hit.start, then)
        return sorted(
            matches,
            key=lambda match: (
                bool(borne) and match.actor.id not in borne,
                bool(borne) and match.actor.kind != "state",
                match.actor.until is not None,
                _ORDER[match.actor.kind],
            ),
        )

    def _year_of(self, offset: int) -> str | None:
        """Give the first year of the sentence, else the last one the paragraph names before it."""
        sentence = self.analysis.sentence(self.analysis.token_at(offset))
        here = _YEAR.search(self.analysis.text, sentence.span.start, sentence.span.end)
        if here:
            return here[1]
        paragraph = self.reading.article.paragraphs[sentence.paragraph]
        before = _YEAR.findall(self.analysis.text, paragraph.start, sentence.span.start)
        return before[-1] if before else None

    def _stands_alone(self, hit: Hit) -> bool:
        """An ambiguous name counts as a proper noun that is not part of a longer capitalised name."""
        analysis = self.analysis
        tokens = analysis.tokens_in(Span(hit.start, hit.end))
        if not tokens or analysis.pos[tokens[0]] not in ("PROPN", "ADJ"):
            return False
        around = (tokens[0] - 1, tokens[-1] + 1)
        inside = (token for token in around if 0 <= token < len(analysis))
        return not any(analysis.pos[token] == "PROPN" and analysis.words[token][:1].isupper() for token in inside)

    def _put_weak(self, hit: Hit) -> None:
        named = {mention.actor for mention in self.found.values() if mention.span.start < hit.start}
        needed = [naming for naming in hit.namings if named & set((naming.needs or naming.actor).split("|"))]
        matches = [match for match in self.gazetteer.match(needed, on=None) if match.actor.id in named]
        if len(matches) == 1:
            self._put(hit.start, hit.end, matches, how="short form of a name that stands before")

    def _put(self, start: int, end: int, matches: list[Match], *, how: str | None = None) -> None:
        tokens = self.analysis.tokens_in(Span(start, end))
        if not tokens or any(token in self.covered for token in tokens):
            return
        match = matches[0]
        form = _FORM_WORDS.get(match.naming.form, match.naming.form)
        self._add(
            Span(start, end),
            match.actor,
            form=form,
            how=how or match.why,
            others=tuple(other.actor.id for other in matches[1:]),
        )

    def _add(
        self,
        span: Span,
        actor: Actor,
        *,
        form: str,
        how: str,
        others: tuple[str, ...] = (),
        together: bool = False,
    ) -> None:
        quote = self.reading.quote(span)
        code, sector = self._standing(actor)
        mention = ActorMention(
            id=mention_id("actor", self.reading.article.id, span, quote),
            article=self.reading.article.id,
            span=span,
            quote=quote,
            actor=actor.id,
            code=code,
            sector=sector or self._role_sector(span),
            name=actor.name,
            form=form,
            how=how,
            others=others,
            together=together,
        )
        tokens = self.analysis.tokens_in(span)
        self.found[tokens[0]] = mention
        for token in tokens:
            self.covered[token] = mention

    def _standing(self, actor: Actor) -> tuple[str | None, str | None]:
        """Give code and sector: of a person those of the office held when the article was published, else of the first."""
        if actor.kind != "person":
            return actor.code, actor.sectors[0] if actor.sectors else None
        on = self.reading.article.published
        held = [office for office in actor.offices if on and self.gazetteer.holds(office, on=on)]
        offices = held or list(actor.offices)
        if not offices:
            return actor.code, None
        body = self.gazetteer.actors.get(offices[0].of)
        return (body.code if body and body.code else offices[0].of), offices[0].sector

    def _role_sector(self, span: Span) -> str | None:
        """A state's adjective or possessive before a role noun takes the sector of the role: Chinese soldiers, MIL."""
        last = self.analysis.tokens_in(span)[-1]
        role = self.gazetteer.roles.get(self.analysis.lemmas[self.analysis.heads[last]].lower())
        return role.sector if role else None

    # ---------------------------------------------------------------- short names of people

    def find_short_names(self) -> None:
        """Bring a family name alone back to the full name before it, else to the one ruler of that name."""
        families: dict[str, Actor] = {}
        strangers = self._strangers(families)
        before = sorted(self.found.items())
        position = 0
        for token, word in enumerate(self.analysis.words):
            while position < len(before) and before[position][0] <= token:
                self._learn(families, before[position][1])
                position += 1
            if token in self.covered or self.analysis.pos[token] != "PROPN" or not word[:1].isupper():
                continue
            if word in self.contested:
                continue
            span = self.analysis.span(token, token + 1)
            if word in families and not self._in_longer_name(token):
                self._add(span, families[word], form="short_name", how=f"short for {families[word].name}, named before")
            elif word in self.gazetteer.families and word not in strangers and not self._in_longer_name(token):
                self._put_ruler(token, word, families)

    def _strangers(self, families: dict[str, Actor]) -> set[str]:
        """Give the words of full names nobody knows; those beside a role ("the businessman, Yang Bin") become persons."""
        analysis = self.analysis
        words: set[str] = set()
        named = [self._is_name_word(token) for token in range(len(analysis))]
        for token in range(len(analysis) - 1):
            if not named[token] or (token and named[token - 1]):
                continue
            last = token
            while last < len(analysis) and last not in self.covered and named[last]:
                last += 1
            if last - token < 2:
                continue
            words.update(analysis.words[token:last])
            if last - token == 2 and self._has_role(token, last):
                self._put_stranger(token, last, families)
        return words

    def _is_name_word(self, token: int) -> bool:
        analysis = self.analysis
        return (
            analysis.pos[token] == "PROPN"
            and analysis.words[token][:1].isupper()
            and analysis.lower_lemmas[token] not in self.gazetteer.roles
        )

    def _has_role(self, first: int, last: int) -> bool:
        analysis, head = self.analysis, last - 1
        around = [first - 1, analysis.heads[head], *analysis.under(head, "compound", "appos")]
        roles = (self.gazetteer.roles.get(analysis.lemmas[token].lower()) for token in around if token >= 0)
        return any(role is not None and role.person for role in roles)

    def _put_stranger(self, first: int, last: int, families: dict[str, Actor]) -> None:
        span = self.analysis.span(first, last)
        name = self.analysis.cut(span)
        actor = Actor(id=slug_of(name), name=name, kind="person")
        if actor.id and actor.id not in self.gazetteer.actors:
            self._add(span, actor, form="name", how="a full name beside a role; not in the gazetteer")
            for word in self.analysis.words[first:last]:
                families.setdefault(word, actor)

    def _learn(self, families: dict[str, Actor], mention: ActorMention) -> None:
        person = self.gazetteer.people.get(mention.actor)
        if person:
            actor = self.gazetteer.actors[person.id]
            families[person.family] = actor
            last = mention.quote.split()[-1]
            if last != person.family and last.isalpha() and last.istitle():
                self._learn_last(families, last, actor)

    def _learn_last(self, families: dict[str, Actor], word: str, actor: Actor) -> None:
        """Take the last word of a full name for its bearer, unless kin or another man of the article bear it as well."""
        kin = (self.gazetteer.actors[one].code for one in self.gazetteer.families.get(word, ()) if one != actor.id)
        if (word,) in self.gazetteer.namings or actor.code in kin:
            return
        if families.setdefault(word, actor).id != actor.id:
            self.contested.add(word)

    def _in_longer_name(self, token: int) -> bool:
        """A capitalised neighbour that is no title makes the word part of a name nobody knows."""
        analysis = self.analysis
        for near in (token - 1, token + 1):
            if not 0 <= near < len(analysis) or near in self.covered:
                continue
            proper = analysis.pos[near] == "PROPN" and analysis.words[near][:1].isupper()
            if proper and analysis.lemmas[near].lower() not in self.gazetteer.roles:
                return True
        return self._is_particle(token + 1)

    def _is_particle(self, token: int) -> bool:
        """A small word ties a name to the next part of it: Omar al-Razzaz, Haitham bin Ali."""
        analysis = self.analysis
        if token + 1 >= len(analysis) or analysis.pos[token] != "PROPN" or not analysis.words[token].islower():
            return False
        after = range(token + 1, min(token + 3, len(analysis)))
        return any(analysis.pos[one] == "PROPN" and analysis.words[one][:1].isupper() for one in after)

    def _put_ruler(self, token: int, word: str, families: dict[str, Actor]) -> None:
        """A family name alone is the one ruler of that name whose state is named, or whom nobody shares the name with.

        Of several the one who ruled in the year the sentence speaks of, else when the article was published.
        """
        span = self.analysis.span(token, token + 1)
        days: list[str | None] = [day for day in (self._year_of(span.start), self.reading.article.published) if day]
        for on in dict.fromkeys(days or [None]):
            ruler = self._ruler(word, on)
            if ruler:
                families[word] = ruler.actor
                self._add(span, ruler.actor, form="short_name", how=f"{ruler.why}: the one ruler of that name")
                return

    def _ruler(self, word: str, on: str | None) -> Match | None:
        all_rulers = [match for match in self.gazetteer.family(word, on=on) if self._is_ruler(match.actor, on)]
        rulers = [match for match in all_rulers if match.actor.code in self._codes_named()]
        if not rulers and word not in month_name and self._is_sole(word, on):
            rulers = all_rulers
        return rulers[0] if len(rulers) == 1 else None

    def _is_sole(self, word: str, on: str | None) -> bool:
        """Say whether a family name that no state explains is one person's, or that of one in office of one state's people."""
        people = self.gazetteer.families[word]
        states = {self.gazetteer.actors[one].code for one in people}
        return len(people) == 1 or (on is not None and len(states) == 1)

    def _is_ruler(self, person: Actor, on: str | None) -> bool:
        return self.gazetteer.rank(person, on=on) == 0

    def _codes_named(self) -> set[str]:
        return {mention.code for mention in self.found.values() if mention.code}

    # ---------------------------------------------------------------- the two countries, its neighbour

    def find_references(self) -> None:
        """Resolve "the two countries", "its neighbour" and the like against states named before."""
        words = self.analysis.lower_words
        firsts = {text.partition(" ")[0] for text, kind in self.references.items() if kind == "two"}
        for token, (first, second) in enumerate(pairwise(words)):
            if first not in firsts or token in self.covered:
                continue
            if self.references.get(f"{first} {second}") == "two":
                self._put_two(token)
        for token, word in enumerate(words):
            if self.references.get(word) == "neighbour" and token not in self.covered:
                self._put_other(token)

    def _states_before(self, token: int) -> list[ActorMention]:
        """Give the states named before a token, each once, the one named last first."""
        found: dict[str, ActorMention] = {}
        for first, mention in sorted(self.found.items(), reverse=True):
            if first < token and mention.code in self.gazetteer.states and not mention.together:
                found.setdefault(str(mention.code), mention)
        return list(found.values())

    def _put_two(self, token: int) -> None:
        """Two states: the only two of the sentence so far, else of the paragraph, else of the title; else nobody."""
        codes = self._pair(token)
        if len(codes) != 2:
            return
        first, second = (self.gazetteer.actors[code] for code in codes)
        how = f"the only two in reach: {first.name} and {second.name}"
        span = self.analysis.span(token, token + 2)
        self._add(span, first, form="reference", how=how, others=(second.id,), together=True)

    def _pair(self, token: int) -> list[str]:
        here = self.analysis.sentence(token)
        named = self._states_before(token)
        near = [mention.code for mention in named if here.span.holds(mention.span) and mention.code]
        if len(near) >= 2:
            return near[::-1]
        codes = [mention.code for mention in named if self._paragraph(mention) == here.paragraph and mention.code]
        if len(codes) > 2:
            codes = self._title_pair(codes)
        return codes[::-1]

    def _title_pair(self, codes: list[str]) -> list[str]:
        hits = self.gazetteer.scan(self.reading.article.title)
        named = {naming.actor for hit in hits for naming in hit.namings if naming.form in _STRONG}
        pair = [code for code in codes if code in named]
        return pair if len(pair) == 2 else []

    def _paragraph(self, mention: ActorMention) -> int:
        return self.analysis.sentence(self.analysis.tokens_in(mention.span)[0]).paragraph

    def _put_other(self, token: int) -> None:
        """Its neighbour: where the paragraph has named two states, the other one, seen from the possessor."""
        owner = self.analysis.child(token, "poss")
        if owner is None:
            return
        paragraph = self.analysis.sentence(token).paragraph
        codes = [m.code for m in self._states_before(token) if m.code and self._paragraph(m) == paragraph]
        possessor = self.covered.get(owner)
        subject = possessor or self._subject_state(token)
        mine = subject.code if subject else (codes[0] if codes else None)
        rest = [code for code in codes if code != mine]
        if len(codes) == 2 and len(rest) == 1:
            other = self.gazetteer.actors[rest[0]]
            how = f"the other of the two named before, seen from {self.gazetteer.name_of(str(mine))}"
            self._add(self.analysis.span(token, token + 1), other, form="reference", how=how)

    def _subject_state(self, token: int) -> ActorMention | None:
        sentence = self.analysis.sentence(token)
        for one in range(sentence.first, token):
            if self.analysis.deps[one] in _SUBJECTS:
                mention = self._state_of(one)
                if mention:
                    return mention
        return None

    def _state_of(self, token: int) -> ActorMention | None:
        """Give the state a noun phrase speaks of: itself, or whose leaders, army, government ... it names."""
        near = [token]
        if self.analysis.lemmas[token].lower() in self.gazetteer.roles:
            near += self.analysis.under(token, "amod", "poss", "compound", "nmod")
        for one in near:
            mention = self.covered.get(one)
            if mention and mention.code in self.gazetteer.states and not mention.together:
                return mention
        return None

    # ---------------------------------------------------------------- pronouns

    def find_pronouns(self) -> None:
        """Resolve pronouns by continuity of the subject, inside a paragraph and nowhere else."""
        subject: tuple[ActorMention, str] | None = None
        person: ActorMention | None = None
        paragraph = -1
        for sentence in self.analysis.sentences:
            if sentence.paragraph != paragraph:
                subject, person, paragraph = None, None, sentence.paragraph
            main: tuple[ActorMention, str] | None = None
            for token in range(sentence.first, sentence.last):
                word = self.analysis.lower_words[token]
                if subject is not None and _PRONOUNS.get(word) == subject[1]:
                    self._put_pronoun(token, subject[0])
                elif word in _PERSON_PRONOUNS and person is not None:
                    self._put_person(token, person, _PERSON_PRONOUNS[word])
                if not self._is_subject(token):
                    continue
                is_main = self._is_main(token)
                if word not in _PRONOUNS:
                    mention = self._as_subject(token)
                    subject = (mention, self._number(token)) if mention else self._kept(subject, token)
                    person = mention if mention and mention.actor in self.gazetteer.people else person
                    main = subject if is_main else main
                elif is_main and token in self.covered:
                    main = subject
            # The next sentence goes on from the main clause, whatever its subordinate clauses spoke of.
            subject = main or subject

    def _is_main(self, subject: int) -> bool:
        head = self.analysis.heads[subject]
        return self.analysis.heads[head] == head

    def _is_subject(self, token: int) -> bool:
        """Of two subjects of one verb the parser has misread the second ("they have hitherto argued")."""
        return self.analysis.deps[token] in _SUBJECTS and token == self.analysis.child(
            self.analysis.heads[token], *_SUBJECTS
        )

    def _as_subject(self, token: int) -> ActorMention | None:
        covered = self.covered.get(token)
        if covered and covered.actor in self.gazetteer.people:
            return covered
        return self._state_of(token)

    def _number(self, token: int) -> str:
        """A people ("the Chinese") and plural roles ("its leaders") are many, a state by name is one."""
        covered = self.covered.get(token)
        people = covered is not None and covered.form == "demonym"
        plural = covered is None and self.analysis.tags[token] in ("NNS", "NNPS")
        return "many" if people or plural else "one"

    def _kept(self, subject: tuple[ActorMention, str] | None, token: int) -> tuple[ActorMention, str] | None:
        """A subject that is no actor and no pronoun ends the continuity where what follows may point to it.

        "They" cannot point to one thing, nor "it" to many: such a subject is passed over, unless a state that the pronoun
        may mean as well was named since.
        """
        if subject is None or self.analysis.pos[token] not in ("NOUN", "PROPN"):
            return subject
        return subject if self._is_passed_over(subject, token) else None

    def _is_passed_over(self, subject: tuple[ActorMention, str], token: int) -> bool:
        mention, number = subject
        joined = self.analysis.child(token, "conj") is not None
        plural = joined or self.analysis.tags[token] in ("NNS", "NNPS")
        after = self.analysis.tokens_in(mention.span)[-1] + 1
        since = (self.covered.get(one) for one in range(after, token))
        rivals = (one for one in since if one and one.code != mention.code and one.form != "pronoun")
        return plural == (number == "one") and not any(self._form_number(one) in (number, "") for one in rivals)

    def _form_number(self, mention: ActorMention) -> str:
        """Give the number a mention would be taken up in; the empty string where it is not known."""
        if mention.code in self.gazetteer.states and mention.actor == mention.code:
            return "many" if mention.form == "demonym" or mention.together else "one"
        return ""

    def _put_pronoun(self, token: int, subject: ActorMention) -> None:
        if token in self.covered or self._is_expletive(token) or subject.actor in self.gazetteer.people:
            return
        if self._is_own_object(token, subject):
            return
        actor = self.gazetteer.actors.get(subject.code or "")
        if actor:
            how = f"the subject before it: {subject.quote}"
            self._add(self.analysis.span(token, token + 1), actor, form="pronoun", how=how)

    def _is_own_object(self, token: int, subject: ActorMention) -> bool:
        """ "Russia will sanction it": what a plain pronoun points to is not the subject of its own verb."""
        analysis = self.analysis
        if analysis.deps[token] not in ("dobj", "pobj", "dative") or analysis.words[token].lower().endswith("self"):
            return False
        verb = next((one for one in analysis.ancestors(token) if analysis.pos[one] in ("VERB", "AUX")), None)
        own = analysis.child(verb, *_SUBJECTS) if verb is not None else None
        return own is not None and self.covered.get(own) == subject

    def _is_expletive(self, token: int) -> bool:
        """ "It is clear that ..." points to nobody."""
        analysis = self.analysis
        if analysis.words[token].lower() != "it":
            return False
        head = analysis.heads[token]
        if analysis.lemmas[head] in _EMPTY_VERBS:
            return True
        return analysis.deps[token] == "expl" or (
            analysis.lemmas[head] == "be" and analysis.child(head, "ccomp", "acomp", "advcl", "attr") is not None
        )

    def _put_person(self, token: int, person: ActorMention, sex: str) -> None:
        row = self.gazetteer.people.get(person.actor)
        if row and row.sex == sex and token not in self.covered:
            how = f"the subject before it: {person.quote}"
            self._add(self.analysis.span(token, token + 1), self.gazetteer.actors[row.id], form="pronoun", how=how)
