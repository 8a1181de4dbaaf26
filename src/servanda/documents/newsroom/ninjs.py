"""IPTC ninjs 1 and 2: an item as a JSON object. Source of the names: IPTC, ninjs 1.4 and 2.1 schemas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from servanda.documents.newsroom.items import Item
from servanda.documents.newsroom.markup import paragraphs_of_html

_MARKS = frozenset({"pubstatus", "versioncreated", "body_text", "body_xhtml", "bodies", "headlines"})


def is_ninjs(row: Mapping[str, object]) -> bool:
    """Whether an object is an item of ninjs: it has a `uri` and a name that no other format uses."""
    return "uri" in row and not _MARKS.isdisjoint(row)


def _string(value: object) -> str | None:
    if isinstance(value, Mapping):
        value = value.get("name") or value.get("value") or value.get("literal")
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return value if isinstance(value, str) and value.strip() else None


def _members(row: Mapping[str, object], name: str) -> Iterator[Mapping[str, object]]:
    """The objects of a list, those of the main role first."""
    value = row.get(name)
    members = [member for member in value if isinstance(member, Mapping)] if isinstance(value, list) else []
    yield from sorted(members, key=lambda member: member.get("role") not in ("main", "body"))


def _first(row: Mapping[str, object], *names: str) -> str | None:
    """The first of the names that has a value; of a list of objects, that of its first."""
    for name in names:
        found = next((text for member in _members(row, name) if (text := _string(member))), None) or _string(row.get(name))
        if found:
            return found
    return None


def _text(row: Mapping[str, object]) -> str:
    plain = _first(row, "body_text")
    if plain:
        return plain
    for body in _members(row, "bodies"):
        words = _string(body.get("value"))
        if words:
            return paragraphs_of_html(words) if "html" in str(body.get("contenttype", "")) else words
    marked = _first(row, "body_xhtml", "body_html")
    return paragraphs_of_html(marked) if marked else ""


def read_ninjs(row: Mapping[str, object]) -> Item:
    """The item of a ninjs object, of version 1 (`headline`, `body_text`) or 2 (`headlines`, `bodies`)."""
    return Item(
        text=_text(row),
        guid=_first(row, "uri"),
        version=_first(row, "version"),
        status=_first(row, "pubstatus"),
        kind=_first(row, "type"),
        language=_first(row, "language"),
        outlets=(_first(row, "provider", "infosource", "infosources", "copyrightholder"),),
        title=_first(row, "headline", "headlines", "title", "name"),
        summary=_first(row, "description_text", "descriptions", "summary"),
        note=_first(row, "ednote", "editnote"),
        dateline=_first(row, "dateline"),
        first_created=_first(row, "firstcreated"),
        created=_first(row, "contentmodified", "contentcreated"),
        version_created=_first(row, "versioncreated"),
    )
