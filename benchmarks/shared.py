"""Where the marked texts and the rulers lie that the benchmarks need but the repository does not hold."""

from __future__ import annotations

import os
import sys
from pathlib import Path

VARIABLE = "SERVANDA_SHARED"
BESIDE = Path(__file__).resolve().parents[2] / "shared"


def shared_folder() -> Path | None:
    """The folder of shared texts: named by the environment, else beside the repository; None, with a message, where there is none."""
    folder = Path(os.environ.get(VARIABLE) or BESIDE)
    if (folder / "score").is_dir():
        return folder
    print(f"Nothing measured: no shared texts in {folder}. Name their folder with {VARIABLE}=/path/to/shared", file=sys.stderr)
    return None
