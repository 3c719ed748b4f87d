"""How commands print who pays what."""

from collections.abc import Iterable

from engine.model.settlement import Draw, Figures
from engine.money import Money
from engine.service.engine import Engine
from pos.commands.console import named, say_line, table
from pos.wording.say import Lang, say


def say_split(lang: Lang, engine: Engine, figures: Figures, draws: Iterable[Draw], wallet: Money = Money.ZERO) -> None:
    """Every figure on a line of its own, who drew on whom above the cash, and what of the cash a wallet paid."""
    rows = [(say(lang, f"figure.{name}"), str(amount)) for name, amount in figures.by_name().items()]
    rows[-1:-1] = [(f"  {named(lang, engine.person(draw.authoriser))}", str(draw.amount)) for draw in draws]
    if wallet:
        rows.append((say(lang, "money.from-wallet"), str(wallet)))
    for line in table(rows):
        say_line(line)
