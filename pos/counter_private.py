"""What the till asks of the engine about private sales. Every function may block for a while: call them off the screen's thread."""

from collections.abc import Sequence
from functools import partial

from engine.errors import Refusal, RefusalCode
from engine.model.codes import Fault
from engine.model.institution import Institution
from engine.model.private import PrivateBack, PrivateEvent, PrivateSale
from engine.model.returned import GivenBack, Returned
from engine.model.settlement import Settlement
from engine.model.sought import Record
from engine.money import Money
from engine.service.engine import Engine
from pos import counter
from pos.counter import english_names, place_name, slip_of, undone
from pos.receipt import receipt
from pos.receipt_private import PrivateSlip, private_receipt
from pos.sale import Sale
from pos.slip_paper import WIDE
from pos.training import is_training
from pos.wording import Lang


def sell_for_cash(engine: Engine, sale: Sale, fault: Fault = Fault.NONE) -> PrivateSale:
    """All of it, once however often it is called.

    Raises Refusal, `already-reversed` or `already-refunded` where the key's sale was undone meanwhile; BooksError where it is not known
    what the books hold now.
    """
    record = engine.private.sell(sale.at, [line.as_sold for line in sale.lines], key=sale.key, fault=fault)
    undoing = engine.private.undone_by(record.id)
    if undoing is not None:
        code = RefusalCode.ALREADY_REVERSED if undoing.event is PrivateEvent.REVERSAL else RefusalCode.ALREADY_REFUNDED
        raise Refusal(code, settlement=record.id, by=undoing.id)
    return record


def record_of(engine: Engine, number: str) -> Record:
    """By its number. Raises Refusal `unknown-settlement`."""
    record = engine.settlement(number) or engine.private.sale(number)
    if record is None:
        raise Refusal(RefusalCode.UNKNOWN_SETTLEMENT, settlement=number[:80])
    return record


def reverse(engine: Engine, key: str) -> Record:
    """Undo whatever the books hold under a key, the private part of a settlement with it; the till notes what the bureau sees."""
    outcome = engine.query(key)
    if outcome.settlement is None and outcome.private is not None:
        return engine.private.reverse(key)
    return counter.reverse(engine, key)


def refund(engine: Engine, record: Record, *, goods: bool = False) -> tuple[Record, PrivateSale | None]:
    """Give it back; with `goods`, what was bought privately with a settlement as well. The till notes what the bureau sees.

    Returns the refund and, where there is one, that of the goods. Raises Refusal.
    """
    if isinstance(record, PrivateSale):
        return engine.private.refund(record.id), None
    refunded = undone(engine, partial(engine.private.refund_with if goods else engine.refund, record.id))
    return refunded, engine.private.beside(refunded.id)


def give_back(
    engine: Engine, record: Record, lines: Sequence[Returned], privately: Sequence[Returned] = (), key: str | None = None
) -> GivenBack | PrivateBack:
    """Some of what was sold, and of what was bought privately with it; the till notes what the bureau sees. Raises Refusal."""
    if isinstance(record, PrivateSale):
        return engine.private.give_back(record.id, [*lines, *privately], key=key)
    if privately and not lines:
        beside = engine.private.left(record.id)
        if beside is None:
            raise Refusal(RefusalCode.NOT_IN_SALE, settlement=record.id, item=privately[0].item[:80])
        return engine.private.give_back(beside.id, privately, key=key)
    if privately:
        given_back = engine.private.give_back_with(record.id, lines, privately, key=key)
    else:
        given_back = engine.give_back(record.id, lines, key=key)
    engine.day.note(*given_back.records)
    return given_back


def slips_of(given_back: GivenBack | PrivateBack) -> tuple[Record, ...]:
    """The records that are told on a slip of their own: a private refund stands on that of the settlement it came back with."""
    if isinstance(given_back, PrivateBack):
        return given_back.records
    private = given_back.private
    return given_back.records if private is None or private.remaining is None else (*given_back.records, private.remaining)


def receipt_text(
    engine: Engine,
    record: Record,
    own: Institution | None,
    lang: Lang,
    *,
    tendered: Money | None = None,
    copy: bool = False,
    reasons: bool = False,
    cells: int = WIDE,
) -> str:
    """Of either kind of record, with what was booked in the same act."""
    if isinstance(record, Settlement):
        return receipt(slip_of(engine, record, own, lang, tendered=tendered, copy=copy, reasons=reasons), lang, cells)
    place = place_name(engine.institution(record.institution), lang)
    slip = PrivateSlip(
        sale=record, institution=place, english=english_names(engine), tendered=tendered, copy=copy, training=is_training(engine.books.url)
    )
    return private_receipt(slip, lang, cells)
