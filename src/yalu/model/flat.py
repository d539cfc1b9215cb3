"""Flat records: the one public shape of statements, mentions and articles in CLI, API, Python and exports.

Names and order are a promise to users; adding a name is a minor release, changing one a major. Lists hold plain values.
"""

from __future__ import annotations

from yalu.model.actor import Participant
from yalu.model.article import Article
from yalu.model.image import Image
from yalu.model.mention import ActorMention, AnyMention, DateMention, QuantityMention, mention_id
from yalu.model.statement import Agreement, AnyStatement, Claim, Event, Figure, Holder

Scalar = str | int | float | bool | None
Value = Scalar | list[str] | list[dict[str, Scalar]]
Record = dict[str, Value]


def flatten_statement(statement: AnyStatement) -> Record:
    """Give the flat record of a statement: the shared names first, then those of its kind."""
    record = _shared(statement)
    match statement:
        case Event():
            record |= _event(statement)
        case Figure():
            record |= _figure(statement)
        case Agreement():
            record |= _agreement(statement)
        case Claim():
            record |= _claim(statement)
    return record


def _shared(statement: AnyStatement) -> Record:
    date = statement.date
    return {
        "id": statement.id,
        "kind": statement.kind,
        "article": statement.article,
        "quote": statement.quote,
        "start": statement.span.start,
        "end": statement.span.end,
        "date": date.edtf if date else None,
        "date_text": date.text if date else None,
        "earliest": date.earliest if date else None,
        "latest": date.latest if date else None,
        "holder": name_holder(statement.holders),
        "certainty": statement.certainty,
        "cues": [cue.text for cue in statement.cues],
        "coder": statement.coder,
        "holder_chain": ["author", *(holder.text for holder in statement.holders)],
        "holder_text": statement.holders[-1].text if statement.holders else "author",
        "holder_actor": statement.holders[-1].actor if statement.holders else None,
        "direct": statement.holders[-1].direct if statement.holders else False,
        "why": list(statement.why),
        "score": statement.score,
        "date_resolved": date.resolved if date else None,
        "date_anchor": date.anchor if date else None,
        "date_mention": _mention_of(statement),
    }


def _mention_of(statement: AnyStatement) -> str | None:
    """Give the id of the mention that dates a statement; a date that a person set has no words of its own."""
    date = statement.date
    return mention_id("date", statement.article, date.span, date.text) if date and date.text else None


def name_holder(holders: tuple[Holder, ...]) -> str:
    """Name the innermost holder: "author", the code of a state or organisation that speaks as such, else the words."""
    if not holders:
        return "author"
    last = holders[-1]
    return last.code if last.code and last.actor == last.code else last.text


def _codes(participants: tuple[Participant, ...]) -> list[str]:
    return list(dict.fromkeys(participant.code for participant in participants))


def _details(participants: tuple[Participant, ...]) -> list[dict[str, Scalar]]:
    return [
        {"code": one.code, "actor": one.actor, "sector": one.sector, "text": one.text, "how": one.how}
        for one in participants
    ]


def _event(event: Event) -> Record:
    return {
        "event_type": event.event_type,
        "mode": event.mode,
        "context": list(event.contexts),
        "quad": event.quad,
        "intensity": event.intensity,
        "actors": _codes(event.actors),
        "recipients": _codes(event.recipients),
        "happened": event.happened,
        "actor_details": _details(event.actors),
        "recipient_details": _details(event.recipients),
    }


def _figure(figure: Figure) -> Record:
    return {
        "value": figure.value,
        "low": figure.low,
        "high": figure.high,
        "unit": figure.unit,
        "currency": figure.currency,
        "approx": figure.approx,
        "measure": figure.measure,
        "about": _codes(figure.about),
        "counterpart": _codes(figure.counterpart),
        "raw": figure.raw,
        "approximator": figure.approximator,
        "bound": figure.bound,
        "measure_text": figure.measure_text,
        "change": figure.change,
        "base": figure.base,
        "according_to": figure.according_to,
        "duration": figure.duration,
    }


def _agreement(agreement: Agreement) -> Record:
    return {
        "name": agreement.name,
        "parties": _codes(agreement.parties),
        "signed": agreement.signed,
        "in_force": agreement.in_force,
        "until": agreement.until,
        "obligations": list(agreement.obligations),
        "named": agreement.named,
        "register": agreement.register,
        "key": agreement.key,
        "amended": agreement.amended,
        "denounced": agreement.denounced,
    }


def _claim(claim: Claim) -> Record:
    return {
        "theme": claim.theme,
        "about": _codes(claim.about),
        "stance": claim.stance,
        "themes": list(claim.themes),
    }


def flatten_mention(mention: AnyMention) -> Record:
    """Give the flat record of a mention."""
    record: Record = {
        "id": mention.id,
        "kind": mention.kind,
        "article": mention.article,
        "quote": mention.quote,
        "start": mention.span.start,
        "end": mention.span.end,
    }
    match mention:
        case ActorMention():
            record |= {"actor": mention.actor, "code": mention.code, "form": mention.form, "how": mention.how}
            record |= {"others": list(mention.others), "together": mention.together}
        case DateMention():
            date = mention.date
            record |= {"date": date.edtf, "earliest": date.earliest, "latest": date.latest, "relation": date.relation}
            record |= {"resolved": date.resolved, "part": date.part, "anchor": date.anchor}
        case QuantityMention():
            record |= {"value": mention.value, "unit": mention.unit, "low": mention.low, "high": mention.high}
            record |= {"currency": mention.currency, "approximator": mention.approximator}
            record |= {"duration": mention.duration}
    return record


def _image(image: Image) -> dict[str, Scalar]:
    told = {"address": image.address, "alt": image.alt, "caption": image.caption, "credit": image.credit}
    return {name: value or None for name, value in (told | {"sha256": image.sha256}).items()}


def flatten_article(article: Article) -> Record:
    """Give the flat record of an article; `paragraphs` is the list of their texts."""
    return {
        "id": article.id,
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "categories": list(article.categories),
        "complete": article.complete,
        "author_notes": list(article.author_notes),
        "image_credits": list(article.image_credits),
        "url": article.url,
        "source": article.source,
        "paragraphs": [span.cut(article.text) for span in article.paragraphs],
        "publication": article.publication,
        "tags": list(article.tags),
        "language": article.language,
        "summary": article.summary,
        "continues": article.continues,
        "modified": article.modified,
        "captions": list(article.captions),
        "images": [_image(one) for one in article.images],
        "licence": article.licence,
        "comments": article.comments,
    }
