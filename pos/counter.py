"""What the till asks of the engine. Every function may block for a while: call them off the screen's thread."""

import os
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import NamedTemporaryFile

from engine.errors import BadInput, BooksError, EngineError, Refusal, RefusalCode
from engine.model.codes import Fault, Kind
from engine.model.institution import Institution
from engine.model.outcome import Outcome
from engine.model.settlement import Quote, Settlement
from engine.model.step import Step
from engine.money import Money
from engine.service.engine import Engine
from pos.masking import masked
from pos.noting import noted
from pos.payer import Payer
from pos.receipt import Slip
from pos.sale import Sale
from pos.training import is_training
from pos.wording import Lang
from pos.wording.explain import reason


def identify(engine: Engine, code: str) -> Payer:
    """Raises the Refusal of the first check of the code or its holder that fails."""
    holder = engine.holder_of(code)
    presenter = engine.presenter_of(code)
    balance = engine.balances().get(holder.id)
    return Payer(
        code=code,
        person=holder,
        presenter=None if presenter is None else engine.person(presenter),
        balance=None if balance is None else balance.all,
        wallet=engine.wallet.balance(holder.id) or Money.ZERO,
        authorisers=tuple(engine.person(grant.authoriser).name for grant in engine.family_of(holder.id).received),
    )


def show_code(engine: Engine, typed: str) -> Payer:
    """In training: `PERSON` shows the own code, `PERSON/RELATIVE` has the relative show it. Raises BadInput `unknown-person`, Refusal."""
    person, _, owner = typed.strip().partition("/")
    return identify(engine, engine.issue(person, owner or None).digits)


def estimate(engine: Engine, sale: Sale) -> Quote:
    """Raises Refusal."""
    if sale.payer is None:
        raise Refusal(RefusalCode.CREDENTIAL_UNKNOWN)
    return engine.pre_settle(sale.bill, sale.payer.code)


def agree(engine: Engine, sale: Sale, agreed: Quote, pin: str | None = None, fault: Fault = Fault.NONE) -> Settlement:
    """Settle what was agreed, once however often it is called, on a line that breaks as told (in training).

    Raises Refusal, `wrong-pin` among them where the institution asks for one, `already-reversed` or `already-refunded` where the key's sale
    was undone meanwhile; BooksError where it is not known what the books hold now.
    """
    if sale.payer is None:
        raise Refusal(RefusalCode.CREDENTIAL_UNKNOWN)
    if sale.errand is not None:
        from engine.service.visits import Agreement
        from pos.visit_desk import carry_out

        return carry_out(engine, sale.errand, sale.bill, sale.payer.code, Agreement(key=sale.key, pin=pin, agreed=agreed, fault=fault))
    return noted(engine, engine.settle(sale.bill, sale.payer.code, key=sale.key, pin=pin, agreed=agreed, fault=fault))


def query(engine: Engine, key: str) -> Outcome:
    """What became of a key; the till notes it."""
    outcome = engine.query(key)
    if outcome.records:
        engine.day.note(*outcome.records)
    return outcome


def reverse(engine: Engine, key: str) -> Settlement:
    """Undo whatever the books hold under the key; the till notes it. Raises Refusal."""
    return undone(engine, partial(engine.reverse, key))


def undone(engine: Engine, undo: Callable[[], Settlement]) -> Settlement:
    """What an undoing books, noted by the till. Who is refused because it was undone before has heard of that, and notes it."""
    try:
        record = undo()
    except Refusal as error:
        by = engine.settlement(str(error.facts["by"])) if "by" in error.facts else None
        if by is not None:
            engine.day.note(by)
        raise
    engine.day.note(record)
    return record


def outcome_unknown(error: EngineError) -> bool:
    """Whether a failed settlement may stand in the books all the same; the same key finds out."""
    return isinstance(error, BooksError) or error.code == RefusalCode.OUTCOME_UNKNOWN


def slip_of(
    engine: Engine,
    settlement: Settlement,
    own: Institution | None,
    lang: Lang,
    *,
    tendered: Money | None = None,
    copy: bool = False,
    reasons: bool = False,
) -> Slip:
    """With the names that the record only refers to, and what was bought privately in the same act.

    A premium is paid at no institution, so its slip is headed by `own`.
    """
    people = {settlement.holder, settlement.shown_by or settlement.holder, *(draw.authoriser for draw in settlement.draws)}
    place = own if settlement.institution is None else engine.institution(settlement.institution)
    visit, queue = _visit_of(engine, settlement, place, lang)
    return Slip(
        settlement=settlement,
        visit=visit,
        queue=queue,
        names={person: engine.person(person).name for person in people},
        institution=place_name(place, lang),
        english=english_names(engine),
        private=engine.private.beside(settlement.id),
        tendered=tendered,
        copy=copy,
        training=is_training(engine.books.url),
        reasons=tuple(reason(lang, _discreet(step)) for step in settlement.steps) if reasons else (),
    )


def _visit_of(engine: Engine, settlement: Settlement, place: Institution | None, lang: Lang) -> tuple[str, str]:
    """Its number and queue, at a hospital."""
    number = engine.visits.number_of(settlement.id) if place is not None and place.kind is Kind.HOSPITAL else None
    if number is None:
        return "", ""
    from pos.visit_page import queue_told

    return number, queue_told(lang, engine.visits.show(number).registration, settlement.id)


def place_name(place: Institution | None, lang: Lang) -> str:
    """In the language of the slip."""
    return "" if place is None else place.english if lang == "en" and place.english else place.name


def english_names(engine: Engine) -> dict[str, str]:
    """Of the items that have one, by code."""
    return {item.code: item.english for item in engine.items() if item.english}


def _discreet(step: Step) -> Step:
    """An authoriser's name and id as a receipt may show them."""
    if "authoriser" not in step.facts:
        return step
    people = {fact: masked(str(step.facts[fact])) for fact in ("authoriser", "name") if fact in step.facts}
    return replace(step, facts={**step.facts, **people})


def save_receipt(home: Path, number: str, text: str) -> Path:
    """To receipts/NUMBER.txt, wholly or not at all. Raises BadInput `cannot-write`."""
    folder = home / "receipts"
    file = folder / f"{number}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", encoding="utf-8", dir=folder, prefix=f".{number}.", delete=False) as out:
            try:
                out.write(text)
                out.flush()
                os.fsync(out.fileno())
                Path(out.name).replace(file)
            except OSError:
                Path(out.name).unlink(missing_ok=True)
                raise
    except OSError as error:
        raise BadInput("cannot-write", file=str(file), detail=error.strerror or "") from error
    return file
