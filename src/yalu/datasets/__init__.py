"""Tables of numbers into the archive: formats known by their columns, any CSV by a short mapping file."""

from yalu.datasets.loading import Loaded, Refusal, load_table
from yalu.datasets.mapping import Mapping, known_formats, read_mapping

__all__ = ["Loaded", "Mapping", "Refusal", "known_formats", "load_table", "read_mapping"]
