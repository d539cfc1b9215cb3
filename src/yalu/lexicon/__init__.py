"""Words as data: one YAML file a thing under `data/`, read strictly into frozen rows. Decides nothing."""

from yalu.lexicon.table import Row, Table, lexicon_hash, load_folder, load_table

__all__ = ["Row", "Table", "lexicon_hash", "load_folder", "load_table"]
