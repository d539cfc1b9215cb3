"""On whose word: reporting verbs and nouns, "according to", "as X said", quotations; chains fall out of nesting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from yalu.actors import Gazetteer
from yalu.language import Analysis
from yalu.lexicon.attribution import ReportVerb, load_report_nouns, load_report_verbs
from yalu.model import ActorMention, Certainty, Cue, Holder, Span, mention_id
from yalu.statements.certainty import Judge
from yalu.statements.reading import Attribution, Judgement, Reading

_SUBJECTS = ("nsubj", "nsubjpass")
_AUTHOR = ("i", "we", "one", "you", "who", "which", "that", "this", "it", "there")
_FIRST_PERSON = ("we", "our", "us")


@dataclass(frozen=True, slots=True)
class Attributions:
    """Finds what is given on somebody's word, and lends the reading its judge of certainty."""

    verbs: dict[str, ReportVerb]
    nouns: dict[str, str]
    certainty: Judge
    name: str = "attribution"
    version: str = "1"
    needs: tuple[str, ...] = ("actors",)
    gives: str = "attributions"

    @classmethod
    def load(cls, _gazetteer: Gazetteer) -> Self:
        """Build the stage with its words."""
        verbs = {row.lemma: row for row in load_report_verbs().entries}
        nouns: dict[str, str] = {row.lemma: row.kind for row in load_report_nouns().entries}
        return cls(verbs, nouns, Judge.load())

    def extract(self, reading: Reading) -> Iterable[Attribution]:
        """Give all attributions in order of the text."""
        found = [one for token in range(len(reading.analysis)) for one in self._at(reading, token)]
        return sorted(set(found), key=lambda one: (one.first, -one.last))

    def speakers(self, reading: Reading) -> Iterator[ActorMention]:
        """Give "we" and "our" inside a direct quotation as mentions of the state or body that speaks."""
        analysis = reading.analysis
        for one in reading.attributions:
            if not (one.holder.direct and one.holder.code):
                continue
            for token in range(one.first, one.last):
                if analysis.words[token].lower() in _FIRST_PERSON and reading.actor_at(token) is None:
                    yield _speaker(reading, token, one.holder)

    def judge(self, reading: Reading, token: int) -> Judgement:
        """Judge the proposition at a predicate."""
        return self.certainty.judge(reading, token)

    def _at(self, reading: Reading, token: int) -> Iterator[Attribution]:
        analysis = reading.analysis
        lemma = analysis.lemmas[token].lower()
        if analysis.pos[token] == "VERB" and lemma in self.verbs:
            yield from self._verb(reading, token, self.verbs[lemma])
        elif lemma == "according" or analysis.words[token].lower() == "according":
            yield from self._according(reading, token)
        elif analysis.pos[token] == "NOUN" and lemma in self.nouns:
            yield from self._noun(reading, token, self.nouns[lemma])

    # ---------------------------------------------------------------- verbs

    def _verb(self, reading: Reading, verb: int, row: ReportVerb) -> Iterator[Attribution]:
        analysis = reading.analysis
        holder = self._subject(reading, verb)
        if holder is None:
            return
        for first, last in self._contents(analysis, verb, row):
            quoted = any(q.first < last and first < q.last and not q.scare for q in analysis.quotations)
            yield self._make(reading, verb, holder, (first, last), direct=quoted, doubt=row.effect)

    def _contents(self, analysis: Analysis, verb: int, row: ReportVerb) -> Iterator[tuple[int, int]]:
        clauses = analysis.under(verb, "ccomp")
        if not clauses and row.kind in ("speech", "thought", "fear"):
            clauses = [one for one in analysis.under(verb, "xcomp") if row.kind == "speech"]
        for clause in clauses:
            yield from _pieces(analysis, clause, verb)
        if "as" in row.takes:
            yield from _views(analysis, verb)
        if not clauses:
            yield from self._around(analysis, verb)

    def _around(self, analysis: Analysis, verb: int) -> Iterator[tuple[int, int]]:
        """The verb hangs under what it reports ("As the envoy said: ...", "..., she added") or beside a quotation."""
        if analysis.deps[verb] in ("advcl", "parataxis") and self._introduces(analysis, verb):
            yield from _pieces(analysis, analysis.heads[verb], verb)
            return
        first = analysis.edges[verb][0]
        sentence = analysis.sentence(verb)
        for quotation in analysis.quotations:
            near = 0 <= quotation.first - verb <= 4 or 0 <= first - quotation.last <= 2
            inside = sentence.first - 1 <= quotation.first <= sentence.last + 2
            if near and inside and not quotation.scare and not quotation.first <= verb < quotation.last:
                yield quotation.first, quotation.last

    def _introduces(self, analysis: Analysis, verb: int) -> bool:
        if analysis.deps[verb] == "parataxis":
            return True
        mark = analysis.child(verb, "mark", "advmod")
        return mark is not None and analysis.words[mark].lower() == "as"

    def _subject(self, reading: Reading, verb: int) -> Holder | None:
        """Give the holder of a reporting verb: its agent when passive, its subject, or the subject it shares."""
        analysis = reading.analysis
        if analysis.child(verb, "auxpass") is not None or (
            analysis.tags[verb] == "VBN" and analysis.child(verb, "agent") is not None
        ):
            agent = analysis.child(verb, "agent")
            noun = analysis.child(agent, "pobj") if agent is not None else None
            return (
                self._holder(reading, noun) if noun is not None else Holder(text="unnamed", how="passive without agent")
            )
        token: int | None = verb
        while token is not None:
            subject = analysis.child(token, *_SUBJECTS)
            if subject is not None:
                return self._holder(reading, subject)
            token = analysis.heads[token] if analysis.deps[token] in ("conj", "xcomp", "advcl") else None
        return None

    def _holder(self, reading: Reading, noun: int) -> Holder | None:
        analysis = reading.analysis
        mention = reading.actor_at(noun)
        if mention is None and analysis.words[noun].lower() in _AUTHOR:
            return None
        first, last = _phrase(analysis, noun)
        span = analysis.span(first, last)
        within = mention
        if mention is None and analysis.lemmas[noun].lower() in reading.gazetteer.roles:
            within = next(iter(reading.actors_in(_describers(analysis, noun))), None)
        alone = mention is not None and mention.actor == mention.code and mention.code is not None
        head_of_state = alone and analysis.lemmas[noun].lower() not in reading.gazetteer.roles
        if within is None and not self._can_speak(reading, noun):
            return None
        if within is None:
            return Holder(text=reading.quote(span), span=span, how="words of the text")
        pronoun = within.form == "pronoun"
        text = within.name if pronoun and not head_of_state else reading.quote(span)
        actor = within.actor if mention is not None else None
        if mention is None and _is_collective(reading, noun):
            # "Its leaders believe" is the state's own view; "the ambassador said" is one man's.
            actor = within.code
        return Holder(text=text, actor=actor, code=within.code, span=span, how=within.how)

    def _can_speak(self, reading: Reading, noun: int) -> bool:
        """People, bodies and documents speak; a history or a detail that "shows" is the author's own voice."""
        analysis = reading.analysis
        lemma = analysis.lemmas[noun].lower()
        known = lemma in reading.gazetteer.roles or self.nouns.get(lemma) in ("document", "collective")
        return (
            known
            or analysis.pos[noun] == "PROPN"
            or analysis.words[noun].lower() in ("he", "she", "they", "many", "some")
        )

    # ---------------------------------------------------------------- nouns and phrases

    def _according(self, reading: Reading, token: int) -> Iterator[Attribution]:
        analysis = reading.analysis
        to = analysis.child(token, "prep") if analysis.words[token].lower() == "according" else None
        noun = analysis.child(to, "pobj") if to is not None else None
        if noun is None or analysis.heads[token] == token:
            return
        holder = self._holder(reading, noun)
        if holder:
            head = analysis.heads[token]
            for piece in _pieces(analysis, head, token):
                yield self._make(reading, token, holder, piece, direct=False, doubt="asserted")

    def _noun(self, reading: Reading, noun: int, kind: str) -> Iterator[Attribution]:
        analysis = reading.analysis
        if kind == "document" and analysis.deps[noun] == "nsubj":
            yield from self._document(reading, noun)
        if kind != "speech":
            return
        owner = analysis.child(noun, "poss")
        for clause in analysis.under(noun, "acl", "ccomp"):
            mark = analysis.child(clause, "mark")
            if mark is not None and analysis.words[mark].lower() == "that":
                holder = (
                    self._holder(reading, owner) if owner is not None else Holder(text="unnamed", how="no one is named")
                )
                if holder:
                    row = self.verbs.get(noun_verb(analysis.lemmas[noun]))
                    doubt = row.effect if row else "asserted"
                    yield self._make(reading, noun, holder, analysis.edges[clause], direct=False, doubt=doubt)

    def _document(self, reading: Reading, noun: int) -> Iterator[Attribution]:
        """A report that "has" somebody do something; the parser hangs both subjects under the second verb."""
        analysis = reading.analysis
        verb = analysis.heads[noun]
        others = [one for one in analysis.under(verb, "nsubj") if one > noun]
        has = analysis.lemmas[verb] == "have" or any(analysis.lemmas[t] == "have" for t in range(noun + 1, verb))
        if not has:
            return
        contents = analysis.under(verb, "ccomp", "xcomp", "dobj") if analysis.lemmas[verb] == "have" else []
        pieces = [analysis.edges[one] for one in contents]
        if others and not pieces:
            pieces = [(analysis.edges[others[0]][0], _end(analysis, verb))]
        holder = self._holder(reading, noun)
        for piece in pieces if holder else ():
            if holder:
                yield self._make(reading, noun, holder, piece, direct=False, doubt="asserted")

    def _make(
        self,
        reading: Reading,
        predicate: int,
        holder: Holder,
        content: tuple[int, int],
        *,
        direct: bool,
        doubt: Certainty,
    ) -> Attribution:
        analysis = reading.analysis
        cue = Cue(text=analysis.words[predicate], span=analysis.span(predicate, predicate + 1), kind="report")
        quoted = Holder(
            text=holder.text, actor=holder.actor, code=holder.code, span=holder.span, direct=direct, how=holder.how
        )  # fmt: skip
        return Attribution(
            first=content[0], last=content[1], holder=quoted, cue=cue, predicate=predicate, doubt=doubt
        )  # fmt: skip


def _speaker(reading: Reading, token: int, holder: Holder) -> ActorMention:
    span = reading.analysis.span(token, token + 1)
    quote, code = reading.quote(span), holder.code or ""
    return ActorMention(
        id=mention_id("actor", reading.article.id, span, quote),
        article=reading.article.id,
        span=span,
        quote=quote,
        actor=code,
        code=code,
        name=reading.gazetteer.name_of(code),
        form="pronoun",
        how=f"speaks of itself: {holder.text}",
    )


def noun_verb(noun: str) -> str:
    """Give the verb whose effect a speech noun shares, where both are one word (claim, fear, hope, promise, threat)."""
    return {
        "threat": "threaten",
        "belief": "believe",
        "suspicion": "suspect",
        "denial": "deny",
        "allegation": "allege",
    }.get(noun, noun)


def _describers(analysis: Analysis, noun: int) -> list[int]:
    """Give the words that say whose a role is: Chinese ambassador, its leaders, ambassador of China."""
    found = analysis.under(noun, "amod", "poss", "compound", "nmod")
    for prep in analysis.under(noun, "prep"):
        if analysis.words[prep].lower() == "of":
            found += analysis.under(prep, "pobj")
    return found


def _is_collective(reading: Reading, noun: int) -> bool:
    role = reading.gazetteer.roles.get(reading.analysis.lemmas[noun].lower())
    plural = reading.analysis.tags[noun] in ("NNS", "NNPS")
    return role is not None and (plural or not role.person) and role.sector == "GOV"


def _phrase(analysis: Analysis, noun: int) -> tuple[int, int]:
    """Give the noun phrase without relative clauses and appositions."""
    first = analysis.edges[noun][0]
    last = noun + 1
    for child in analysis.children[noun]:
        if child > noun and analysis.deps[child] == "prep" and analysis.words[child].lower() in ("of", "in", "at"):
            last = max(last, analysis.edges[child][1])
    while first < noun and (
        analysis.pos[first] in ("PUNCT", "SPACE", "CCONJ") or analysis.deps[first] in ("cc", "punct")
    ):
        first += 1
    return first, last


def _views(analysis: Analysis, verb: int) -> Iterator[tuple[int, int]]:
    """Give the phrases with "as" that say what something is seen or described as."""
    agents = [noun for agent in analysis.under(verb, "agent") for noun in analysis.under(agent, "pobj")]
    objects = analysis.under(verb, "dobj")
    for head in (verb, *agents, *objects):
        for phrase in analysis.under(head, "prep", "advcl", "advmod", "acl"):
            first = analysis.edges[phrase][0]
            if analysis.words[first].lower() == "as" and first > verb:
                yield analysis.edges[phrase]


def _pieces(analysis: Analysis, clause: int, without: int) -> Iterator[tuple[int, int]]:
    """Give the tokens of a clause, cut where the reporting words stand inside it."""
    first, last = analysis.edges[clause]
    low, high = analysis.edges[without]
    if low <= first and last <= high:
        yield first, last
        return
    if low > first:
        yield first, min(low, last)
    if high < last:
        yield max(high, first), last


def _end(analysis: Analysis, clause: int) -> int:
    """Give the end of a clause without its closing punctuation."""
    last = analysis.edges[clause][1]
    while last > clause + 1 and analysis.pos[last - 1] == "PUNCT":
        last -= 1
    return last


def span_of(analysis: Analysis, attribution: Attribution) -> Span:
    """Give the characters of what is attributed."""
    return analysis.span(attribution.first, attribution.last)
