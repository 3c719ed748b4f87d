"""`gongji play`: scenarios."""

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pos.commands.parser import add_books, add_json, file
from pos.wording.clean import clean
from pos.wording.say import Lang, say

if TYPE_CHECKING:
    from engine.errors import BadInput


def configure(parser: ArgumentParser, lang: Lang) -> None:
    """Arguments."""
    parser.add_argument("scenarios", metavar="SCENARIO.toml", nargs="+", type=file, help=say(lang, "console.play.scenarios"))
    add_books(parser, lang)
    add_json(parser, lang)


def run(arguments: Namespace) -> int:
    """0 when all went as expected and the books balance, 1 when not, 2 when a file is wrong. Raises BadInput `one-scenario`, BooksError."""
    from engine.errors import BadInput

    if arguments.books and len(arguments.scenarios) > 1:
        raise BadInput("one-scenario")
    return max(_play(arguments, path) for path in arguments.scenarios)


def _play(arguments: Namespace, path: Path) -> int:
    from engine.errors import BadInput
    from engine.ledger.open import open_books
    from pos.commands.console import say_error, say_json, say_line
    from pos.play import Player

    try:
        player = Player(path, lang=arguments.lang, books=open_books(arguments.books) if arguments.books else None)
        if not arguments.json:
            say_line(f"{clean(str(path))}  {clean(player.file.title)}")
        surprises = 0
        for result in player.lines():
            if arguments.json:
                say_json(result)
            else:
                _tell(arguments.lang, result)
            if player.surprises > surprises:
                say_error(result["refused"], result["message"])
            surprises = player.surprises
    except BadInput as error:
        return refuse_scenario(arguments, path, error)
    return 0 if player.good else 1


def refuse_scenario(arguments: Namespace, path: Path, error: "BadInput") -> int:
    """Exit code 2. Which file and step it was is told beside the sentence, where that does not name the file itself."""
    from pos.commands.console import say_error, say_json
    from pos.wording.explain import refusal

    lang: Lang = arguments.lang
    step = error.facts.get("step")
    place = (
        say(lang, "console.play.in_file", file=clean(str(path)))
        if step is None
        else say(lang, "console.play.in_step", file=clean(str(path)), step=step)
    )
    message = refusal(lang, error) if step is None and "file" in error.facts else place + refusal(lang, error)
    if arguments.json:
        say_json({"ok": False, "scenario": str(path), **({} if step is None else {"step": step}), "error": error.code, "message": message})
    say_error(error.code, message)
    return 2


def _figures(lang: Lang, fen: dict[str, int]) -> str:
    from engine.money import Money

    return "  ".join(f"{say(lang, f'figure.{name}')} {Money(amount)}" for name, amount in fen.items() if amount)


def _paid(lang: Lang, result: dict[str, Any]) -> str:
    """By whom, of a settlement; the cash of a private sale, alone or beside one."""
    from engine.money import Money

    private = result if "private_sale" in result else result.get("private")
    told = [_figures(lang, result.get("fen", {}))]
    if private:
        told.append(say(lang, "console.play.private", cash=Money(private["cash"])))
    return "  ".join(part for part in told if part)


def _tell(lang: Lang, result: dict[str, Any]) -> None:
    from engine.money import Money
    from pos.commands.console import say_line

    if "end" in result:
        balanced = say(lang, "console.balanced" if result["books_balanced"] else "console.unbalanced")
        fund, cash = Money(result["fund_paid"]), Money(result["cash_taken"])
        say_line(say(lang, "console.play.end", **result["expectations"], fund=fund, cash=cash, balanced=balanced))
        if "private_taken" in result:
            say_line(say(lang, "console.play.private_taken", cash=Money(result["private_taken"])))
        return
    head = say(lang, "console.play.step", step=result["step"], do=result["do"])
    if result["ok"]:
        known = f"{say(lang, 'known.' + result['outcome'])}  " if "outcome" in result else ""
        say_line(f"  {head}: {known}{_paid(lang, result) or say(lang, 'console.play.ok')}")
        if result.get("remaining"):
            say_line(f"    {say(lang, 'console.play.remaining', told=_paid(lang, result['remaining']))}")
        for difference in result.get("differences", []):
            say_line(f"    {say(lang, 'difference.' + difference['kind'])}: {difference['settlement']}")
    else:
        say_line(f"  {head}: {say(lang, 'console.play.refused', code=result['refused'], message=result['message'])}")
    for gap in result.get("unmet", []):
        say_line(f"    {say(lang, 'console.play.unmet', key=gap['key'], expected=clean(str(gap['expected'])), got=clean(str(gap['got'])))}")
