"""The pages of a hand-made ledger: what they say, that every link leads somewhere, that nothing acts but our own script."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile

import pytest
from hand_made import HOSTILE, claim, friendly, hostile, site
from msgspec import structs
from page_checks import Read, dangling, read_site

from servanda.records import Document, Event, LedgerTables, Quantity
from servanda.views.site import SiteFacts, open_site
from servanda.views.site.links import PART, PER_PAGE

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@pytest.fixture(scope="module")
def pages() -> dict[str, Read]:
    return read_site(site())


@pytest.mark.parametrize("facts", [friendly(), hostile()], ids=["friendly", "hostile"])
def test_every_link_of_the_site_leads_somewhere(facts: SiteFacts) -> None:
    made = open_site(facts)
    found = read_site(made)
    assert dangling(made, found) == []
    assert all(not page.unclosed for page in found.values())
    assert [path for path, page in found.items() if max(Counter(page.ids).values()) > 1] == []


def test_every_page_can_be_reached_from_the_first(pages: dict[str, Read]) -> None:
    reached, waiting = set(), ["index.html"]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            folder = path.rpartition("/")[0]
            for link in pages[path].links:
                target = link.partition("#")[0]
                whole = target.removeprefix("../") if target.startswith("../") else f"{folder}/{target}".lstrip("/")
                waiting += [whole] if whole in pages else []
    assert reached == set(pages)


def test_what_a_party_still_owes_and_who_says_so_is_one_click_from_the_first_page(pages: dict[str, Read]) -> None:
    assert "parties/BOR.html" in pages["index.html"].links
    text = pages["parties/BOR.html"].text
    assert "Still owes" in text
    assert "return 12 boats" in text
    assert "Tern Radio, 10 May 2024" in text
    assert "Borea returned 4 boats" in text


def test_overdue_rows_stand_first_and_progress_is_counted(pages: dict[str, Read]) -> None:
    text = pages["index.html"].text
    assert text.index("lend nets") < text.index("return 12 boats")
    assert "! overdue" in text
    assert "4 of 12" in text


def test_a_single_thing_that_no_word_counts_has_no_number_on_its_page_either() -> None:
    facts = friendly()
    one = structs.replace(facts.tables.commitments[0], quantity=Quantity(value=1.0, unit="crossing"), done=1.0)
    page = open_site(friendly(tables=structs.replace(facts.tables, commitments=(one,)))).pages["commitments/cc0ffee00c0de.html"].make()
    assert "<progress" not in page
    assert "How much" not in page


def test_a_commitment_shows_words_chain_grade_what_was_not_counted_and_what_would_change_it(pages: dict[str, Read]) -> None:
    text = pages["commitments/cc0ffee00c0de.html"].text
    for words in (
        "Borea will return 12 boats to Austria", "Quay Post → its minister [BOR] (said), 3 May 2024", "on the word of: third-party; 1 independent source",
        "another object: its object is too unlike what was promised", "Austria says 5", "4 boats (Tern Radio) against 5 boats (Austria)",
        "Ada, 11 May 2024: accept (seen the boats)", "Reports of the remainder would make it fulfilled. If the remainder is not reported by 2024-06-01",
        "A gave B back its boats.",
    ):  # fmt: skip
        assert words in text


def test_an_agreement_has_its_matrix_and_who_welcomed_it(pages: dict[str, Read]) -> None:
    text = pages["agreements/aa00000000001.html"].text
    assert "Obligation Timing Responsible Status Evidence" in text
    assert "Ministry of Boats" in text
    assert "Sea League, Chair: welcome" in text
    assert "To be done once" in text


def test_words_in_a_document_lead_to_their_row_and_back(pages: dict[str, Read]) -> None:
    page = pages["documents/w-1.html"]
    assert {"claim-k1", "note-k1"} <= set(page.ids)
    assert {"#note-k1", "#claim-k1", "../commitments/cc0ffee00c0de.html", "../sources/w-1.html"} <= set(page.links)
    assert "../documents/w-1.html#claim-k1" in pages["commitments/cc0ffee00c0de.html"].links


def test_printings_tell_who_was_first_and_what_was_changed(pages: dict[str, Read]) -> None:
    text = pages["sources/w-1.html"].text
    assert "The first is that of Quay Post" in text
    assert "12 twelve boats" in text
    assert "added More soon." in text


def test_rival_values_stand_beside_who_gives_them(pages: dict[str, Read]) -> None:
    assert "4 boats Tern Radio in Tern Radio, 10 May 2024 5 boats Austria in Tern Radio" in pages["disagreements.html"].text


@pytest.mark.parametrize("facts", [friendly(), hostile(), hostile("x" * 1_000_000)], ids=["friendly", "hostile", "a word of a million letters"])
def test_nothing_on_a_page_acts_or_asks_the_network_but_our_own_files(facts: SiteFacts) -> None:
    made = open_site(facts)
    for path, page in made.pages.items():
        html = page.make()
        assert not STEERING.search(html), path
        assert len(html.encode()) < 2_000_000, path
        assert all(len(part) < 120 for part in path.split("/"))
        assert ".." not in path
        if not path.endswith(".html"):
            continue
        root = "../" * path.count("/")
        for tag, attributes in Read(html).tags:
            assert tag not in ("img", "iframe", "style", "object", "embed", "base"), path
            assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "formaction")], path
            if tag == "script":
                assert attributes in [{"src": f"{root}assets/{name}.js", "defer": None} for name in ("site", "periods")]
            if tag == "link":
                assert attributes["href"] in ("data:,", f"{root}assets/site.css", f"{root}assets/pictures.css")
            assert not (attributes.get("href") or "").lower().strip().startswith(("javascript:", "vbscript:")), path


def test_hostile_words_are_shown_as_words() -> None:
    pages = read_site(open_site(hostile()))
    shown = "<script>alert(1)</script><img src=x onerror=alert(2)>[U+202E]evil[U+202C] \u241b[31m'\"`{{ 7*7 }}{% raw %} &amp; --> ]]>"
    document = next(page for path, page in pages.items() if path.startswith("documents/script"))
    assert document.text.count(shown) >= 3
    assert HOSTILE not in document.text


def test_every_page_says_what_it_is_and_lets_a_keyboard_skip_to_it(pages: dict[str, Read]) -> None:
    for path, page in pages.items():
        tags = Counter(tag for tag, _ in page.tags)
        titles = [tag for tag, _ in takewhile(lambda item: item[0] != "body", page.tags) if tag == "title"]  # marks of pictures have titles of their own
        assert (tags["h1"], tags["main"], tags["nav"] > 0, len(titles)) == (1, 1, True, 1), path
        assert ("html", {"lang": "en"}) in page.tags
        assert next(attributes for tag, attributes in page.tags if tag == "a")["href"] == "#main"
        labelled = [attributes for tag, attributes in page.tags if tag == "section" and not {"aria-labelledby", "aria-label"} & attributes.keys()]
        assert labelled == [], path


def test_the_arrow_between_two_parties_leads_to_their_history_where_there_is_one() -> None:
    made = site()
    made.links.dyads = frozenset({("AUT", "BOR")})
    assert "dyads/AUT-BOR.html" in Read(made.pages["index.html"].make()).links
    assert made.links.dyad("BOR", "AUT") == "dyads/AUT-BOR.html"


def test_long_lists_are_paged_and_links_know_the_page() -> None:
    events = tuple(Event(event_id=f"E{n}", display=f"E-{n}", on=None, precision="unknown", source=(), target=(), plover="AID") for n in range(2 * PER_PAGE + 1))
    made = open_site(friendly(tables=LedgerTables(as_of="2024-05-20", events=events)))
    assert {"events.html", "events-2.html", "events-3.html"} <= made.pages.keys()
    assert made.links.of(events[PER_PAGE]) == f"events-2.html#event-e{PER_PAGE}"
    assert f"event-e{PER_PAGE}" in Read(made.pages["events-2.html"].make()).ids


def test_the_filter_of_a_further_page_finds_the_rows_of_the_first_page_too() -> None:
    facts = friendly()
    rows = tuple(structs.replace(facts.tables.commitments[0], commitment_id=f"c{n}", display=f"C-{n:04d}") for n in range(PER_PAGE + 3))
    made = open_site(friendly(tables=structs.replace(facts.tables, commitments=rows)))
    assert "ledger-rows-1.js" not in site().pages
    assert made.pages["ledger-rows-1.js"].make().count("data-status=") == PER_PAGE


def test_rows_of_further_pages_of_the_ledger_come_as_scripts() -> None:
    facts = friendly()
    rows = tuple(structs.replace(facts.tables.commitments[0], commitment_id=f"c{n}", display=f"C-{n:04d}") for n in range(PER_PAGE + 3))
    made = open_site(friendly(tables=structs.replace(facts.tables, commitments=rows)))
    script = made.pages["ledger-rows-2.js"].make()
    assert script.startswith("servandaRows(2, [")
    assert script.count("data-status=") == 3
    assert script.isascii()
    assert dangling(made, read_site(made)) == []


def test_a_long_document_has_parts_and_a_claim_knows_its_part() -> None:
    text = "First words here. " + "and so on " * (PART // 8) + "Borea returned it."
    document = Document(doc_id="long", text=text)
    last = claim(document, "k9", "Borea returned it")
    made = open_site(friendly(documents=(document,), claims=(last,), tables=LedgerTables(as_of="2024-05-20"), quotations=(), places=(), times={}))
    assert made.links.claim("k9") == "documents/long/part-2.html#claim-k9"
    found = read_site(made)
    assert "claim-k9" in found["documents/long/part-2.html"].ids
    assert dangling(made, found) == []


def test_an_empty_ledger_has_pages_that_say_so() -> None:
    made = open_site(friendly(tables=LedgerTables(as_of=""), documents=(), claims=(), quotations=(), places=(), times={}, rejects=()))
    found = read_site(made)
    assert dangling(made, found) == []
    assert "No commitments were found in these documents." in found["index.html"].text


def test_the_same_ledger_gives_the_same_pages() -> None:
    first, second = site(), site()
    assert {path: page.make() for path, page in first.pages.items()} == {path: page.make() for path, page in second.pages.items()}


def test_only_a_served_site_has_the_script_of_the_server() -> None:
    assert all("served.js" not in page.make() for page in site().pages.values())
    assert 'src="../assets/served.js"' in open_site(friendly(), served=True).pages["parties/BOR.html"].make()


def test_a_row_that_several_pages_show_does_not_depend_on_which_of_them_is_made_first() -> None:
    forth, back = open_site(friendly()), open_site(friendly())
    made = {path: page.make() for path, page in reversed(back.pages.items())}
    assert {path: page.make() for path, page in forth.pages.items()} == made
    assert '<a href="../commitments/' in made["parties/BOR.html"]
    assert '<a href="commitments/' in made["index.html"]
