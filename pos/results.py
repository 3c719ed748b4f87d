"""Results as the contract's section 4 has them: keys that other people's scripts read."""

from engine.model.explanation import FIGURES_OF, Explanation, NotDrawn
from engine.model.movement import Movement
from engine.model.outcome import Outcome
from engine.model.reported import Reported
from engine.model.returned import GivenBack
from engine.model.settlement import Draw, Figures, Quote, Settlement
from pos.wording.explain import mark_word, reason, remedy
from pos.wording.say import Lang


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


def of_explanation(explanation: Explanation, lang: Lang) -> dict[str, object]:
    """Keys that an explanation adds: every step with what it rests on, pools that paid nothing, the sums as reported, the sources."""
    return {
        "steps": [
            {
                "rule": why.step.rule,
                "fen": why.step.amount.fen,
                "facts": dict(why.step.facts),
                "message": reason(lang, why.step, why.grounds),
                "figures": list(FIGURES_OF.get(why.step.rule, ())),
                "sources": [ground.key for ground in why.grounds],
            }
            for why in explanation.reasons
        ],
        "not_drawn": [_not_drawn(over, lang) for over in explanation.not_drawn],
        "reported": None if explanation.reported is None else of_reported(explanation.reported),
        "sources": {
            ground.key: {"title": ground.title, "mark": ground.mark, "means": mark_word(lang, ground)} for ground in explanation.sources
        },
    }


def _not_drawn(over: NotDrawn, lang: Lang) -> dict[str, object]:
    """`would_have_paid_fen` is null where no change of one thing would have let the pool pay."""
    fix: dict[str, object] = {"message": remedy(lang, over)}
    if over.at_least is not None:
        fix["at_least_fen"] = over.at_least.fen
    if over.since is not None:
        fix["since"] = over.since.isoformat()
    if over.still is not None:
        fix["still"] = over.still.value
    if over.refused:
        fix["refused"] = over.refused
    return {
        "authoriser": over.authoriser,
        "why": over.why.value,
        "facts": dict(over.facts),
        "would_have_paid_fen": None if over.would_have_paid is None else over.would_have_paid.fen,
        "cash_then_fen": None if over.cash_then is None else over.cash_then.fen,
        "remedy": fix,
    }


def of_reported(reported: Reported) -> dict[str, int]:
    """The bureau's sums in whole fen."""
    return {name: amount.fen for name, amount in reported.by_name().items()}
