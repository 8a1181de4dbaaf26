"""A promise that falls due in parts: "30 million in June, 25 million in July and the rest by December" makes one claim a part.

Each part is owed by its own day and can be kept or missed by itself, so that the ledger needs a row for each.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

import msgspec

from servanda.coding.ahead import not_before
from servanda.coding.arguments import Particulars
from servanda.coding.claims import claim_id
from servanda.coding.situation import PROMISES
from servanda.language.grammar.numbers import number_words
from servanda.records import Claim, Deadline, Quantity

_REACH = 80  # characters between an amount and the words that say when it falls due
_NEXT = re.compile(
    r"\s{0,3}[,;]?\s{0,3}(?:(?:and|then|plus|with)\s{1,3}){0,2}(?:(?:a further|another|a final|the final|the last|a last|the remaining)\s{1,3})?"
)
_REST = re.compile(r"\s{0,3}[,;]?\s{0,3}and\s{1,3}(?:all\s{1,3})?the\s{1,3}(?:rest|remainder|balance)\b")
_YEAR = re.compile(r"\b[0-9]{4}\b")

_GOES = re.compile(r"instal?lments|tranches|payments|parts|lots|batches|groups|rounds|stages")
_EQUAL = re.compile(rf"\b([a-z]{{2,9}}|[0-9]{{1,2}})\s(?:equal\s|monthly\s|annual\s)?(?:{_GOES.pattern})\b")
_OF = re.compile(r"\s{1,2}of\s{1,2}")
_RANKED = re.compile(r"\b(?:the|a|another) (?:first|second|third|fourth|fifth|last|final)\b")  # parts counted one by one
_EACH = re.compile(r"\b(?:each|every|respectively)\b")
_LISTED = re.compile(r"\s{0,3}[,;]?\s{0,3}(?:and\s{1,3})?(?:by\s{1,3})?")  # between the days of a list
_FAR = 300  # characters of a clause in which the number of its instalments stands

_BACK = 600  # characters before such a sentence in which the whole is promised
_SAME = 0.02  # share of the whole by which the sum of rounded parts may miss it

Part = tuple[Quantity | None, Deadline]


def in_instalments(claim: Claim, particulars: Particulars) -> list[Claim]:
    """The claim as one for each dated part of what it promises; itself alone where it promises no such list."""
    if claim.illocution not in PROMISES:
        return [claim]
    if (whole := _whole(claim, particulars)) is not None:
        return [whole]
    ways = (_parts, _shared_out, _equal_parts, _each_time)
    parts = next((found for way in ways if len(found := way(claim, particulars)) > 1), [])
    if not parts:
        return [claim]
    return [_part(claim, place, quantity, due) for place, (quantity, due) in enumerate(parts)]


def _whole(claim: Claim, particulars: Particulars) -> Claim | None:
    """ "Six million euros in three equal instalments falling due on 1 April, 1 July and 1 October": one duty, done when the last part has been paid; parts that
    are counted one by one ("the first by 1 April, the second by ...") or of which only the size is told are duties of their own."""
    summed = _summed(claim, particulars)
    if summed is not None:
        return summed
    parts = _equal_parts(claim, particulars)
    match = _EQUAL.search(particulars.document.text, claim.start, min(claim.sentence_end, claim.start + _FAR))
    if len(parts) < 2 or claim.quantity is None or match is None or _RANKED.search(particulars.document.text, match.end(), claim.sentence_end):
        return None
    made_up = sum(q.value for q, _ in parts if q is not None)
    if abs(made_up - claim.quantity.value) > _SAME * claim.quantity.value:
        return None
    return msgspec.structs.replace(claim, deadline=parts[-1][1])


def _summed(claim: Claim, particulars: Particulars) -> Claim | None:
    """ "Will pay them off in four instalments of 45 million each, on the last day of June, July and ...": what they make up, due with the last."""
    text, end = particulars.document.text, claim.sentence_end
    match = _EQUAL.search(text, claim.start, min(end, claim.start + _FAR)) if claim.quantity is None else None
    each = next(iter(particulars.quantities_in(match.end(), end)), None) if match else None
    if match is None or each is None or not _OF.fullmatch(text[match.end() : each.start]) or " each" not in text[each.end or 0 : end][:12]:
        return None
    number = int(match[1]) if match[1].isdigit() else number_words("small").get(match[1].lower(), 0)
    if number < 2:
        return None
    days = [t for t in particulars.times_in(each.end or 0, claim.sentence_end) if t.last is not None]
    due = (_due(particulars, days[-1].start or 0, claim.sentence_end, []) if days else None) or claim.deadline
    return msgspec.structs.replace(claim, quantity=msgspec.structs.replace(each, value=each.value * number), parts=(), deadline=due)


@lru_cache(maxsize=8)
def _speaks_of_goes(text: str) -> bool:
    """Whether a text has one of the nouns without which nothing in it falls due in equal parts."""
    return _GOES.search(text) is not None


def scheduled(claims: list[Claim], bounds: tuple[int, int], particulars: Particulars) -> list[Claim]:
    """A document's claims so far, the promise before a sentence that only says by when its parts fall due as one claim for each: "Borea will send 90
    lorries. They are to come in three lots of 30 each, the first by 1 May, the second by ..."."""
    match = _EQUAL.search(particulars.document.text, *bounds) if _speaks_of_goes(particulars.document.text) else None
    if match is None or any(c.illocution in PROMISES and c.quantity is not None and c.sentence_start == bounds[0] for c in claims):
        return claims
    before = [i for i, c in enumerate(claims) if c.illocution in PROMISES and c.quantity is not None and bounds[0] - _BACK < c.start < bounds[0]]
    for index in reversed(before):
        model = claims[index]
        parts = _in_equal_parts(model, match, bounds[1], particulars)
        whole = sum(q.value for q, _ in parts if q is not None)
        if len(parts) > 1 and model.quantity is not None and abs(whole - model.quantity.value) < _SAME * model.quantity.value:
            made = [_part(model, place, quantity, due) for place, (quantity, due) in enumerate(parts)]
            placed = [msgspec.structs.replace(c, sentence_start=bounds[0], sentence_end=bounds[1], start=bounds[0], end=bounds[1]) for c in made[1:]]
            return [*claims[:index], made[0], *placed, *claims[index + 1 :]]
    return claims


def _part(claim: Claim, place: int, quantity: Quantity | None, due: Deadline) -> Claim:
    """The claim of one part; equal parts share the words of their amount, never those of their day."""
    name = claim.claim_id if place == 0 else claim_id(claim.doc_id, due.start or 0, claim.illocution, claim.frame)
    return msgspec.structs.replace(claim, claim_id=name, quantity=quantity, parts=(), deadline=due)


def _parts(claim: Claim, particulars: Particulars) -> list[Part]:
    """The amounts of one unit that follow one another behind the clause's first word, each with its day."""
    text, end = particulars.document.text, claim.sentence_end
    amounts = [q for q in particulars.quantities_in(claim.start, end) if q.unit and not particulars.dated(q)]
    first = next((i for i, q in enumerate(amounts) if claim.quantity is None or q.start == claim.quantity.start), len(amounts))
    found: list[Part] = []
    behind = -1  # where the last part's day ends
    for place in range(first, len(amounts)):
        quantity = amounts[place]
        if found and (quantity.unit != amounts[first].unit or not _NEXT.fullmatch(text[behind : quantity.start])):
            break
        until = min(amounts[place + 1].start or end if place + 1 < len(amounts) else end, (quantity.end or 0) + _REACH)
        due = _due(particulars, quantity.end or 0, until, found)
        if due is None:
            if found or claim.quantity is not None:
                break
            continue
        found.append((quantity, due))
        behind = due.end or 0
    rest = _REST.match(text, behind) if found else None
    due = _due(particulars, rest.end(), min(end, rest.end() + _REACH), found) if rest else None
    return [*found, (None, due)] if due else found


def _shared_out(claim: Claim, particulars: Particulars) -> list[Part]:
    """ "46 maps, 26 of them by 31 March and 20 by 30 June": parts that make up the whole named before them, each with its day."""
    whole, end = claim.quantity, claim.sentence_end
    if whole is None or whole.end is None:
        return []
    behind = [q for q in particulars.quantities_in(whole.end, end) if not particulars.dated(q)]
    shares = [q for q in behind if q.unit in ("", whole.unit)]
    found: list[Part] = []
    for place, share in enumerate(shares):
        until = min(shares[place + 1].start or end if place + 1 < len(shares) else end, (share.end or 0) + _REACH)
        due = _due(particulars, share.end or 0, until, found)
        if due is None:
            return []
        found.append((msgspec.structs.replace(share, unit=whole.unit), due))
    return found if sum(q.value for q, _ in found if q is not None) == whole.value else []


def _equal_parts(claim: Claim, particulars: Particulars) -> list[Part]:
    """ "In three instalments of 4 million dollars each, on 15 January, 15 February and 15 March": as many days as parts."""
    end = claim.sentence_end
    match = _EQUAL.search(particulars.document.text, claim.start, min(end, claim.start + _FAR))
    return _in_equal_parts(claim, match, end, particulars)


def _each_time(claim: Claim, particulars: Particulars) -> list[Part]:
    """ "For each of them Norland sends 20 boats, due by 15 May, 15 July and 15 September": the whole amount on each of the days listed."""
    text, end = particulars.document.text, claim.sentence_end
    if claim.quantity is None or not _EACH.search(text, claim.sentence_start, end):
        return []
    times = [t for t in particulars.times_in(claim.quantity.end or 0, end) if t.precision == "day"]
    gaps = [text[a.end or 0 : b.start] for a, b in pairwise(times)]
    if len(times) < 2 or not all(_LISTED.fullmatch(gap) for gap in gaps):
        return []
    found: list[Part] = []
    for time in times:
        due = _due(particulars, time.start or 0, end, found)
        if due is not None:
            found.append((claim.quantity, due))
    return found


def _in_equal_parts(claim: Claim, match: re.Match[str] | None, end: int, particulars: Particulars) -> list[Part]:
    """As many days behind the words for the parts as these count, each with its amount."""
    text = particulars.document.text
    days = particulars.times_in(match.end(), end) if match else []
    word = match[1].lower() if match else ""
    number = int(word) if word.isdigit() else number_words("small").get(word, 0)
    if match is None or claim.quantity is None or len(days) != number or number < 2:
        return []
    told = next(iter(particulars.quantities_in(match.end(), days[0].start or 0)), None)
    each = told if told is not None and " each" in text[match.end() : days[0].start] else None
    amount = each or msgspec.structs.replace(claim.quantity, value=claim.quantity.value / number)
    found: list[Part] = []
    for day in days:
        due = _due(particulars, day.start or 0, end, found)
        if due is not None:
            found.append((amount, due))
    return found


def _due(particulars: Particulars, start: int, end: int, before: list[Part]) -> Deadline | None:
    """The first deadline or date between two offsets; a day without a year comes after those of the parts before it."""
    deadlines = [d for d in particulars.deadlines_in(start, end) if d.kind in ("date", "relative")]
    times = [t for t in particulars.times_in(start, end) if t.last is not None]
    if deadlines and (not times or (deadlines[0].start or 0) <= (times[0].start or 0)):
        due = deadlines[0]
    elif times:
        due = Deadline(kind="date", date=times[0].last, start=times[0].start, end=times[0].end, text=times[0].text)
    else:
        return None
    earliest = next((d.date for _, d in reversed(before) if d.date is not None), (particulars.document.published or "")[:10])
    if due.date is not None and earliest and due.date < earliest and not _YEAR.search(due.text):
        due = msgspec.structs.replace(due, date=not_before(due.date, earliest))
    return due
