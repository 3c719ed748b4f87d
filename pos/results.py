"""Results as the contract's section 4 has them: keys that other people's scripts read."""

from engine.model.movement import Movement
from engine.model.settlement import Draw, Figures, Quote, Settlement


def of_settlement(settlement: Settlement) -> dict[str, object]:
    """A sale, refund, reversal or premium."""
    return {
        **_wallet(settlement),
        "fen": fen(settlement.figures),
        "draws": draws(settlement.draws),
        "holder": settlement.holder,
        "shown_by": settlement.shown_by,
        "settlement": settlement.id,
    }


def of_quote(quote: Quote) -> dict[str, object]:
    """A quote has no settlement."""
    return {
        **_wallet(quote),
        "fen": fen(quote.figures),
        "draws": draws(quote.draws),
        "holder": quote.holder,
        "shown_by": quote.shown_by,
        "settlement": None,
    }


def of_movement(movement: Movement) -> dict[str, object]:
    """A money event that is no settlement; a sending says when it goes back, a count what the books said."""
    told: dict[str, object] = {
        "movement": movement.id,
        "event": movement.event.value,
        "holder": movement.holder,
        "amount": movement.amount.fen,
    }
    if movement.prior_year:
        told["prior_year"] = movement.prior_year.fen
    if movement.other:
        told["other"] = movement.other
    if movement.due is not None:
        told["due"] = movement.due.isoformat()
    if movement.counted is not None:
        told |= {"booked": (movement.counted - movement.amount).fen, "counted": movement.counted.fen}
    return told


def _wallet(paid: Settlement | Quote) -> dict[str, object]:
    """The part of the cash that came from the wallet, where any did."""
    return {"wallet": paid.wallet.fen} if paid.wallet else {}


def fen(figures: Figures) -> dict[str, int]:
    """The figures in whole fen."""
    return {name: amount.fen for name, amount in figures.by_name().items()}


def draws(drawn: tuple[Draw, ...]) -> list[dict[str, object]]:
    """Whose pool paid how much, in the order they were drawn on."""
    return [{"from": draw.authoriser, "fen": draw.amount.fen} for draw in drawn]
