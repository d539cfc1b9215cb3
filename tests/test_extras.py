"""Libraries that are loaded late: when something of them is asked for, or not at all."""

from __future__ import annotations

import subprocess
import sys

import pytest

from yalu.errors import MissingExtra
from yalu.extras import later


def test_a_late_library_is_loaded_when_it_is_asked() -> None:
    program = (
        "import sys\nfrom yalu.extras import later\nlibrary = later('colorsys')\n"
        "print('colorsys' in sys.modules, library.rgb_to_hsv(0, 0, 0), 'colorsys' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "(0.0,", "0.0,", "0)", "True"]


def test_a_late_library_that_is_missing_says_so_when_it_is_asked() -> None:
    library = later("yalu_no_such_library", of="formats")
    with pytest.raises(MissingExtra) as caught:
        library.read()
    assert 'pip install "yalu[formats]"' in caught.value.remedy


def test_reading_a_page_loads_no_library_of_another_format() -> None:
    program = "import sys\nimport yalu.cli.read\nprint(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split()
    unwanted = {"bibtexparser", "trafilatura", "feedparser", "mammoth", "py3langid", "yalu.archive", "yalu.analysis"}
    assert not unwanted & set(loaded)
