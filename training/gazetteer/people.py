"""Our own list of leaders, ministers and heads of organisations, with terms."""

from __future__ import annotations

from collections.abc import Iterator

from training.gazetteer.organisations import plain
from training.gazetteer.rows import NameRow, read_own


def own_people(names: dict[str, str]) -> Iterator[NameRow]:
    """Full names, aliases and surnames. `names` maps a code of ours to its canonical name.

    A surname marked "yes" is rare enough in news to stand alone; "no" and "titled" need a title or nationality; "never" is left out.
    """
    for row in read_own("people.csv"):
        code = plain(row["code"], names.get(row["code"], row["code"]))
        person = NameRow(row["person"], code, "person", row["role"], row["person"], row["from"], row["until"])
        yield person
        for alias in filter(None, row["aliases"].split(";")):
            yield person._replace(name=alias)
        if row["alone"] != "never" and row["surname"] != row["person"]:
            yield person._replace(name=row["surname"], form="surname" if row["alone"] == "yes" else "titled surname")
