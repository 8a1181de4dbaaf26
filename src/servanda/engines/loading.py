"""How an engine gets its coder: something that every worker process can call for itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from servanda.profiling import stage
from servanda.records import Coded, Document


class CoderLike(Protocol):
    """What an engine needs of a coder: `version` changes whenever the same document could be coded differently."""

    @property
    def version(self) -> str: ...

    def code(self, documents: Iterable[Document]) -> Iterator[Coded]: ...


LoadCoder = Callable[[], CoderLike]


@dataclass(frozen=True)
class CoderLoader:
    """Loads the coder with a pipeline, actors and frames of the user's; can be sent to another process."""

    pipeline: str | None = None
    actors: tuple[Path, ...] = ()
    frames: tuple[Path, ...] = ()

    def from_anywhere(self) -> CoderLoader:
        """The same with whole paths, for processes that do not run in this folder."""
        pipeline = str(Path(self.pipeline).absolute()) if self.pipeline and Path(self.pipeline).is_dir() else self.pipeline
        return CoderLoader(pipeline, tuple(path.absolute() for path in self.actors), tuple(path.absolute() for path in self.frames))

    @stage("loading")
    def __call__(self) -> CoderLike:
        from servanda.coding import Coder  # here, so that reading a ledger loads no language model

        return Coder.load(pipeline=self.pipeline, actors=self.actors, frames=self.frames)
