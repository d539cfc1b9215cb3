"""The demo: read the bundled archive, code it, print the report, serve it."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = Path("demo/demo.yalu")


def main() -> int:
    """Run the two commands a user would run; give the exit code of the first that fails."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-serve", action="store_true", help="end after the report")
    parser.add_argument("--port", default="8765")
    options = parser.parse_args()
    (ROOT / ARCHIVE).parent.mkdir(exist_ok=True)
    yalu = [sys.executable, "-m", "yalu", "--archive", str(ARCHIVE)]
    code = subprocess.run([*yalu, "read", "examples/archive"], cwd=ROOT, check=False).returncode
    if code or options.no_serve:
        return code
    try:
        return subprocess.run([*yalu, "serve", "--port", options.port], cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
