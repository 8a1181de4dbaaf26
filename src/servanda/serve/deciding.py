"""Decisions made in the browser: on the disk before they are answered, carried out behind the answer.

A decision is written down while the folder is held, so that no build of another process comes between. Then one thread derives the tables
anew, all decisions that have come in by then at once; who reads meanwhile sees the ledger as it was.
"""

from __future__ import annotations

import threading
from contextlib import ExitStack
from pathlib import Path

from servanda import api
from servanda.engines.building import rebuild_held
from servanda.errors import FolderHeld, ServandaError
from servanda.records import Decision
from servanda.store import Folder, Ledger
from servanda.store.decisions import read_file

PATIENCE = 3.0  # seconds that an answer waits for the tables, so that a small ledger shows the decision at once
AGAIN = 1.0  # seconds until the folder is tried again when another process builds in it


class Decider:
    """Writes decisions down and derives the tables anew. Safe to call from several threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.trouble: str = ""  # why the tables could not be derived; "" where they could
        self._turn = threading.Lock()  # one decision at a time
        self._ours = False  # whether this process holds the folder, for deriving
        self._wanted = self._tried = self._derived = 0
        self._change = threading.Condition()
        self._stopped = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def pending(self) -> bool:
        """Whether decisions wait to be carried out."""
        return self._derived < self._wanted

    def decide(self, wish: api.Wish, *, author: str, on: str, reason: str) -> Decision:
        """Write one decision down.

        Raises:
            FolderHeld: if another process builds in the folder, saying which.
            LookupFailed: if the ledger has no such row.
            InputError: if the decision cannot be carried out, or lacks author or reason.
            StoreError: if it cannot be written.
        """
        with self._turn:
            decision = api.decide(Ledger.open(self.folder), wish, author=author, on=on, reason=reason, held=self._ours)
        self.derive_anew()
        return decision

    def derive_anew(self) -> None:
        """Have the tables derived anew behind the caller."""
        with self._change:
            self._wanted += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="servanda-deciding", daemon=True)
                self._thread.start()
            self._change.notify_all()

    def carried_out(self, seconds: float = PATIENCE) -> bool:
        """Waits a moment; whether everything decided until now is in the tables."""
        wanted = self._wanted
        with self._change:
            self._change.wait_for(lambda: self._tried >= wanted, seconds)
            return self._derived >= wanted

    def made(self) -> tuple[Decision, ...]:
        """All decisions of the folder.

        Raises:
            TableError: naming the line of the file that does not fit.
        """
        return read_file(self.folder).decisions

    def _run(self) -> None:
        while not self._stopped.is_set():
            with self._change:
                self._change.wait_for(lambda: self.pending or self._stopped.is_set())
                wanted = self._wanted
            if self._stopped.is_set():
                return
            try:
                self._derive()
            except FolderHeld as error:
                self._settle(wanted, str(error), done=False)  # the build may have read the decisions before: derived again after it
                self._stopped.wait(AGAIN)
            except ServandaError as error:
                self._settle(wanted, str(error))
            except Exception as error:  # the thread must live for the next decision, whatever ended this one
                self._settle(wanted, f"the tables could not be derived anew ({type(error).__name__})")
            else:
                self._settle(wanted, "")

    def _derive(self) -> None:
        with ExitStack() as hold:
            with self._turn:
                held = hold.enter_context(Folder.hold(self.folder))
                self._ours = True
            try:
                rebuild_held(held)
            finally:
                with self._turn:
                    self._ours = False
                    hold.close()

    def _settle(self, tried: int, trouble: str, *, done: bool = True) -> None:
        with self._change:
            self._tried, self.trouble = tried, trouble
            if done:
                self._derived = tried
            self._change.notify_all()

    def close(self) -> None:
        """Wait for what is being derived, and stop. What was decided stays on the disk, for the next build."""
        self._stopped.set()
        with self._change:
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join()
