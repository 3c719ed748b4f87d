"""The machine examined: decoders, camera, terminal, books, editions, and who owns our three package names."""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import packages_distributions, version
from shutil import get_terminal_size

from engine.errors import EngineError
from engine.policy.load import shipped
from pos.paths import books_url, home_folder
from pos.wiring import make_folder, open_engine
from pos.wording.explain import refusal
from pos.wording.say import Lang, say
from scanner.decoders import report
from scanner.errors import CameraError
from scanner.sources.camera import Camera

_COLUMNS, _ROWS = 80, 24
_LIBRARIES = {"zxing-cpp": "zxing", "zbar": "libzbar", "quirc": "quirc"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the examination; `remedy` is empty where nothing need be done."""

    key: str
    good: bool
    required: bool
    text: str
    remedy: str = ""


def examine(lang: Lang) -> list[Finding]:
    """Looks at everything, changes nothing but an empty data folder."""
    return [*_decoders(lang), _camera(lang), _terminal(lang), _books(lang), _policies(lang), *_packages(lang)]


def _decoders(lang: Lang) -> Iterator[Finding]:
    for decoder in report():
        text = say(lang, "console.doctor.decoder", name=decoder.name, version=decoder.version or "")
        remedy = "" if decoder.present else say(lang, f"console.doctor.{_LIBRARIES[decoder.name]}.{decoder.reason}")
        required = decoder.name == "zxing-cpp"
        yield Finding(key=f"decoder-{decoder.name}", good=decoder.present, required=required, text=text, remedy=remedy)


def _camera(lang: Lang) -> Finding:
    try:
        with Camera(0):
            pass
    except CameraError:
        return Finding(
            key="camera", good=False, required=False, text=say(lang, "console.doctor.camera"), remedy=say(lang, "console.doctor.no_camera")
        )
    return Finding(key="camera", good=True, required=False, text=say(lang, "console.doctor.camera"))


def _terminal(lang: Lang) -> Finding:
    size = get_terminal_size()
    colour = os.environ.get("COLORTERM") or os.environ.get("TERM") or "-"
    text = say(lang, "console.doctor.terminal", columns=size.columns, rows=size.lines, colour=colour, lang=lang)
    if not sys.stdout.isatty():
        return Finding(key="terminal", good=False, required=False, text=text, remedy=say(lang, "console.doctor.no_terminal"))
    small = size.columns < _COLUMNS or size.lines < _ROWS
    return Finding(key="terminal", good=not small, required=False, text=text, remedy=say(lang, "console.doctor.small") if small else "")


def _books(lang: Lang) -> Finding:
    url = books_url(home_folder())
    text = say(lang, "console.doctor.books", url=url, version=version("apsw"))
    try:
        make_folder(home_folder())
        open_engine(url, secret=b"").books.close()
    except EngineError as error:
        return Finding(key="books", good=False, required=True, text=text, remedy=refusal(lang, error))
    return Finding(key="books", good=True, required=True, text=text)


def _policies(lang: Lang) -> Finding:
    try:
        count = len(shipped().editions)
    except EngineError as error:
        return Finding(
            key="policies", good=False, required=True, text=say(lang, "console.doctor.policies", count=0), remedy=refusal(lang, error)
        )
    return Finding(key="policies", good=count > 0, required=True, text=say(lang, "console.doctor.policies", count=count))


def _packages(lang: Lang) -> Iterator[Finding]:
    owners = packages_distributions()
    for name in ("pos", "scanner", "engine"):
        claimed = sorted(set(owners.get(name, [])))
        good = claimed in ([], ["gongji"])
        text = say(lang, "console.doctor.packages", name=name, owner=", ".join(claimed) or "-")
        yield Finding(key=f"package-{name}", good=good, required=True, text=text, remedy="" if good else say(lang, "console.doctor.clash"))
