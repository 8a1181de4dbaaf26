"""Libraries that only some measures need, loaded when one is asked for."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from servanda.errors import InputError


def extra(module: str, name: str) -> Any:
    """A module that an extra of the package brings.

    Raises:
        InputError: if it is not installed, with the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        library = module.partition(".")[0].replace("_", "-")
        raise InputError(f"{library} is not installed", where="analysis", mend=f'Install it with: pip install "servanda[{name}]"') from error
