"""`gongji scan`: read pictures, or a camera until a code is seen."""

from argparse import ArgumentParser, Namespace
from functools import partial
from typing import TYPE_CHECKING

from pos.commands.parser import add_json, something
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from pos.wording.explain import Coded
    from scanner.code import Code


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("pictures", metavar="PICTURE", nargs="*", help=say(lang, "console.scan.pictures"))
    parser.add_argument("--camera", metavar="SOURCE", nargs="?", const="0", help=say(lang, "console.scan.camera"))
    parser.add_argument("--watch", metavar="FOLDER", type=something, help=say(lang, "console.scan.watch"))
    parser.add_argument("--all", action="store_true", help=say(lang, "console.scan.all"))
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """0 when every source gave a code, 1 when one did not. Raises BadInput `nothing-to-scan`."""
    from engine.errors import BadInput

    if not arguments.pictures and arguments.camera is None and arguments.watch is None:
        raise BadInput("nothing-to-scan")
    if arguments.watch is not None:
        from pos.commands.watch import watch

        read, lang = partial(_picture, arguments), arguments.lang
        if arguments.pictures or arguments.camera is not None:
            raise BadInput("watch-alone")
        return watch(arguments.watch, lang, existing=arguments.all, as_json=arguments.json, read=read, faulty=_fault)
    results = [_picture(arguments, picture) for picture in arguments.pictures]
    if arguments.camera is not None:
        results.append(_camera(arguments))
    return 0 if all(results) else 1


def _picture(arguments: Namespace, picture: str) -> bool:
    from time import perf_counter

    from engine.errors import BadInput
    from scanner.errors import PictureError
    from scanner.read import scan_picture

    begin = perf_counter()
    try:
        codes = scan_picture(picture)
    except PictureError as error:
        return _failed(arguments, picture, error)
    if not codes:
        return _failed(arguments, picture, BadInput("no-code", file=picture), readable=True)
    milliseconds = round((perf_counter() - begin) * 1000, 1)
    for code in codes:
        _tell(arguments, picture, code, milliseconds)
    return True


def _fault(picture: str) -> str | None:
    """The code of what is wrong with the file; None for one that can be read, whether it holds a code or not."""
    from scanner.errors import PictureError
    from scanner.sources.picture import read_picture

    try:
        read_picture(picture)
    except PictureError as error:
        return error.code
    return None


def _camera(arguments: Namespace) -> bool:
    from time import perf_counter

    from scanner.errors import CameraError
    from scanner.sources import camera

    source: str = arguments.camera
    begin = perf_counter()
    try:
        for code in camera.codes(source, seconds=None):
            _tell(arguments, source, code, round((perf_counter() - begin) * 1000, 1))
            return True
    except CameraError as error:
        return _failed(arguments, source, error)
    return _failed(arguments, source, CameraError("stream-ended", {"source": source}), readable=True)


def _tell(arguments: Namespace, source: str, code: "Code", milliseconds: float) -> None:
    from pos.commands.console import say_json, say_line
    from pos.wording.clean import clean

    if arguments.json:
        say_json({"source": source, "text": code.text, "symbology": code.symbology, "decoder": code.decoder, "ms": milliseconds})
    else:
        say_line(f"{clean(source)}: {code.symbology} {clean(code.text)}")


def _failed(arguments: Namespace, source: str, error: "Coded", *, readable: bool = False) -> bool:
    """`readable`: it was a picture or a film all right, and held no code."""
    from pos.commands.console import say_error, say_json
    from pos.wording.explain import refusal

    message = refusal(arguments.lang, error)
    if arguments.json:
        say_json({"source": source, "text": None} if readable else {"source": source, "error": error.code, "message": message})
    say_error(error.code, message)
    return False
