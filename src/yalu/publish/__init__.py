"""The site on an archive: a journal to read and an instrument to ask, with a JSON API at the same addresses."""

from yalu.publish.app import make_app

__all__ = ["make_app"]
