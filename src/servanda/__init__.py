"""Servanda keeps the ledger of international relations from news items and official statements.

import servanda
ledger = servanda.build("articles/", "out")
for commitment in ledger.commitments:
    print(commitment.display, commitment.debtor, commitment.action, commitment.object, commitment.status)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from servanda import language
    from servanda.analysis import analyse
    from servanda.api import build, code, export
    from servanda.errors import InputError, LookupFailed, PipelineError, ServandaError, StoreError, TableError
    from servanda.store import Ledger

    __version__: str

__all__ = [
    "InputError",
    "Ledger",
    "LookupFailed",
    "PipelineError",
    "ServandaError",
    "StoreError",
    "TableError",
    "__version__",
    "analyse",
    "build",
    "code",
    "export",
    "language",
]

# Where each public name lives. They are imported when first asked for, so that `import servanda` loads nothing heavy.
_HOMES = dict.fromkeys(("build", "code", "export"), "servanda.api")
_HOMES |= dict.fromkeys(("InputError", "LookupFailed", "PipelineError", "ServandaError", "StoreError", "TableError"), "servanda.errors")
_HOMES |= {"Ledger": "servanda.store", "analyse": "servanda.analysis"}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return import_module("importlib.metadata").version("servanda")
    if name == "language":
        return import_module("servanda.language")
    if name not in _HOMES:
        raise AttributeError(f"module 'servanda' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
