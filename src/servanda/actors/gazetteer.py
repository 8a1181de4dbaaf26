"""The gazetteer: who is named in a text, as of a day.

text -> folded text -> hits (scanning) -> parties with offices and persons (joining, terms) -> Mentions
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from servanda.actors.contexts import Contexts, load_contexts
from servanda.actors.custom import CustomNames, read_custom
from servanda.actors.folding import fold
from servanda.actors.joining import Joiner
from servanda.actors.organs import Organ, Organs, joined_code, load_organs
from servanda.actors.scanning import Scanner
from servanda.actors.tables import Actor, Name, read_actors, read_members, read_names
from servanda.records import Mention, MentionKind


class Gazetteer:
    """Names of parties compiled for search. Immutable after loading; safe to share between threads."""

    def __init__(
        self,
        actors: Mapping[str, Actor],
        names: Iterable[Name],
        members: Mapping[str, tuple[str, ...]],
        organs: Organs,
        contexts: Contexts,
        custom: CustomNames,
    ) -> None:
        rows = list(names)
        self._actors = dict(actors)
        self._members = dict(members)
        self._capitals = {(fold(row.name).lower(), row.code) for row in rows if row.form == "capital"}
        self._scanner = Scanner(rows, contexts, custom.names)
        self._organs = organs.extended(custom.agents) if custom.agents else organs
        self.custom_offices = {words: organ for words, organ in self._organs.phrases.items() if organ.code}  # few users give any
        self._joiner = Joiner(self._actors, self._organs, contexts)

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> Gazetteer:
        """The shipped tables with the custom ones of `extra` before them. Raises TableError for a bad custom table."""
        return cls(read_actors(), read_names(), read_members(), load_organs(), load_contexts(), read_custom(extra))

    def find(self, text: str, on: datetime.date | None = None) -> list[Mention]:
        """Mentions in `text`, longest, not overlapping, left to right; offsets into `text`.

        `on` is the day as of which leaders are resolved (usually the day of publication); None takes those in office today.
        Articles and the possessive "'s" lie outside the spans.
        """
        folded = fold(text)
        return self._joiner.mentions(text, folded, self._scanner.hits(folded), on.isoformat() if on else "")

    def name(self, code: str) -> str:
        """The canonical name of a code; the code itself where no table knows it."""
        actor = self._actors.get(code)
        return actor.name if actor else code

    def members(self, code: str) -> tuple[str, ...]:
        """Codes of the members of an organisation or group, sorted; () for others."""
        return self._members.get(code, ())

    def kind(self, code: str) -> MentionKind | None:
        """The kind of the party; None where no table knows the code."""
        actor = self._actors.get(code)
        return actor.kind if actor else None

    def office(self, words: str) -> Organ | None:
        """The row of an office, body or role noun of a custom table ("minister", "police"); None for others."""
        return self.custom_offices.get(words)

    def of_party(self, code: str, organ: Organ | None) -> str:
        """The code of an office of the party: with the office's custom code, else the party's own."""
        return joined_code(code, organ) if organ is not None else code

    def is_capital(self, mention: Mention) -> bool:
        """Whether the words are a capital's name, which may mean the government or only the place."""
        return (fold(mention.text).lower(), mention.code or "") in self._capitals
