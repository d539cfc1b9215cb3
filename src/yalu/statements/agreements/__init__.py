"""Agreements: treaties, pacts, accords, resolutions, deals, named or described, with parties and dates."""

from yalu.statements.agreements.extractor import Agreements

__all__ = ["Agreements"]
