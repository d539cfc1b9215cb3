"""Sentence encoders beside the lexicon, by the names that the setting `encoder` knows."""

from __future__ import annotations

from pathlib import Path

from yalu.statements.events.encoders.encoder import Encoder
from yalu.statements.events.encoders.marked import Marked, Pieces
from yalu.statements.events.encoders.minilm import NAME as MINILM
from yalu.statements.events.encoders.minilm import open_minilm
from yalu.statements.events.encoders.mpnet import NAME as MPNET
from yalu.statements.events.encoders.mpnet import open_mpnet

ENCODERS = ((MINILM, open_minilm), (MPNET, open_mpnet))


def open_encoders(named: str) -> tuple[Encoder, ...]:
    """Open the encoders that a setting names, joined by "+": a name, the file of minilm's base or the folder of mpnet's."""
    return tuple(map(_open, filter(None, named.split("+"))))


def _open(named: str) -> Encoder:
    known = dict(ENCODERS)
    if named in known:
        return known[named]()
    return known[MPNET if Path(named).is_dir() else MINILM](Path(named))


__all__ = ["Encoder", "Marked", "Pieces", "open_encoders"]
