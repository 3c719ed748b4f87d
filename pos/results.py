"""Results as the contract's section 4 has them: keys that other people's scripts read."""

from engine.model.outcome import Outcome
from engine.model.returned import GivenBack
from engine.model.settlement import Draw, Figures, Quote, Settlement


def of_settlement(settlement: Settlement) -> dict[str, object]:
    """A sale, refund, reversal or premium."""
    return {
        "fen": fen(settlement.figures),
        "draws": draws(settlement.draws),
        "holder": settlement.holder,
        "shown_by": settlement.shown_by,
        "settlement": settlement.id,
    }


def of_given_back(given_back: GivenBack) -> dict[str, object]:
    """The refund, and under `remaining` the settlement of what stays; None where nothing does."""
    remaining = given_back.remaining
    return {**of_settlement(given_back.refund), "remaining": None if remaining is None else of_settlement(remaining)}


def of_outcome(outcome: Outcome) -> dict[str, object]:
    """What became of a key: `outcome` settled, undone or nothing; the settlement's own keys where there is one."""
    record, undone = outcome.settlement, outcome.undone_by
    found = {} if record is None else of_settlement(record)
    return {"outcome": outcome.known.value, **found, "undone_by": None if undone is None else undone.id}


def of_quote(quote: Quote) -> dict[str, object]:
    """A quote has no settlement."""
    return {
        "fen": fen(quote.figures),
        "draws": draws(quote.draws),
        "holder": quote.holder,
        "shown_by": quote.shown_by,
        "settlement": None,
    }


def fen(figures: Figures) -> dict[str, int]:
    """The figures in whole fen."""
    return {name: amount.fen for name, amount in figures.by_name().items()}


def draws(drawn: tuple[Draw, ...]) -> list[dict[str, object]]:
    """Whose pool paid how much, in the order they were drawn on."""
    return [{"from": draw.authoriser, "fen": draw.amount.fen} for draw in drawn]
