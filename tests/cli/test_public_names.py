"""What `import servanda` gives, and nothing else."""

from __future__ import annotations

import pytest

import servanda
from servanda.errors import ServandaError

PUBLIC = [
    "InputError", "Ledger", "LookupFailed", "PipelineError", "ServandaError", "StoreError", "TableError", "__version__", "analyse", "build",
    "code", "export", "language",
]  # fmt: skip


def test_the_public_names_are_these() -> None:
    assert servanda.__all__ == PUBLIC
    assert set(PUBLIC) <= set(dir(servanda))


@pytest.mark.parametrize("name", PUBLIC)
def test_each_public_name_is_there(name: str) -> None:
    assert getattr(servanda, name) is not None


def test_errors_have_one_base_and_other_names_do_not_exist() -> None:
    assert all(issubclass(getattr(servanda, name), ServandaError) for name in PUBLIC if name.endswith(("Error", "Failed")))
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        servanda.nonsense  # noqa: B018
