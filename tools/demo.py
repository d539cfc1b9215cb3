"""The demo: read the bundled archive, code it, print the report, load the bundled table, and serve both."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = Path("demo/demo.yalu")


def main() -> int:
    """Run the commands a user would run; give the exit code of the last."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-serve", action="store_true", help="end after the report")
    parser.add_argument("--port", default="8765", help="port of the site (8765); 0 takes a free one")
    options = parser.parse_args()
    (ROOT / ARCHIVE).parent.mkdir(exist_ok=True)
    yalu = [sys.executable, "-m", "yalu", "--archive", str(ARCHIVE)]
    read = subprocess.run([*yalu, "read", "examples/archive"], cwd=ROOT, check=False).returncode
    load = subprocess.run([*yalu, "data", "load", "examples/data/prk-trade.csv"], cwd=ROOT, check=False).returncode
    if read or load or options.no_serve:
        return read or load
    try:
        return subprocess.run([*yalu, "serve", "--port", options.port], cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
