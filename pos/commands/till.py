"""`gongji`: the till."""

import os
import sys
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from pos.commands.parser import add_books, some_text
from pos.standing import keep_what_stands, nothing_goes_yet
from pos.themes import THEMES, full_name, short_name
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from pos.wiring import House


_TURN = 0.001
"""Seconds after which one thread must let another one on. In Python's own 5 ms an estimate begun after a key held up that key's bytes."""


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """The till's own options; the top-level parser has them too."""
    parser.add_argument("--at", metavar="INSTITUTION", type=some_text, help=say(lang, "console.till.at"))
    parser.add_argument("--camera", metavar="SOURCE", help=say(lang, "console.till.camera"))
    add_books(parser, lang)
    parser.add_argument("--training", action="store_true", help=say(lang, "console.till.training"))
    parser.add_argument("--ascii", action="store_true", help=say(lang, "console.till.ascii"))
    parser.add_argument("--preview", choices=("auto", "kitty", "blocks"), default="auto", help=say(lang, "console.till.preview"))
    parser.add_argument("--theme", choices=THEMES, help=say(lang, "console.till.theme"))


def run(arguments: Namespace) -> int:
    """Opens the screen first, the books after it. Raises BadInput `no-terminal`."""
    from engine.errors import BadInput

    in_browser = os.environ.get("TEXTUAL_DRIVER", "").endswith(":WebDriver")  # `gongji web` is at the other end
    if not in_browser and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise BadInput("no-terminal")
    nothing_goes_yet()
    from pos.paths import home_folder
    from pos.remembered import Looks, file_of, remember, remembered
    from pos.terminal import WidthQuestion, end_with, without_colours

    home = home_folder()
    looks = Looks() if in_browser else remembered(home)  # a class does not share one taste
    lang: Lang = arguments.asked_lang or looks.lang or arguments.lang
    theme = arguments.theme or looks.theme or THEMES[0]
    if looks.damaged:
        sys.stderr.write(say(lang, "looks.damaged", file=file_of(home)) + "\n")
    if not in_browser:
        end_with(sys.stdin.fileno())
        without_colours(os.environ)
    with WidthQuestion() as question:  # the terminal answers while the till is loaded
        from pos.app import TillApp

        wide = question.answer()
    shows_pictures = arguments.preview == "kitty" or (arguments.preview == "auto" and question.graphics)

    def open_when_painted() -> "House":
        from pos.wiring import open_house

        at = None if arguments.training else arguments.at  # that is where training is; the real till stands where it always does
        return open_house(url=arguments.books, institution=at, camera=arguments.camera)

    def open_training_first() -> "House":
        from pos.wiring import open_training

        return open_training(home_folder(), at=arguments.at)

    till = TillApp(
        open_when_painted,
        open_first=open_training_first if arguments.training else None,
        settle_in=_settle_in,
        lang=lang,
        theme=full_name(theme),
        ascii=arguments.ascii or wide,
        graphics=shows_pictures and not in_browser,
        home=home,
    )
    sys.setswitchinterval(_TURN)
    left = till.run()
    if not in_browser:
        remember(home, looks.after(lang=(lang, till.lang), theme=(theme, short_name(till.theme))), before=looks)
    return left if left is not None else till.return_code or 0


def _settle_in() -> None:
    from pos.opening import load_first_sale

    load_first_sale()
    keep_what_stands()
