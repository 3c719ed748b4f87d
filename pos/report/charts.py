"""Charts by pygal, as pieces of SVG that hold no script, no style and no address of their own: the page's style draws them."""

import sys
from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree.ElementTree import Element, fromstring, tostring

from pygal import Config, HorizontalBar, HorizontalStackedBar, PluginImportFixer, StackedBar
from pygal.graph.graph import Graph
from rich.cells import cell_len

# pygal's door for plug-ins, which nobody here has, is not of the kind that Python still asks: 3.11 warns of it at every import after it.
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, PluginImportFixer)]

_YUAN: Final = 100
_BAR, _EDGE, _ROW = 26, 120, 34
"""Dots of a bar across, beside the bars, and of a bar along."""
_NARROWEST, _WIDE, _HIGH = 620, 700, 260
_SVG: Final = "http://www.w3.org/2000/svg"
_IDLE: Final = frozenset({"script", "style", "defs", "desc", "title"})
_MOST_LABELS, _SIGN = 16, 7

#: By payer or kind: amounts in fen, one a label.
Series = Mapping[str, Sequence[int]]


def stacked(name: str, labels: Sequence[str], series: Series) -> str:
    """Bars that stand, one a label, a part a series."""
    chart = StackedBar(_config(width=max(_NARROWEST, _EDGE + _BAR * len(labels)), height=_HIGH))
    every = -(-len(labels) // _MOST_LABELS)
    chart.x_labels = [label if place % every == 0 else "" for place, label in enumerate(labels)]
    return _drawn(chart, name, series)


def lying(name: str, labels: Sequence[str], series: Series, *, money: bool = True, stack: bool = False) -> str:
    """Bars that lie, the first label on top."""
    config = _config(width=_WIDE, height=60 + _ROW * len(labels))
    config.margin_left = 6 + _SIGN * max((cell_len(label) - len(label) for label in labels), default=0)  # pygal takes each for narrow
    chart = (HorizontalStackedBar if stack else HorizontalBar)(config)
    chart.x_labels = list(labels)[::-1]
    return _drawn(chart, name, {part: values[::-1] for part, values in series.items()}, unit=_YUAN if money else 1)


def _config(*, width: int, height: int) -> Config:
    config = Config()
    config.width, config.height, config.js, config.show_legend = width, height, (), False
    config.margin, config.spacing, config.truncate_label = 6, 8, -1
    return config


def _drawn(chart: Graph, name: str, series: Series, unit: int = _YUAN) -> str:
    chart.uuid = name  # its own is another at every drawing
    for part, values in series.items():
        chart.add(part, [value / unit if value else None for value in values])
    drawing = fromstring(chart.render(is_unicode=True, disable_xml_declaration=True))  # noqa: S314 - pygal's own, without its comments
    width = drawing.attrib["viewBox"].split()[2]
    drawing.set("style", f"max-width: {width}px")  # no larger than it was drawn: its letters stay small
    return tostring(_bare(drawing), encoding="unicode", method="html")


def _bare(element: Element) -> Element:
    """Without scripts, styles, the words that only pygal's script would show, and the size that the page gives."""
    element.tag = element.tag.removeprefix(f"{{{_SVG}}}")  # in a page SVG needs no namespace of its own
    for child in list(element):
        if child.tag.removeprefix(f"{{{_SVG}}}") in _IDLE or "overlay" in child.get("class", ""):
            element.remove(child)
        else:
            _bare(child)
    if element.tag == "svg":
        element.set("aria-hidden", "true")
        element.set("focusable", "false")
        element.attrib.pop("id", None)
    return element
