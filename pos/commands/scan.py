"""`gongji scan`: read pictures, or a camera until a code is seen."""

import sys
from argparse import ArgumentParser, Namespace

from pos.wording.say import Lang, say


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("pictures", metavar="PICTURE", nargs="*", help=say(lang, "console.scan.pictures"))
    parser.add_argument("--camera", metavar="SOURCE", nargs="?", const="0", help=say(lang, "console.scan.camera"))
    parser.add_argument("--json", action="store_true", help=say(lang, "console.json"))


def run(arguments: Namespace) -> int:
    """0 when every source gave a code, 1 when one did not, 2 when nothing was named."""
    if not arguments.pictures and arguments.camera is None:
        sys.stderr.write(say(arguments.lang, "console.scan.nothing") + "\n")
        return 2
    results = [_picture(arguments, picture) for picture in arguments.pictures]
    if arguments.camera is not None:
        results.append(_camera(arguments))
    return 0 if all(results) else 1


def _picture(arguments: Namespace, picture: str) -> bool:
    from time import perf_counter

    from engine.errors import BadInput
    from pos.commands.console import complain, say_json
    from scanner.errors import PictureError
    from scanner.read import scan_picture

    begin = perf_counter()
    try:
        codes = scan_picture(picture)
    except PictureError as error:
        if arguments.json:
            from pos.wording.explain import refusal

            say_json({"source": picture, "error": error.code, "message": refusal(arguments.lang, error)})
        else:
            complain(arguments.lang, error, as_json=False)
        return False
    if not codes:
        if arguments.json:
            say_json({"source": picture, "text": None})
        else:
            complain(arguments.lang, BadInput("no-code", file=picture), as_json=False)
        return False
    milliseconds = round((perf_counter() - begin) * 1000, 1)
    for code in codes:
        _tell(arguments, picture, code.text, code.symbology, code.decoder, milliseconds)
    return True


def _camera(arguments: Namespace) -> bool:
    from time import perf_counter

    from pos.commands.console import complain, say_json
    from scanner.errors import CameraError
    from scanner.sources import camera

    source = int(arguments.camera) if arguments.camera.isdecimal() else arguments.camera
    begin = perf_counter()
    try:
        for code in camera.codes(source, seconds=None):
            _tell(arguments, arguments.camera, code.text, code.symbology, code.decoder, round((perf_counter() - begin) * 1000, 1))
            return True
    except CameraError as error:
        if arguments.json:
            from pos.wording.explain import refusal

            say_json({"source": arguments.camera, "error": error.code, "message": refusal(arguments.lang, error)})
        else:
            complain(arguments.lang, error, as_json=False)
    return False


def _tell(arguments: Namespace, source: str, text: str, symbology: str, decoder: str, milliseconds: float) -> None:  # noqa: PLR0917
    from pos.commands.console import say_json, say_line
    from pos.wording.clean import clean

    if arguments.json:
        say_json({"source": source, "text": text, "symbology": symbology, "decoder": decoder, "ms": milliseconds})
    else:
        say_line(f"{clean(source)}: {symbology} {clean(text)}")
