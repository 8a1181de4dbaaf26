"""Puts this folder and the repository on the import path: tests share builders (`from parsed import doc_from_rows`) and test `training` and `benchmarks`."""

import signal
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1])]

# A job that a shell starts in the background ignores Ctrl-C, and so would the commands that tests start and interrupt.
signal.signal(signal.SIGINT, signal.default_int_handler)
