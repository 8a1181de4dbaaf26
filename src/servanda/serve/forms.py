"""The form by which a decision is made in the browser: what it offers about a row, and what is sent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args
from urllib.parse import parse_qsl

import msgspec

from servanda.errors import LookupFailed, RequestError
from servanda.ledger.decisions import row_id
from servanda.ledger.overrides import settable
from servanda.records import Agreement, Claim, Commitment, Record, Status
from servanda.serve.current import Edition
from servanda.serve.shapes import DecisionBody
from servanda.store.tables import DERIVED
from servanda.views.explanation import Witness
from servanda.views.phrases import deed, direction, standing

FORM = "application/x-www-form-urlencoded"
MOST_FIELDS = 30
MOST_OFFERED = 300  # other rows that the form suggests to merge with
MOST_WITNESSES = 20


class DecisionForm(Record, frozen=True):
    """What the form sends. `choice` is an action, or "status" for setting one."""

    id: str = ""
    token: str = ""
    choice: str = ""
    author: str = ""
    reason: str = ""
    merge: str = ""
    split: str = ""
    status: str = ""
    since: str = ""
    field: str = ""
    value: str = ""

    def body(self) -> DecisionBody:
        """The decision that it asks for.

        Raises:
            RequestError: if something needed is missing or does not fit.
        """
        asked: dict[str, Any] = {"action": self.choice, "target": self.id, "author": self.author.strip(), "reason": self.reason.strip()}
        match self.choice:
            case "status":
                asked |= {"action": "set", "field": "status", "value": self.status, "since": self.since or None}
            case "set":
                asked |= {"field": self.field, "value": self.value.strip()}
            case "merge":
                asked |= {"other": self.merge.strip()}
            case "split":
                asked |= {"other": self.split}
            case "accept" | "reject":
                pass
            case _:
                raise RequestError("nothing is chosen", status=422, where="form", mend="Choose what is to be done with the row")
        for name in ("author", "reason"):
            if not asked[name]:
                raise RequestError(f"the {name} is missing", status=422, where="form", mend="Say who decides, and why: both are kept with the decision")
        try:
            return msgspec.convert(asked, DecisionBody)
        except msgspec.ValidationError as error:
            raise RequestError(str(error), status=422, where="form", mend="Fill in what the choice needs") from error


def read_form(kind: str, content: bytes) -> DecisionForm:
    """A form as a browser sends it; fields that are not ours are left out.

    Raises:
        RequestError: if it is of another type, or has too many fields.
    """
    if kind.partition(";")[0].strip().lower() != FORM:
        raise RequestError(f"the body must be {FORM}", status=415, where="Content-Type", mend="Send the form from its page")
    try:
        pairs = parse_qsl(content.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError as error:
        raise RequestError("the form has too many fields", status=422, where="form", mend="Send the form from its page") from error
    return DecisionForm(**{name: value for name, value in pairs if name in DecisionForm.__struct_fields__})


@dataclass(frozen=True)
class Offered:
    """What can be decided about a row: its heading, how it stands, the words it rests on, and what the form suggests."""

    table: str
    id: str
    display: str
    heading: str
    standing: str
    address: str
    witnesses: tuple[Witness, ...]
    fields: tuple[str, ...]
    others: tuple[tuple[str, str], ...]
    statuses: tuple[str, ...]
    choices: tuple[str, ...]


def row_offered(edition: Edition, wanted: str) -> Offered:
    """What the form offers about the row with an id.

    Raises:
        LookupFailed: if there is none about which a decision can be made.
    """
    table, row = edition.find(wanted)
    if table not in DERIVED and not isinstance(row, Claim):
        raise LookupFailed(f"about a row of {table} nothing can be decided", mend="Decide about a commitment, an agreement or another row drawn from claims")
    told = edition.explanation(table, row)
    witnesses = tuple(dict.fromkeys(witness for step in told.steps for witness in step.witnesses)) + told.rests_on
    others = tuple((other.display, heading_of(other)) for other in getattr(edition.tables, table, ()) if other != row)[:MOST_OFFERED]
    choices = ["reject"] if isinstance(row, Claim) else ["accept", "reject", *(["status"] if isinstance(row, Commitment) else []), "set", "merge", "split"]
    return Offered(
        table=table, id=row_id(row), display=told.display, heading=heading_of(row), standing=standing(row) if isinstance(row, Commitment) else "",
        address=edition.site.links.of(row), witnesses=witnesses[:MOST_WITNESSES],
        fields=() if isinstance(row, Claim) else tuple(name for name in settable(type(row)) if name != "status"), others=others, statuses=get_args(Status),
        choices=tuple(choice for choice in choices if not (choice == "merge" and not others) and not (choice == "split" and len(witnesses) < 2)),
    )  # fmt: skip


def heading_of(row: Any) -> str:
    """A row in one line."""
    if isinstance(row, Commitment):
        return f"{direction(row.debtor, row.beneficiary)} {deed(row)}"
    if isinstance(row, Agreement):
        return f"{row.title} ({direction(row.parties, ())})"
    if isinstance(row, Claim):
        return f"{row.illocution}: {row.action}"
    return next((str(getattr(row, name)) for name in ("gist", "content", "field", "stance") if getattr(row, name, "")), "")
