"""Every movement is booked as its page says, once, and wallet transfers are what their movements made them."""

from collections.abc import Iterator

from engine.ledger.accounts import TRANSIT
from engine.ledger.booking_movements import movement_entry
from engine.ledger.store import KeptMovement, Reading
from engine.model.movement import MoneyEvent, Movement
from engine.money import total


def movement_breaches(books: Reading) -> Iterator[str]:
    """One English sentence a breach."""
    waiting: dict[str, Movement] = {}
    rows: dict[str, tuple[object, ...]] = {}
    for kept in books.movements():
        yield from _as_booked(kept)
        movement = kept.movement
        if movement.event is MoneyEvent.WALLET_SENT and movement.due is not None:
            waiting[movement.id] = movement
            day, due = movement.at.date().isoformat(), movement.due.isoformat()
            rows[movement.id] = (movement.holder, movement.other, day, due, None)
        elif movement.ends:
            sent = waiting.pop(movement.ends, None)
            if sent is None or not _ends(movement, sent):
                yield f"movement {movement.id}: ends transfer {movement.ends}, which was not waiting for that"
            else:
                rows[sent.id] = (*rows[sent.id][:-1], movement.id)
    kept_rows = books.transfer_rows()
    for number in sorted(rows.keys() | kept_rows.keys()):
        if rows.get(number) != kept_rows.get(number):
            yield f"transfer {number}: kept as {kept_rows.get(number)}, but the movements make it {rows.get(number)}"
    if total(sent.amount for sent in waiting.values()) != books.account_balance(TRANSIT):
        yield f"transfers on their way hold {books.account_balance(TRANSIT)}, but those that wait add up to another sum"


def _as_booked(kept: KeptMovement) -> Iterator[str]:
    movement = kept.movement
    if movement.id[8:] != f"{kept.entry:06d}":
        yield f"entry {kept.entry}: its movement calls itself {movement.id}"
    if kept.columns != (movement.event.value, movement.holder, movement.at.isoformat(), movement.occasion):
        yield f"movement {movement.id}: its entry's columns are not those of its record"
    page = movement_entry(movement).postings
    if kept.postings != tuple(sorted((posting.account, posting.amount.fen, posting.prior_year.fen) for posting in page)):
        yield f"movement {movement.id}: its postings are not those of its amount"


def _ends(movement: Movement, sent: Movement) -> bool:
    taker = {MoneyEvent.WALLET_ACCEPTED: sent.other, MoneyEvent.WALLET_RETURNED: sent.holder}.get(movement.event)
    return movement.holder == taker and movement.amount == sent.amount
