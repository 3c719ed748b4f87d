"""The rules of a wallet transfer: whom it may go to, how much, how often, in which hours, and when it goes back."""

from datetime import datetime, time, timedelta

from engine.errors import Refusal, RefusalCode
from engine.model.codes import Relation
from engine.model.movement import MoneyEvent, Movement
from engine.model.person import Person, province
from engine.model.purse import Balance
from engine.model.step import Step
from engine.money import Money
from engine.policy.edition import Edition, WalletRules


def closes(rules: WalletRules, moment: time) -> bool:
    """Whether nothing is sent at this time of day; the hours may go past midnight. The same beginning and end: never."""
    if rules.closed_from <= rules.closed_until:
        return rules.closed_from <= moment < rules.closed_until
    return moment >= rules.closed_from or moment < rules.closed_until


def goes_back(rules: WalletRules, sent: datetime) -> datetime:
    """The next end of the closed hours after it was sent."""
    today = sent.replace(hour=rules.closed_until.hour, minute=rules.closed_until.minute, second=0)
    return today if today > sent else today + timedelta(days=1)


def judge_kinship(edition: Edition, giver: Person, taker: Person, relation: Relation) -> None:
    """Near relatives as the edition's mutual aid has them, in two provinces: inside one, mutual aid needs no transfer."""
    if giver.id == taker.id or relation not in edition.mutual_aid.relations:
        word = "self" if giver.id == taker.id else relation.value
        raise Refusal(RefusalCode.RELATION_NOT_ALLOWED, authoriser=giver.id, beneficiary=taker.id, relation=word)
    if province(giver.region) == province(taker.region):
        raise Refusal(RefusalCode.WALLET_SAME_PROVINCE, sender=giver.id, recipient=taker.id)


def judge_transfer(rules: WalletRules, giver: Person, amount: Money, *, balance: Balance, today: int, at: datetime) -> None:
    """`today` is how many the giver has sent already, whatever became of them."""
    if closes(rules, at.time()):
        hours = {"closed_from": f"{rules.closed_from:%H:%M}", "closed_until": f"{rules.closed_until:%H:%M}"}
        raise Refusal(RefusalCode.WALLET_CLOSED, at=f"{at:%H:%M}", **hours)
    if amount > rules.most:
        raise Refusal(RefusalCode.WALLET_AMOUNT, amount_fen=amount.fen, most_fen=rules.most.fen)
    if today >= rules.transfers_a_day:
        raise Refusal(RefusalCode.WALLET_TRANSFERS_A_DAY, sender=giver.id, most=rules.transfers_a_day)
    if amount > balance.all:
        raise Refusal(RefusalCode.WALLET_ACCOUNT, sender=giver.id, amount_fen=amount.fen, balance_fen=balance.all.fen)


def sending(
    rules: WalletRules, giver: Person, taker: Person, *, relation: Relation, amount: Money, balance: Balance, at: datetime, number: str
) -> Movement:
    """The record of a transfer that begins to wait."""
    due = goes_back(rules, at)
    facts: dict[str, str | int] = {
        "recipient": taker.id,
        "name": taker.name,
        "relation": relation.value,
        "balance_fen": balance.all.fen,
        "most_fen": rules.most.fen,
        "due": f"{due:%Y-%m-%d %H:%M}",
        **rules.sources.of("most"),
    }
    return Movement(
        id=number,
        event=MoneyEvent.WALLET_SENT,
        at=at,
        holder=giver.id,
        amount=amount,
        prior_year=balance.prior_part_of(amount),
        steps=(Step(rule="wallet-sent", amount=amount, facts=facts),),
        occasion=f"wallet-sent {number}",
        other=taker.id,
        relation=relation,
        due=due,
    )
