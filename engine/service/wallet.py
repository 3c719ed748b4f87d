"""医保钱包: an employee sends account money to a near relative in another province, who accepts it into the wallet; else it goes back."""

from collections.abc import Mapping, Sequence

from engine.errors import BadInput, Refusal, RefusalCode
from engine.model.codes import Relation
from engine.model.movement import MoneyEvent, Movement, Transfer
from engine.model.step import Step
from engine.money import Money
from engine.service.context import Context, person_of
from engine.service.wallet_rules import judge_kinship, judge_transfer, sending


class Wallet:
    """The wallet's verbs and views, reached as `Engine.wallet`."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def send(self, sender: str, recipient: str, relation: Relation, amount: Money) -> Movement:
        """Take it from the sender's personal account at once, prior-year part first; it waits for the recipient.

        `relation` is what the recipient is to the sender. Judged by the sender's edition, in this order: Refusal
        `authoriser-has-no-account`, `person-suspended`, `no-edition`, `relation-not-allowed`, `wallet-same-province`, `wallet-closed`,
        `wallet-amount`, `wallet-transfers-a-day`, `wallet-account`. Raises BadInput `unknown-person`, `bad-amount`.
        """
        if amount <= Money.ZERO:
            raise BadInput("bad-amount", amount=str(amount))
        with self._context.write() as (books, at):
            giver, taker = person_of(books, sender), person_of(books, recipient)
            books.lock([giver.id])
            balance = books.balance(giver.id)
            if balance is None or not giver.may_authorise:
                raise Refusal(RefusalCode.AUTHORISER_HAS_NO_ACCOUNT, authoriser=giver.id)
            if not giver.insured:
                raise Refusal(RefusalCode.PERSON_SUSPENDED, person=giver.id)
            edition = self._context.edition(giver.region, at)
            judge_kinship(edition, giver, taker, relation)
            today = books.transfers_sent(giver.id, at.date().isoformat())
            judge_transfer(edition.wallet, giver, amount, balance=balance, today=today, at=at)
            movement = sending(
                edition.wallet,
                giver,
                taker,
                relation=relation,
                amount=amount,
                balance=balance,
                at=at,
                number=books.next_settlement_id(at.date()),
            )
            books.record(movement)
            return movement

    def accept(self, transfer: str) -> Movement:
        """Into the recipient's wallet. Raises Refusal `unknown-transfer`, `transfer-ended` (accepted before, or gone back)."""
        with self._context.write() as (books, at):
            found = books.transfer(transfer)
            if found is None:
                raise Refusal(RefusalCode.UNKNOWN_TRANSFER, transfer=transfer[:80])
            sent = found.sent
            if found.ended is not None:
                raise Refusal(RefusalCode.TRANSFER_ENDED, transfer=sent.id, by=found.ended)
            books.lock([sent.other])
            facts: dict[str, str | int] = {"transfer": sent.id, "sender": sent.holder, "sent": f"{sent.at:%Y-%m-%d %H:%M}"}
            movement = Movement(
                id=books.next_settlement_id(at.date()),
                event=MoneyEvent.WALLET_ACCEPTED,
                at=at,
                holder=sent.other,
                amount=sent.amount,
                steps=(Step(rule="wallet-accepted", amount=sent.amount, facts=facts),),
                occasion=f"wallet-ended {sent.id}",
                other=sent.holder,
                ends=sent.id,
            )
            books.record(movement)
            return movement

    def balance(self, person: str) -> Money | None:
        """None for somebody who never accepted a transfer."""
        with self._context.read() as (books, _at):
            return books.wallet(person)

    def balances(self) -> Mapping[str, Money]:
        """Wallets by person."""
        with self._context.read() as (books, _at):
            return books.wallets()

    def waiting(self) -> Sequence[Transfer]:
        """Transfers neither accepted nor returned, in the order they were sent."""
        with self._context.read() as (books, _at):
            return books.transfers_waiting()
