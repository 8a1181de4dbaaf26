"""Which party of a document a mark names."""

from __future__ import annotations

from servanda.coding.parties import Parties

LEAST = 0.6  # of a name's characters that one known inside it must have
SHORTEST = 5  # characters of a name by a part of which a party is known


def codes_of_party(party: str, parties: Parties) -> frozenset[str]:
    """The codes of the parties that a mark names; those that the coder does not know are left out."""
    found = (code_of(one.strip(), parties) for one in party.split(" + "))
    return frozenset(code for code in found if code is not None)


def code_of(name: str, parties: Parties) -> str | None:
    """The code of one party: as the text names it, as the gazetteer does, by a part of a name that only the text has."""
    plain = name.lower().removeprefix("the ")
    if plain in {"", "-"}:
        return None
    named = [(m.code, m.text.lower().removeprefix("the "), (m.name or "").lower(), m.kind) for m in parties.mentions if m.code]
    as_named = [code for code, text, own, _ in named if plain in {text, own}]
    known = [m.code for m in parties.gazetteer.find(name) if m.code and m.end - m.start >= LEAST * len(plain)][:1]
    part = [code for code, text, _, kind in named if kind != "state" and len(text) >= SHORTEST and (plain in text or text in plain)]
    return next((min(codes) for codes in (as_named, known, part) if codes), None)
