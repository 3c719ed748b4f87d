"""Reconciliation 对账: two sides' notes of one day compared. Pure: who reads them is `day`."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from engine.model.codes import Event
from engine.model.reconciliation import Cause, Difference, Line, Reconciliation, Side, Totals
from engine.model.till import AMOUNTS, Note
from engine.money import Money, total

#: The same goods for the same holder so soon again are taken for one sale that was sent twice.
WITHIN = timedelta(minutes=10)
_UNDONE = frozenset({Event.REFUND, Event.REVERSAL})


def reconcile(
    institution: str, day: date, bureau: Sequence[Note], till: Sequence[Note], with_account: Callable[[Note], bool]
) -> Reconciliation:
    """`with_account`: whether the note's edition counts the account inside the fund's sum, on the wire and nowhere else."""
    lines = _lines(bureau, till)
    found = sorted(_differences(lines), key=lambda difference: (difference.note.at, difference.note.settlement))
    return Reconciliation(
        institution=institution,
        day=day,
        bureau=totals_of(bureau, with_account),
        till=totals_of(till, with_account),
        lines=lines if found else (),
        differences=tuple(found),
    )


def totals_of(notes: Iterable[Note], with_account: Callable[[Note], bool]) -> dict[str, Totals]:
    """Sales apart from what undid them; the amounts of the latter are negative."""
    notes = tuple(notes)
    parts = {
        "sale": [note for note in notes if note.event not in _UNDONE],
        "refund": [note for note in notes if note.event in _UNDONE],
    }
    return {name: _totals(part, with_account) for name, part in parts.items()}


def _totals(notes: Sequence[Note], with_account: Callable[[Note], bool]) -> Totals:
    inside = total(note.own_account + note.mutual_aid for note in notes if with_account(note))
    sums = {name: total(getattr(note, name) for note in notes) for name in AMOUNTS}
    return Totals(count=len(notes), fund_sum=sums["fund"] + inside, **sums)


def _lines(bureau: Sequence[Note], till: Sequence[Note]) -> tuple[Line, ...]:
    booked = {note.settlement: note for note in bureau}
    noted: dict[str, list[Note]] = {}
    for note in till:
        noted.setdefault(note.settlement, []).append(note)
    lines = [
        Line(
            settlement=number,
            at=(booked.get(number) or noted[number][0]).at,
            bureau=booked.get(number),
            till=tuple(noted.get(number, ())),
        )
        for number in {**booked, **noted}
    ]
    return tuple(sorted(lines, key=lambda line: (line.at, line.settlement)))


def _differences(lines: Sequence[Line]) -> Iterator[Difference]:
    undone = {note.undoes for line in lines for note in (line.bureau, *line.till) if note is not None}
    known = [line.bureau for line in lines if line.bureau is not None and line.till and line.settlement not in undone]
    for line in lines:
        if line.bureau is None:
            yield _one_sided(line.till[0], Side.TILL, known, undone)
            known.append(line.till[0])
        elif not line.till:
            yield _one_sided(line.bureau, Side.BUREAU, known, undone)
            known.append(line.bureau)
        else:
            yield from _figures(line.bureau, line.till[0])
        for again in line.till[1:]:
            yield Difference(cause=Cause.NOTED_TWICE, side=Side.TILL, note=again)


def _one_sided(note: Note, side: Side, known: Sequence[Note], undone: Container[str | None]) -> Difference:
    """What was undone is no double of anything."""
    if note.event in _UNDONE:
        return Difference(cause=Cause.HALF_REFUND, side=side, note=note, twin=note.undoes)
    twin = next((other.settlement for other in known if twins(note, other)), None)
    if twin is not None and note.settlement not in undone:
        return Difference(cause=Cause.DOUBLED, side=side, note=note, twin=twin)
    return Difference(cause=Cause.MISSING if side is Side.BUREAU else Cause.EXTRA, side=side, note=note)


def _figures(bureau: Note, till: Note) -> Iterator[Difference]:
    for name in AMOUNTS:
        ours: Mapping[Side, Money] = {Side.BUREAU: getattr(bureau, name), Side.TILL: getattr(till, name)}
        if ours[Side.BUREAU] != ours[Side.TILL]:
            yield Difference(cause=Cause.AMOUNT, side=Side.BOTH, note=bureau, figure=name, bureau=ours[Side.BUREAU], till=ours[Side.TILL])


def twins(one: Note, other: Note) -> bool:
    """Whether one of the two may be the other sent again: the same goods, holder and time of day, and no key that says it is another."""
    return (
        one.settlement != other.settlement
        and one.event is other.event is Event.SALE
        and (one.holder, one.basket) == (other.holder, other.basket)
        and abs(one.at - other.at) <= WITHIN
        and (one.key is None or one.key != other.key)
    )
