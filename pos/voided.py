"""What was voided last, and the sale with it put back. Pure."""

from dataclasses import dataclass, replace

from engine.money import Money, total
from pos.sale import Sale, SaleLine


@dataclass(frozen=True, slots=True, kw_only=True)
class Voided:
    """Lines with their places. `key` is that of the sale they may go back to; `whole` the sale, where all of it was voided."""

    key: str
    lines: tuple[tuple[int, SaleLine], ...]
    whole: Sale | None = None

    @property
    def total(self) -> Money:
        """What they came to."""
        return total(line.amount for _, line in self.lines)


def voided_line(sale: Sale, place: int) -> Voided:
    """Of the line at `place`."""
    return Voided(key=sale.key, lines=((place, sale.lines[place]),))


def voided_sale(sale: Sale, after: Sale) -> Voided:
    """Of all of `sale`, in the place of which `after` stands."""
    return Voided(key=after.key, lines=tuple(enumerate(sale.lines)), whole=sale)


def put_back(sale: Sale, voided: Voided) -> Sale:
    """What was added meanwhile stays; the same item again adds up. Raises QuantityError, OutcomeOpenError."""
    whole = voided.whole
    if whole is not None and not sale.lines:
        sale = replace(
            sale,
            care=whole.care,
            payer=sale.payer or whole.payer,
            prescription=whole.prescription,
            account=whole.account,
            wallet=whole.wallet and sale.payer is None,
        )
    for place, line in voided.lines:
        sale = _with(sale, place, line)
    return sale


def _with(sale: Sale, place: int, line: SaleLine) -> Sale:
    if any(other.item.code == line.item.code for other in sale.lines):
        sale = sale.add(line.item, line.quantity)
        row = sale.place(line.item)
        for code in line.trace:
            if not any(code in other.trace for other in sale.lines):
                sale = sale.attach(row, code)
        return sale
    kept = tuple(code for code in line.trace if not any(code in other.trace for other in sale.lines))
    added = sale.add(line.item, line.quantity).lines[-1]
    lines = list(sale.lines)
    lines.insert(place, replace(added, trace=kept))
    return replace(sale, lines=tuple(lines), quote=None, refusal=None)
