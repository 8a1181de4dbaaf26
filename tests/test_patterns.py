"""No regular expression of the package backtracks without bound: each is looked at, then tried on the texts that would make it slow."""

from __future__ import annotations

import ast
import gc
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from backtracking import Automaton

import servanda

Pattern = re.Pattern[Any]
COMPILING = {"compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub", "subn"}
STAND_IN = "(?:stand|in)"  # for words of a table or a text within a pattern
SIZE = 4000  # characters of a text that is tried
UNSUSPECTED = 0.004  # seconds of processor time; going through such a text once takes a tenth of it, going from every place to the end much more
ENDS = ("\0", "\n\0")


def modules() -> Iterator[ModuleType]:
    for found in pkgutil.walk_packages(servanda.__path__, "servanda."):
        if not found.name.endswith("__main__"):
            yield importlib.import_module(found.name)


def held(value: object, depth: int = 3) -> Iterator[Pattern]:
    """The patterns in a value of a module."""
    if isinstance(value, re.Pattern):
        yield value
    elif depth and isinstance(value, dict):
        yield from held([*value, *value.values()], depth - 1)
    elif depth and isinstance(value, list | tuple | set | frozenset):
        for part in value:
            yield from held(part, depth - 1)
    elif depth and isinstance(value, type) and value.__module__.startswith("servanda"):
        yield from held([*vars(value).values()], depth - 1)


def tree_of(module: ModuleType) -> ast.Module:
    assert module.__file__
    return ast.parse(Path(module.__file__).read_text("utf-8"))


def written(module: ModuleType) -> Iterator[tuple[str, Pattern]]:
    """(place, pattern) of each call of `re` in the source, with a stand-in for what only running tells."""
    for scope in ast.walk(tree_of(module)):
        if not isinstance(scope, ast.FunctionDef):
            continue
        names: dict[str, Any] = dict(vars(module))
        for node in ast.walk(scope):
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                names[node.targets[0].id] = text_of(node.value, names)
        for node in ast.walk(scope):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in COMPILING and ast.unparse(node.func.value) == "re":
                flags = next((value for word in [*node.args[1:], *(each.value for each in node.keywords)] if isinstance(value := flag(word), int)), 0)
                text = text_of(node.args[0], names)
                yield f"{module.__name__}:{node.lineno} {node.func.attr}", re.compile(text, flags)


def flag(node: ast.expr) -> int | None:
    return int(eval(ast.unparse(node), {"re": re})) if re.fullmatch(r"re\.[A-Z]{1,12}(?: \| re\.[A-Z]{1,12})*", ast.unparse(node)) else None


def text_of(node: ast.expr, names: dict[str, Any]) -> Any:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else text_of(part.value, names) for part in node.values)  # type: ignore[attr-defined]
    if isinstance(node, ast.Constant):
        return node.value
    if isinstance(node, ast.Name) and isinstance(names.get(node.id), str | bytes):
        return names[node.id]
    return STAND_IN


@cache
def asked() -> dict[str, set[str]]:
    """What the source asks of the patterns of each name."""
    found: dict[str, set[str]] = {}
    for module in modules():
        for node in ast.walk(tree_of(module)):
            if isinstance(node, ast.Attribute) and node.attr in COMPILING and isinstance(node.value, ast.Name):
                found.setdefault(node.value.id, set()).add(node.attr)
    return found


@cache
def patterns() -> dict[Pattern, str]:
    """Every pattern with a place where it is used."""
    found: dict[Pattern, str] = {}
    for module in modules():
        for name, value in vars(module).items():
            for pattern in held(value):
                found.setdefault(pattern, f"{module.__name__}.{name}")
        for place, pattern in written(module):
            found.setdefault(pattern, place)
    return found


def way_of(place: str, pattern: Pattern) -> Callable[[Any], object]:
    """The most that is asked of a pattern: to be found anywhere, at the beginning, or as the whole."""
    ways = asked().get(place.rpartition(".")[2], {place.rpartition(" ")[2]})
    return pattern.fullmatch if ways == {"fullmatch"} else pattern.match if ways <= {"match", "fullmatch"} else pattern.search


@cache
def automaton(pattern: Pattern) -> Automaton:
    return Automaton(pattern)


def seconds(search: Callable[[Any], object], text: str | bytes, times: int) -> float:
    """Processor time of one search, the least of several, without what collecting the garbage of other tests may take in between."""
    took = []
    gc.disable()
    try:
        for _ in range(times):
            begun = time.thread_time()
            search(text)
            took.append(time.thread_time() - begun)
    finally:
        gc.enable()
    return min(took)


def is_slow(pattern: Pattern, lead: str, pump: str, end: str, search: Callable[[Any], object]) -> bool:
    """Whether twice as long a text takes far more than twice as long, each time it is tried: a busy machine may make it seem so once."""

    def text(size: int) -> str | bytes:
        made = lead + pump * (size // len(pump)) + end
        return made.encode("utf-8", "replace") if isinstance(pattern.pattern, bytes) else made

    for size in (16, 20, 24, 28):  # step by step, so that an exponential one shows before it is one without end
        if seconds(search, text(size), 1) > 0.1 and seconds(search, text(size), 3) > 0.1:
            return True
    if seconds(search, text(SIZE), 1) < UNSUSPECTED:
        return False
    return all(seconds(search, text(2 * SIZE), 3) > 3 * seconds(search, text(SIZE), 3) for _ in range(4))


def test_the_patterns_are_all_found() -> None:
    places = " ".join(patterns().values())
    assert len(patterns()) > 180
    for place in ("documents.datelines", "language.grammar.tokens", "ledger.terms", "coding.coined:", "watching.schedule", "views.site.naming"):
        assert f"servanda.{place}" in places


def test_no_pattern_can_go_round_in_two_ways() -> None:
    assert {place: pattern.pattern for pattern, place in patterns().items() if automaton(pattern).is_exponential()} == {}


def pumped(pattern: Pattern) -> Iterator[tuple[str, str, str]]:
    """(beginning, what comes again and again, end) of texts that a pattern may be slow on."""
    for lead, pump in automaton(pattern).pumps():
        for before in sorted({lead, ""}):
            for end in (*ENDS, automaton(pattern).rarest()):
                yield before, pump, end


def test_twice_the_text_takes_no_more_than_twice_the_time() -> None:
    slow = {}
    for pattern, place in patterns().items():
        for before, pump, end in pumped(pattern):
            if is_slow(pattern, before, pump, end, way_of(place, pattern)):
                slow[place] = (pattern.pattern, before, pump, end)
                break
    assert slow == {}


@pytest.mark.parametrize(
    ("pattern", "exponential"),
    [
        ("(a+)+$", True), (r"(?:\w\d|\d\w)*x", True), ("(?:a|ab|b)*c", True), ("(?:a?b?)*c", True), (r"(?:\w+\s?)*$", True),
        ("(.*)*x", True), ("(?i:(?:ab|AB)*)x", True), ("(?:ab|ab)*x", True),
        (r"(?:\w+ )*x", False), ("(?:ab|cd)*", False), ("a*b*", False), (r"[\w.]+@\w+", False), ("(?:a,)*a", False), (r"(?:\s*,\s*x)*", False),
    ],
)  # fmt: skip
def test_what_is_exponential_is_known(pattern: str, exponential: bool) -> None:
    assert Automaton(re.compile(pattern)).is_exponential() == exponential


@pytest.mark.parametrize(("pattern", "slow"), [(r"\s+$", True), (r"\w+@", True), (r"\s{0,9}$", False), ("(a+)+$", True)])
def test_what_is_slow_shows(pattern: str, slow: bool) -> None:
    made = re.compile(pattern)
    assert any(is_slow(made, *text, made.search) for text in pumped(made)) == slow
