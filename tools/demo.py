"""The demo: read the bundled archive, code it, print the report."""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ARCHIVE = Path("demo/demo.yalu")


def main() -> int:
    """Run the command a user would run; give its exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--no-serve", action="store_true", help="end after the report (always so until there is a site)"
    )
    parser.parse_args()
    (ROOT / ARCHIVE).parent.mkdir(exist_ok=True)
    yalu = [sys.executable, "-m", "yalu", "--archive", str(ARCHIVE)]
    return subprocess.run([*yalu, "read", "examples/archive"], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
