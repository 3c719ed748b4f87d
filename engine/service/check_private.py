"""Every private sale is booked as its page says, once; what comes back mirrors it; what stands beside a settlement was one act with it."""

from collections.abc import Iterator
from decimal import Decimal

from engine.ledger.booking_private import private_entry
from engine.ledger.store import Reading
from engine.ledger.store_private import KeptPrivate
from engine.model.codes import Event
from engine.model.private import PrivateEvent, PrivateSale
from engine.money import Money
from engine.service.check_traces import TraceCheck
from engine.service.private_booking import private_left

#: Which kinds of a settlement's record the kinds of a private sale's may stand beside.
_TOGETHER = {PrivateEvent.SALE: Event.SALE, PrivateEvent.REFUND: Event.REFUND, PrivateEvent.REVERSAL: Event.REVERSAL}


def private_breaches(books: Reading, traces: TraceCheck) -> Iterator[str]:
    """One English sentence a breach. `traces` is told of every sale, too: a pack is sold once, privately or not."""
    for kept in books.private_records():
        record = kept.record
        yield from _as_booked(kept)
        if record.event is PrivateEvent.SALE:
            yield from _sold(books, record)
        elif not _mirrors(record, books.private_sale(record.undoes or "")):
            yield f"private sale {record.id}: not the mirror of {record.undoes}"
        if record.beside is not None:
            yield from _together(books, record, record.beside)
        yield from traces.of(record.id, record.lines)


def _as_booked(kept: KeptPrivate) -> Iterator[str]:
    record = kept.record
    if record.id[8:] != f"{kept.entry:06d}":
        yield f"entry {kept.entry}: its private sale calls itself {record.id}"
    columns = (record.event.value, record.at.isoformat(), record.key, record.institution, record.undoes, record.occasion)
    if kept.columns != columns:
        yield f"private sale {record.id}: its entry's columns are not those of its record"
    page = private_entry(record).postings
    if kept.postings != tuple(sorted((posting.account, posting.amount.fen, posting.prior_year.fen) for posting in page)):
        yield f"private sale {record.id}: its postings are not those of its lines"


def _sold(books: Reading, record: PrivateSale) -> Iterator[str]:
    if any(line.total != Money.priced(line.quantity, line.price) for line in record.lines):
        yield f"private sale {record.id}: a line is not its quantity at its price"
    if record.replaces is None:
        return
    original, undone = books.private_sale(record.replaces), books.private_undone_by(record.replaces)
    if original is None or not _part_of(record, original):
        yield f"private sale {record.id}: not what remains of {record.replaces}"
    elif undone is None or undone.event is not PrivateEvent.REFUND:
        yield f"private sale {record.id}: {record.replaces} was not refunded"


def _mirrors(undoing: PrivateSale, sale: PrivateSale | None) -> bool:
    if sale is None or sale.event is not PrivateEvent.SALE:
        return False
    return (undoing.institution, undoing.lines) == (sale.institution, tuple(line.negated() for line in sale.lines))


def _part_of(record: PrivateSale, original: PrivateSale) -> bool:
    sold = _quantities(original)
    return record.institution == original.institution and all(
        quantity <= sold.get(code, Decimal(0)) for code, quantity in _quantities(record).items()
    )


def _quantities(record: PrivateSale) -> dict[tuple[str, Decimal], Decimal]:
    found: dict[tuple[str, Decimal], Decimal] = {}
    for line in record.lines:
        found[line.code, line.price] = found.get((line.code, line.price), Decimal(0)) + line.quantity
    return found


def _together(books: Reading, record: PrivateSale, settlement: str) -> Iterator[str]:
    """Booked in one transaction: of one kind, place and moment. A reversal leaves nothing of it behind."""
    other = books.settlement(settlement)
    if other is None or (other.event, other.institution, other.at) != (_TOGETHER[record.event], record.institution, record.at):
        yield f"private sale {record.id}: not one act with settlement {settlement}"
        return
    undone = books.undone_by(settlement)
    if undone is not None and undone.event is Event.REVERSAL and private_left(books, settlement) is not None:
        yield f"settlement {settlement} was reversed without private sale {record.id}, which was one act with it"
