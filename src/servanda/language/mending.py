"""Parses set right where the words around a token rule out what the parser took it for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from servanda.language.parsed import Token

SHARES = {"all", "most", "some", "many", "half", "both", "none", "each"}
EXPLETIVES = {"it", "this", "that"}  # "it is right to ask"
WITH_INFINITIVE = (  # how verbs begin that take one, in all their forms, since lemmas are not known yet
    "agree", "began", "begin", "begun", "choos", "chose", "commit", "continu", "decid", "declin", "fail", "intend", "offer", "plan", "pledg", "prepar",
    "promis", "refus", "resolv", "seek", "sought", "start", "swear", "swor", "threaten", "undert", "volunteer", "vow",
)  # fmt: skip
ASKING = ("call", "appeal", "urg", "ask", "request", "demand", "plead", "beg", "implor", "invit", "encourag", "exhort", "press", "remind", "warn")  # likewise
WANTING = "want"  # "wants the captives returned"
MAKING = ("sign", "conclud", "initial", "ratif", "reach", "negotiat", "struck", "adopt", "approv")  # how verbs begin of which an agreement is the object
TELLING = ("inform", "tell", "told", "assur", "notif", "remind", "warn")  # how verbs begin that take "that" behind the one told
FINITE = {"VBZ", "VBD", "VBP"}
FAR = 30  # tokens within which an argument of a verb is looked for


def mended(tokens: list[Token], heads: list[int]) -> list[int]:
    """Heads and labels with what the words around them rule out set right: parsers hang a verb's infinitive on a noun that stands between ("undertook in an
    annex to send"), take a clause behind a verb for its subject ("gave its word not to send"), a clause that says what a noun means for a relative
    one ("an undertaking that the sum be paid"), and a verb that may be a noun for one ("undertakes to license")."""
    for token in tokens:
        head = tokens[heads[token.i]]
        if token.dep_ == "csubj" and token.i > head.i:
            before = [t for t in tokens[max(0, head.i - FAR) : head.i] if heads[t.i] == head.i]
            if any(t.dep_ == "nsubj" and t.lower_ not in EXPLETIVES for t in before):
                token.dep_ = "xcomp" if token.tag_ == "VB" else "ccomp"
            elif token.tag_ == "VB" and head.tag_ in FINITE and head.lower_.startswith(ASKING) and (it := next((t for t in before if t.dep_ == "expl"), None)):
                it.dep_, token.dep_ = "nsubj", "xcomp"  # "it calls upon the other side to pay": who calls
        elif token.dep_ == "acl:relcl":
            opened = next((t for t in tokens[head.i + 1 : token.i] if t.lower_ == "that" and heads[t.i] == token.i), None)
            token.dep_ = "acl" if opened is not None and opened.dep_ == "mark" else token.dep_
            verb = tokens[heads[head.i]]
            if opened is not None and verb.i < head.i and verb.lower_.startswith(TELLING) and has_subject(tokens, heads, token, opened):
                heads[token.i], token.dep_, opened.dep_ = verb.i, "ccomp", "mark"
        elif token.dep_ == "nsubj" and head.dep_ == "xcomp" and head.tag_ == "VBN" and token.i < head.i and tokens[heads[head.i]].lower_.startswith(WANTING):
            token.dep_, heads[token.i] = "obj", heads[head.i]
        elif token.dep_ == "acl" and token.lower_.startswith(MAKING) and (that := signed_thing(tokens, heads, token)) is not None:
            token.dep_, that.dep_, that.tag_, that.pos_ = "acl:relcl", "obj", "WDT", "PRON"
        elif token.dep_ == "conj" and (doer := other_doer(tokens, heads, token)) is not None:
            heads[token.i] = doer.i
        elif token.tag_ == "CD" and is_tens_of(tokens, heads, token):
            token.dep_, heads[token.i], heads[token.i + 1] = "compound", token.i + 2, token.i + 2
        elif token.dep_ == "compound" and (number := number_given_each(tokens, heads, token)) is not None:
            token.dep_, heads[token.i] = "iobj", heads[head.i]
            number.dep_, heads[number.i] = "nummod", head.i
        elif token.dep_ == "iobj" and token.pos_ == "NOUN" and is_sole_object(tokens, heads, token):
            token.dep_ = "obj"
        elif token.lower_ in SHARES and token.dep_.startswith("nsubj") and (whole := counted_before(tokens, heads, token)) is not None:
            whole.dep_, token.dep_, heads[token.i] = token.dep_, "appos", whole.i
        elif token.dep_ in {"xcomp", "acl"} and token.i and tokens[token.i - 1].tag_ == "TO" and heads[token.i - 1] == token.i:
            if token.tag_ == "NN":
                token.tag_, token.pos_, tokens[token.i - 1].dep_ = "VB", "VERB", "mark"
            verb = tokens[heads[head.i]]
            between = token.dep_ == "acl" and head.dep_ == "obl" and verb.i < head.i and verb.lower_.startswith(WITH_INFINITIVE)
            if between and not any(heads[t.i] == verb.i and t.dep_ in {"xcomp", "ccomp", "obj"} for t in tokens[verb.i + 1 : verb.i + FAR]):
                heads[token.i], token.dep_ = verb.i, "xcomp"
    return heads


def has_subject(tokens: list[Token], heads: list[int], verb: Token, opened: Token) -> bool:
    """ "Informed the meeting that it would pay in two million": whether a clause has a subject of its own beside the word that opens it."""
    return any(heads[t.i] == verb.i and t.dep_ in {"nsubj", "nsubj:pass"} for t in tokens[opened.i + 1 : verb.i])


def signed_thing(tokens: list[Token], heads: list[int], verb: Token) -> Token | None:
    """ "An agreement that A, B and C signed here": the "that" that stands for what was signed, where it was taken for the mark of a clause."""
    that = next((t for t in tokens[heads[verb.i] + 1 : verb.i] if t.lower_ == "that" and t.dep_ == "mark" and heads[t.i] == verb.i), None)
    beside = [t for t in tokens[verb.i + 1 : verb.i + FAR] if heads[t.i] == verb.i]
    done = verb.tag_ == "VBD" and not any(t.dep_ in {"obj", "ccomp", "xcomp"} for t in beside)
    return that if that is not None and done and has_subject(tokens, heads, verb, that) else None


def other_doer(tokens: list[Token], heads: list[int], token: Token) -> Token | None:
    """ "Was welcomed by China on Monday and by Russia a day later": the doer before, with whom one behind a "by" of its own goes that was hung on the day."""
    day = tokens[heads[token.i]]
    by = tokens[token.i - 1] if token.i else token
    if by.lower_ != "by" or heads[by.i] != token.i or day.dep_ != "obl" or token.pos_ != "PROPN":
        return None
    return next((t for t in tokens[max(0, day.i - FAR) : day.i] if t.dep_ == "obl:agent" and heads[t.i] == heads[day.i]), None)


def is_tens_of(tokens: list[Token], heads: list[int], token: Token) -> bool:
    """ "Thirty" of "thirty-one", where the parser hung both on one word; not the days of "25-28", of which one may be the head."""
    behind = tokens[token.i + 1 : token.i + 3]
    if heads[token.i] in range(token.i, token.i + 3) or not token.text.isalpha():
        return False
    return len(behind) == 2 and behind[0].text == "-" and behind[1].tag_ == "CD" and heads[token.i] == heads[behind[1].i] and not token.whitespace_


def number_given_each(tokens: list[Token], heads: list[int], token: Token) -> Token | None:
    """ "Pay each fighter 4,000 birr": the number behind him to whom it is given, where he was taken for a word of the thing; None where he was not."""
    thing = tokens[heads[token.i]]
    each = token.i > 0 and tokens[token.i - 1].lower_ in {"each", "every"} and heads[token.i - 1] == token.i
    number = tokens[token.i + 1] if token.i + 1 < thing.i else None
    given = each and number is not None and number.tag_ == "CD" and thing.dep_ == "obj" and tokens[heads[thing.i]].i < token.i
    return number if given else None


def is_sole_object(tokens: list[Token], heads: list[int], token: Token) -> bool:
    """ "Will feed 60 megawatts a night into the grid": whether what is counted was taken for him to whom something is given, and nothing is given."""
    counted = any(t.dep_ == "nummod" and heads[t.i] == token.i for t in tokens[max(0, token.i - FAR) : token.i])
    given = {"obj", "ccomp", "xcomp"}
    return counted and not any(heads[t.i] == heads[token.i] and t.dep_ in given for t in tokens[token.i + 1 : token.i + FAR])


def counted_before(tokens: list[Token], heads: list[int], share: Token) -> Token | None:
    """ "Eighteen, all of them for seiners, had been issued": the number or noun before the comma, which is the subject, where "all of them" was taken
    for it; None where it is none."""
    of_them = [t.lower_ for t in tokens[share.i + 1 : share.i + 3]]
    if share.i < 2 or tokens[share.i - 1].text != "," or len(of_them) < 2 or of_them[0] != "of" or of_them[1] not in {"them", "whom", "these", "those"}:
        return None
    at = share.i - 2
    while heads[at] != heads[share.i] and heads[at] != at and heads[at] < share.i:
        at = heads[at]
    found = tokens[at]
    beside = heads[at] == heads[share.i] and found.dep_ in {"discourse", "dislocated", "vocative", "parataxis"}
    return found if beside and found.pos_ in {"NUM", "NOUN"} else None
