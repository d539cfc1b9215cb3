"""The write side, chained: read, overlay decisions, analyse, code, put, count. Holds no rule about text."""

from yalu.pipeline.again import code_again
from yalu.pipeline.progress import Progress, Step
from yalu.pipeline.reading import read_into
from yalu.pipeline.report import Report
from yalu.pipeline.texts import CodedText, code_texts

__all__ = ["CodedText", "Progress", "Report", "Step", "code_again", "code_texts", "read_into"]
