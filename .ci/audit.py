"""Asks pip-audit whether anything installed has a known vulnerability.

One that a newer version mends fails the check; one without a mend is printed. Where the index cannot be asked, nothing is known, and that is said.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

SECONDS = 180
COMMAND = (sys.executable, "-m", "pip_audit", "--local", "--skip-editable", "--progress-spinner", "off", "--timeout", "20", "--format", "json")


def verdict(report: str) -> tuple[list[str], bool]:
    """What to print of a report, and whether something in it can be mended. Raises ValueError for what is no report."""
    lines, mendable = [], False
    found = json.loads(report)
    if not isinstance(found, dict) or "dependencies" not in found:
        raise ValueError("no report of pip-audit")
    for package in found["dependencies"]:
        for hole in package.get("vulns", ()):
            mends = hole["fix_versions"]
            lines.append(f"{package['name']} {package['version']}: {hole['id']}, " + (f"mended in {', '.join(mends)}" if mends else "no mend yet"))
            mendable = mendable or bool(mends)
    return lines or [f"No known vulnerability in {len(found['dependencies'])} packages."], mendable


def main(command: Sequence[str] = COMMAND, seconds: float = SECONDS) -> int:
    """The check; 1 where a vulnerability can be mended."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=seconds, check=False)
        lines, mendable = verdict(done.stdout)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        print("Known vulnerabilities were not looked for: the index of packages cannot be asked from here.")
        return 0
    print("\n".join(lines))
    if mendable:
        print("Update them: make lock")
    return int(mendable)


if __name__ == "__main__":
    sys.exit(main())
