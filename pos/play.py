"""Scenarios played step by step. Every sale passes through a QR picture that is really drawn and really read."""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from engine.errors import BadInput, Refusal
from engine.ledger.open import open_books
from engine.ledger.store import Books
from engine.model.bill import Bill
from engine.model.credential import Credential
from engine.model.movement import Movement
from engine.model.private import PrivateSale
from engine.model.settlement import Quote, Settlement
from engine.policy.edition import Edition
from engine.policy.load import edition_file, shipped
from pos import money_steps, scenario
from pos.day_steps import DayStep, Query
from pos.expectations import Judgement, Tally, judge
from pos.play_after import played_after
from pos.play_lines import lines_of, parted
from pos.play_private import beside, played_privately, quoted_beside
from pos.play_visits import PlayedVisits
from pos.played_world import held_against, moved, stand, whole_world
from pos.private_steps import PrivateStep
from pos.props import ManualClock, through_a_picture
from pos.results import of_movement, of_quote, of_settlement
from pos.step import Step
from pos.toml_file import read_toml
from pos.visit_steps import Register, VisitStep
from pos.wiring import engine_on
from pos.wording.explain import refusal
from pos.wording.say import Lang

Result = dict[str, Any]
Kept = Settlement | PrivateSale | Quote | Credential | Movement
Named = TypeVar("Named", Settlement, Quote, Credential, Movement)


def read_scenario(path: Path) -> scenario.ScenarioFile:
    """Raises BadInput `bad-scenario`, `no-such-file`, `unreadable`."""
    return read_toml(path, scenario.ScenarioFile, code="bad-scenario")


class Player:
    """One scenario on fresh books. `passes` turns a code into what the scanner reads; `editions` replace all others of their regions.

    `file` is the scenario where it stands in no file of its own. `refused` is what the last step was refused with.
    """

    def __init__(
        self,
        path: Path,
        *,
        lang: Lang,
        books: Books | None = None,
        passes: Callable[[str], str] | None = None,
        editions: Iterable[Edition] = (),
        file: scenario.ScenarioFile | None = None,
    ) -> None:
        """Raises BadInput: a file that breaks the format, editions included; `books-not-empty`."""
        self.path = path
        self.file = read_scenario(path) if file is None else file
        self.refused: Refusal | None = None
        self._lang = lang
        self._passes = passes or through_a_picture
        self._clock = ManualClock(self.file.begins)
        self._names: dict[str, Kept] = {}
        self.tally = Tally()
        self.surprises = 0
        policies = shipped().replacing(edition_file(path.parent / name) for name in self.file.editions).replacing(editions)
        books = books or open_books("memory:")
        self.engine = engine_on(
            books,
            secret=sha256(f"gongji scenario {self.file.seed}".encode()).digest(),
            policies=policies,
            clock=self._clock,
            random=Random(self.file.seed),  # noqa: S311 - a scenario is to play the same again
        )
        if self.engine.people():
            raise BadInput("books-not-empty", url=books.url)
        self.engine.found(self.file.world())
        self._visits = PlayedVisits(self.engine)
        self._items = {item.code: item for item in self.engine.items()}

    @property
    def good(self) -> bool:
        """No expectation failed, no step was refused without being expected to, and the books balance."""
        return not self.surprises and not self.tally.failed and not self.engine.check()

    def lines(self) -> Iterator[Result]:
        """Play; a result a step, then the end. Raises BadInput, with the step's number, where one names what is not there."""
        for number, step in enumerate(self.file.steps, start=1):
            result: Result = {"step": number, "do": step.do, **({"as": step.as_} if step.as_ else {})}
            self.refused = None
            try:
                result |= {"ok": True, **self._played(step)}
            except Refusal as error:
                self.refused = error
                self.surprises += step.expect is None
                result |= {"ok": False, "refused": error.code.value, "message": refusal(self._lang, error)}
            except BadInput as error:
                result |= self._unplayable(number, error)
            yield self._judged(step, result)
        yield self._end()

    def _unplayable(self, number: int, error: BadInput) -> Result:
        """What becomes of a step that names what is not there."""
        raise BadInput(error.code, **{**error.facts, "step": number}) from error

    def _judged(self, step: Step, result: Result) -> Result:
        expected: dict[str, Any] = dict(step.expect or {})
        judgement = judge(expected, result)
        if isinstance(step, scenario.Check):
            of_world = judge(*held_against(self.engine, step))
            judgement = Judgement(met=judgement.met + of_world.met, differences=judgement.differences + of_world.differences)
        if not result["ok"] and step.expect is not None and "refused" not in expected:
            judgement = judge({**expected, "ok": expected.get("ok", True)}, result)
        self.tally.met += judgement.met
        self.tally.failed += len(judgement.differences)
        if judgement.differences:
            result["unmet"] = [{"key": gap.key, "expected": gap.expected, "got": gap.got} for gap in judgement.differences]
        return result

    def _end(self) -> Result:
        expectations = {"met": self.tally.met, "failed": self.tally.failed}
        return {"end": True, "title": self.file.title, **whole_world(self.engine), "expectations": expectations}

    def _played(self, step: scenario.AnyStep) -> Result:  # noqa: C901, PLR0911, PLR0912 - one line a verb
        match step:
            case scenario.Sale():
                return self._sale(step)
            case Register() | VisitStep():
                return self._visits.played(step, self._place, self._code)
            case scenario.Quote():
                quote = self.engine.pre_settle(self._bill(step), self._code(step))
                return self._keep(step, quote, of_quote(quote) | quoted_beside(quote))
            case scenario.Issue():
                credential = self.engine.issue(step.holder, step.shown_by)
                return self._keep(
                    step, credential, {"holder": step.holder, "shown_by": step.shown_by, "expires": credential.expires_at.isoformat()}
                )
            case scenario.Refund() | scenario.Reverse() | Query() | DayStep():
                return self._keep(step, *played_after(self.engine, step, self._sold))
            case PrivateStep():
                return self._keep(step, *played_privately(self.engine, step, self._place(step), lines_of(self._items, step.lines)))
            case scenario.Premium():
                settlement = self.engine.pay_premium(authoriser=step.authoriser, beneficiary=step.beneficiary, kind=step.kind)
                return self._keep(step, settlement, of_settlement(settlement))
            case scenario.GrantStep():
                covers = None if step.covers is None else frozenset(step.covers)
                self.engine.grant(
                    authoriser=step.authoriser,
                    beneficiary=step.beneficiary,
                    relation=step.relation,
                    limit=step.limit,
                    rank=step.rank,
                    covers=covers,
                )
            case scenario.Revoke():
                self.engine.revoke(authoriser=step.authoriser, beneficiary=step.beneficiary)
            case scenario.Reorder():
                self.engine.ordering.reorder(step.beneficiary, step.authorisers)
            case scenario.Bind():
                self.engine.bind(owner=step.owner, member=step.member, relation=step.relation)
            case scenario.Unbind():
                self.engine.unbind(owner=step.owner, member=step.member)
            case scenario.Advance():
                self._advance(timedelta(seconds=step.seconds, minutes=step.minutes, hours=step.hours, days=step.days))
            case scenario.Suspend():
                stand(self.engine, step)
            case money_steps.Send() | money_steps.Accept() | money_steps.Float() | money_steps.Count():
                movement = moved(self.engine, step, self._transfer, self._place(step))
                return self._keep(step, movement, of_movement(movement))
            case scenario.Check():
                pass
        return {}

    def _sale(self, step: scenario.Sale) -> Result:
        agreed = None if step.agreed is None else self._named(step.agreed, Quote)
        settlement = self._visits.settled(step, self._bill(step), self._code(step), agreed)
        self.engine.day.note(settlement)
        return self._keep(step, settlement, of_settlement(settlement) | beside(self.engine, settlement))

    def _advance(self, span: timedelta) -> None:
        wrong = BadInput("bad-scenario", file=str(self.path), detail="advance: the clock would leave the calendar")
        try:
            later = self._clock.now + span
        except OverflowError as error:
            raise wrong from error
        if not scenario.within_the_calendar(later):
            raise wrong
        self._clock.now = later

    def _bill(self, step: scenario.Quote) -> Bill:
        institution = self.engine.institution(self._place(step))
        insured, private = parted(lines_of(self._items, step.lines), split=step.split)
        return Bill(
            at=institution.id,
            care=step.care or institution.usual_care,
            prescription=step.prescription,
            account=step.account,
            wallet=step.wallet,
            lines=insured,
            private=private,
        )

    def _place(self, step: scenario.AnyStep) -> str:
        """Where it happens: as the step says, else at the only institution there is."""
        at: str | None = getattr(step, "at", None)
        known = self.engine.institutions()
        return known[0].id if at is None and len(known) == 1 else at or ""

    def _code(self, step: scenario.Quote | Register) -> str:
        """What the scanner reads: a fresh code of the holder, one issued earlier, or digits that the step makes up."""
        if step.digits is not None:
            return self._drawn(step.digits)
        if step.code is not None:
            return self._passes(self._named(step.code, Credential).digits)
        return self._passes(self.engine.issue(step.holder or "", step.shown_by).digits)

    def _drawn(self, text: str) -> str:
        from scanner.errors import TextError

        try:
            return self._passes(text)
        except TextError as error:
            raise BadInput("bad-scenario", file=str(self.path), detail=f"digits: {refusal(self._lang, error)}") from error

    def _named(self, name: str, kind: type[Named]) -> Named:
        found = self._names.get(name)
        if not isinstance(found, kind):
            raise BadInput("unknown-name", name=name[:80])
        return found

    def _sold(self, name: str) -> Settlement | PrivateSale:
        found = self._names.get(name)
        return found if isinstance(found, PrivateSale) else self._named(name, Settlement)

    def _transfer(self, name: str) -> str:
        """The number of a transfer by the name of its sending; a number as it is."""
        return name if name.isdecimal() and name not in self._names else self._named(name, Movement).id

    def _keep(self, step: Step, value: Kept | None, result: Result) -> Result:
        if step.as_ and value is not None:
            self._names[step.as_] = value
        return result
