"""Writes figures: SVG and PNG through vl-convert (extra `figures`), which compiles Vega-Lite without a browser or the network; `.vl.json` needs nothing."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from servanda.errors import InputError
from servanda.views.analysis.extras import extra

SUFFIXES = (".svg", ".png", ".vl.json")
SCALE = 2  # a PNG has two pixels for each of the figure's, so that it prints well


def check_path(path: Path) -> None:
    """Refuses a name from which no kind of figure can be told.

    Raises:
        InputError: naming the endings there are.
    """
    if not path.name.lower().endswith(SUFFIXES):
        raise InputError("this ending tells no kind of figure", where=str(path), mend="End it in " + ", ".join(SUFFIXES))


def write_figure(spec: dict[str, Any], path: Path) -> None:
    """Write a figure; the ending of the path says how.

    Raises:
        InputError: if the ending is unknown, vl-convert is missing, or the file cannot be written.
    """
    check_path(path)
    text = json.dumps(spec, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    try:
        path.write_bytes(text.encode("utf-8") if path.name.lower().endswith(".vl.json") else _drawn(text, path))
    except OSError as error:
        raise InputError(f"cannot be written ({error.strerror or error})", where=str(path), mend="Choose another place with --figure") from error


def _drawn(text: str, path: Path) -> bytes:
    convert = extra("vl_convert", "figures")
    svg: str = convert.vegalite_to_svg(text, allowed_base_urls=[])
    if path.suffix.lower() == ".svg":
        return svg.encode("utf-8")
    image: bytes = convert.svg_to_png(svg, scale=SCALE)
    return image
