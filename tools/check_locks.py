"""Fail when a lock file names an address, an index or a folder: it must install behind any mirror."""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_BAD = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host|file:|\"resolved\"")


def main() -> int:
    """Print each bad line; give 1 when there is one."""
    paths = [*sorted((ROOT / "requirements").glob("*.txt")), *ROOT.glob("**/package-lock.json")]
    paths = [path for path in paths if ".venv" not in path.parts and "node_modules" not in path.parts]
    bad = [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if _BAD.search(line)
    ]
    print("\n".join(bad) if bad else f"{len(paths)} lock files name no address")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
