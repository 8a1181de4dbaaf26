"""Which claims are events of the field: political actors on at least one side, and said of somebody that the words themselves name.

Event data is about political actors (PLOVER manual: states, their organs, organisations, opposition, armed and organised groups, and the
public where it protests or suffers violence). "People help me with the setup" names an act and two sides, and is none of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from servanda.coding.frames import Codes
from servanda.coding.tables import table, word_roles
from servanda.records import Illocution, Mention

PUBLIC = {"PROTEST", "ASSAULT", "COERCE", "MOBILIZE"}  # what the public does or suffers is an event whoever it is
GIVING_NOTICE = "064"  # CAMEO: information shared
PRIVATE_ROLES = {None, "CVL"}
PRONOUNS = {
    "i", "we", "you", "me", "us", "him", "her", "them", "it", "he", "she", "they", "who", "this", "that", "these", "those", "one",
    "everyone", "everybody", "somebody", "anybody",
}  # fmt: skip
TELLING_MORE = {"in", "of", "who", "with", "at", "on", "to", "across", "near", "from", "that", "not", "living", "travelling", "traveling", "planning"}
SAID_BY_OURSELVES = {"endorsement", "appeal", "denial", "performative", "commissive"}  # "we condemn": the words are the act


def is_political(mention: Mention) -> bool:
    """Whether a side is a political actor: known, a body, an armed group, or people in a public role."""
    if mention.text.lower() in PRONOUNS:
        return mention.code is not None
    return (bool(mention.code) and not is_individual(mention)) or mention.kind in {"group", "armed group", "person"} or mention.role not in PRIVATE_ROLES


def is_individual(mention: Mention) -> bool:
    """Whether a side is one person of whom the text tells the nationality alone, or a trade: a player, a singer."""
    return mention.kind == "person" and mention.code is not None and mention.role == "CVL"


def is_person(mention: Mention) -> bool:
    """Whether a side is one private person, by name."""
    return is_individual(mention) or (mention.kind == "person" and is_private(mention))


def is_private(mention: Mention) -> bool:
    """Whether a side is somebody without office or body: a name that no table knows, or people."""
    titled = any(word.lower() in word_roles("organs") for word in mention.text.split())  # "President Ana Lopez", of whatever state
    alone = mention.code is None or is_individual(mention)
    return alone and not titled and mention.kind not in {"group", "armed group", "organ"} and mention.role in PRIVATE_ROLES


def is_outlet(mention: Mention) -> bool:
    """Whether a side is a newspaper, agency or channel by name."""
    name = f" {mention.text} "
    return any(f" {outlet} " in name for outlet in table("party_nouns")["outlets"])


@cache
def nouns(row: str) -> frozenset[str]:
    """The nouns of a row of the table, singular and plural."""
    listed = table("party_nouns")[row]
    return frozenset({*listed, *(f"{noun}s" for noun in listed)})


def head_word(mention: Mention) -> str:
    """The last word of a mention before what tells more of it."""
    words = mention.text.lower().split()
    return next((words[at - 1] for at, word in enumerate(words) if at and word in TELLING_MORE), words[-1] if words else "").strip(",.")


def is_at_large(mention: Mention) -> bool:
    """Whether a side is the public at large, of no country: by the last word before what tells more of it."""
    return mention.code is None and head_word(mention) in nouns("at_large")


def is_onlooker(mention: Mention) -> bool:
    """Whether a side is people whose trade it is to foretell: what they warn of is not in their power."""
    return mention.code is None and head_word(mention) in nouns("onlookers")


def relevant(codes: Codes, illocution: Illocution, agents: Iterable[Mention], recipients: Iterable[Mention], named: bool, spoken: bool, outlet: str) -> Codes:
    """The codes, or none where the claim is no event of the field.

    `named`: the clause's own subject names who acts; `spoken`: the document is a transcript, whose pronouns stand for whoever was meant;
    `outlet` is the document's, in lower case.
    """
    if codes.plover is None:
        return codes
    agents, recipients = tuple(agents), tuple(recipients)
    if outlet and any(m.text.casefold() == outlet and m.code is None for m in (*agents, *recipients)):
        return Codes()  # the reporters' own calls and visits
    if spoken and not named and illocution not in SAID_BY_OURSELVES:
        return Codes()
    if codes.plover == "CONSULT" and any(m.role == "MED" or is_outlet(m) for m in recipients):
        return Codes()  # an interview
    if codes.plover in {"REQUEST", "THREATEN"} and recipients and all(is_at_large(m) for m in recipients) and not any(m.code for m in agents):
        return Codes()  # "police warned residents to stay indoors"
    if codes.cameo == GIVING_NOTICE and recipients and all(is_at_large(m) for m in recipients):
        return Codes()  # "informs the public of the following"
    if codes.plover == "THREATEN" and agents and all(is_onlooker(m) for m in agents):
        return Codes()  # "economists warned the government of a recession"
    if codes.plover not in PUBLIC and all(is_private(m) for m in (*agents, *recipients)):
        return Codes()  # "Baker recommended Watts": between private people
    if codes.plover in {"ASSAULT", "COERCE"} and any(map(is_individual, recipients or agents)) and all(map(is_person, (*agents, *recipients))):
        return Codes()  # "the player was arrested", "assaulted his wife": a private person, and by nobody told or another
    if codes.plover == "REQUEST" and agents and all(is_outlet(m) for m in agents):
        return Codes()  # what an outlet is said to ask, others ask in its report; it "called the race for" somebody
    if codes.plover in PUBLIC or any(is_political(m) for m in (*agents, *recipients)):
        return codes
    return Codes()
