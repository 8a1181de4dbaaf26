"""`servanda review`: goes through what needs a look, row by row, and takes a key for each."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer
from rich.text import Text

from servanda.commands.decide import Apply, Author, On, author_name, decision_day, finish, not_yet
from servanda.commands.screen import STOPPED, AsJson, Folder, complain, console, say, say_plain
from servanda.errors import FolderHeld, InputError, LookupFailed

if TYPE_CHECKING:
    from servanda.engines.deciding import Wish
    from servanda.records import Commitment
    from servanda.store import Ledger
    from servanda.views.looks import Asked

ListOnly = Annotated[bool, typer.Option("--list", help="Print what needs a look and ask nothing.")]

KEYS = {"a": "accept", "r": "reject", "m": "merge", "s": "split", "t": "status", "c": "correct", "n": "next", "u": "undo", "q": "quit"}
MOST_OFFERED = 9


class Back(Exception):
    """Raised where a person goes back from a question without an answer."""


def review(ledger: Folder, listed: ListOnly = False, author: Author = None, on: On = None, apply: Apply = True, as_json: AsJson = False) -> None:
    """Go through the rows that need a look, the most pressing first, and decide about each with one key.

    a accept · r reject · m merge with another row · s split a claim off · t set the status · c correct a field · n next · u undo · q quit

    Every decision asks for a reason and is on the disk before the next row is shown. What has been decided is not asked again.

    Where input is no terminal, answers are read line by line.

    \b
    Examples:
      servanda review out/
      servanda review out/ --author "J. Okoye" --on 2024-02-01
      servanda review out/ --list
      servanda review out/ --list --json
    """
    from servanda import api
    from servanda.store import Ledger

    opened = Ledger.open(ledger)
    queue = api.review_queue(opened)
    if listed or as_json:
        _print_list(opened, queue, as_json=as_json)
        return
    session = Session(opened, queue, author_name(author), decision_day(on))
    try:
        session.run()
    except KeyboardInterrupt as stop:
        complain(f"stopped. {session.tally()}; the same command goes on from here")
        raise typer.Exit(STOPPED) from stop
    say([Text(session.tally())])
    if session.changed:
        finish(ledger, apply=apply)


def _print_list(ledger: Ledger, queue: Sequence[Asked], *, as_json: bool) -> None:
    from servanda.views.exports.rows import plain
    from servanda.views.phrases import passed_over

    for asked in queue:
        if as_json:
            looks = [{"kind": look.kind, "text": look.text} for look in asked.looks]
            say_plain(json.dumps({"id": asked.row.commitment_id, "confidence": asked.confidence, "looks": looks, **plain(asked.row)}, ensure_ascii=False))
        else:
            say(_heading(asked))
    if not as_json:
        say([Text(passed_over(ruling), "dim") for ruling in ledger.rulings if ruling.row is None])
        say([Text(f"{len(queue)} to look at" if queue else "nothing needs a look")])


def _heading(asked: Asked) -> list[Text]:
    from servanda.views.phrases import deed, direction, standing

    row = asked.row
    line = Text(f"{row.display}  {direction(row.debtor, row.beneficiary)} {deed(row)}   {standing(row)}", "bold")
    return [line, *(Text(f"    {look.text}", "yellow") for look in asked.looks)]


class Session:
    """One sitting: where in the queue one is, and what has been decided. `changed` tells that the tables no longer show all decisions."""

    def __init__(self, ledger: Ledger, queue: Sequence[Asked], author: str, on: str) -> None:
        self.ledger, self.queue, self.author, self.on = ledger, queue, author, on
        self.at = 0
        self.made: list[int] = []  # the places in the queue of what was decided, in order
        self.changed = False

    def tally(self) -> str:
        """What has been done so far."""
        count = len(self.made)
        return f"{count} decision{'' if count == 1 else 's'} kept, {len(self.queue) - self.at} to look at"

    def run(self) -> None:
        """Ask about each row until the last, `quit` or the end of input."""
        if not self.queue:
            say([Text("nothing needs a look")])
        while self.at < len(self.queue):
            self._show(self.queue[self.at])
            try:
                if not self._answered():
                    return
            except EOFError:
                return

    def _show(self, asked: Asked) -> None:
        from servanda import api
        from servanda.views.why import why

        say([Text(), Text(f"{self.at + 1} of {len(self.queue)}", "dim"), *_heading(asked)])
        say(why(api.why_facts(self.ledger, asked.row.commitment_id, marks=console().color_system is None))[1:])

    def _answered(self) -> bool:
        """Take keys until the row is dealt with; False to end the sitting."""
        while True:
            action = KEYS.get(read_key("   ".join(f"{key} {word}" for key, word in KEYS.items())))
            try:
                if action == "quit":
                    return False
                if action == "undo":
                    self._undo()
                elif action == "next":
                    self.at += 1
                elif action is not None:
                    self._decide(action)
                else:
                    complain("keys: " + ", ".join(f"{key} {word}" for key, word in KEYS.items()))
                    continue
            except Back:
                say([Text("nothing decided", "dim")])
                continue
            except (FolderHeld, InputError, LookupFailed) as error:
                complain(str(error))
                continue
            return True

    def _decide(self, action: str) -> None:
        from servanda import api
        from servanda.views.phrases import decided

        row = self.queue[self.at].row
        wish = ASKED[action](self.ledger, row)
        reason = read_line("reason [checked]: ", "checked") if action == "accept" else read_line("reason: ")
        made = api.decide(self.ledger, wish, author=self.author, on=self.on, reason=reason)
        say([Text(f"{row.display}: {decided(made)}", "green"), *not_yet(self.ledger, made)])
        self.made.append(self.at)
        self.changed = True
        self.at += 1

    def _undo(self) -> None:
        from servanda import api
        from servanda.views.phrases import decided

        taken = api.take_back(self.ledger, self.author)
        self.changed = True
        self.at = self.made.pop() if self.made else self.at
        say([Text(f"taken back: {taken.target} {decided(taken)}", "green")])


def read_key(prompt: str) -> str:
    """One key, without Enter on a terminal; elsewhere the first letter of the next line. Raises EOFError at the end of input."""
    say([Text(prompt, "cyan")])
    if sys.stdin.isatty():
        return typer.getchar().casefold()
    return _next_line()[:1].casefold()


def read_line(prompt: str, default: str = "") -> str:
    """A line of words. Raises Back where it is empty and there is no default, EOFError at the end of input."""
    console().print(prompt, end="", style="cyan")
    words = (input() if sys.stdin.isatty() else _next_line()).strip()[:2000] or default
    if not words:
        raise Back
    return words


def _next_line() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.strip()


def choose(offered: Sequence[tuple[str, str]], prompt: str) -> str:
    """One of some things, by its number or in its own words; others may be typed where the ledger has them."""
    from servanda.views.terminal import shown

    say([Text(f"  {number}  {name}  {shown(words, 100)}") for number, (name, words) in enumerate(offered, 1)])
    answer = read_line(prompt)
    return offered[int(answer) - 1][0] if answer.isdecimal() and 0 < int(answer) <= len(offered) else answer


def _plain(action: Any) -> Callable[[Ledger, Commitment], Wish]:
    def ask(ledger: Ledger, row: Commitment) -> Wish:
        from servanda.engines.deciding import Wish

        return Wish(action, row.commitment_id)

    return ask


def _merge(ledger: Ledger, row: Commitment) -> Wish:
    from servanda.engines.deciding import Wish
    from servanda.views.phrases import deed, direction, standing

    rows = [other for other in ledger.commitments if other.commitment_id != row.commitment_id and set(other.debtor) & set(row.debtor)]
    rows.sort(key=lambda other: (other.agreement_id != row.agreement_id, other.action != row.action, other.display))
    offered = [(other.display, f"{direction(other.debtor, other.beneficiary)} {deed(other)}, {standing(other)}") for other in rows[:MOST_OFFERED]]
    return Wish("merge", row.commitment_id, other=choose(offered, "the same as (number or id): "))


def _split(ledger: Ledger, row: Commitment) -> Wish:
    from servanda.engines.deciding import Wish

    claims = ledger.claims_by_id(item.claim_id for item in row.evidence)
    documents = ledger.documents_by_id(claim.doc_id for claim in claims.values())
    offered = [(name, documents[claim.doc_id].text[claim.start : claim.end]) for name, claim in claims.items() if claim.doc_id in documents]
    return Wish("split", row.commitment_id, other=choose(offered, "split off (number or claim): "))


def _status(ledger: Ledger, row: Commitment) -> Wish:
    from servanda import api
    from servanda.engines.deciding import Wish
    from servanda.records import Status
    from servanda.views.statuses import statuses

    status = choose([(name, statuses()[name].change) for name in get_args(Status)], "status (number or name): ")
    since = api.day(read_line(f"since [{ledger.as_of}]: ", ledger.as_of), "since")
    return Wish("set", row.commitment_id, field="status", value=status, since=since)


def _correct(ledger: Ledger, row: Commitment) -> Wish:
    from servanda.engines.deciding import Wish
    from servanda.ledger.overrides import settable
    from servanda.views.listing import cell

    fields = [(name, cell(getattr(row, name))) for name in settable(type(row)) if name != "status"]
    field = choose(fields, "field (number or name): ")
    return Wish("set", row.commitment_id, field=field, value=read_line("value: "))


ASKED: dict[str, Callable[[Any, Any], Any]] = {
    "accept": _plain("accept"), "reject": _plain("reject"), "merge": _merge, "split": _split, "status": _status, "correct": _correct,
}  # fmt: skip
