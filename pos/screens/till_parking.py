"""A sale put aside at the till, and taken up again here or at another till of the same institution."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from engine.errors import BadInput, EngineError
from pos.screens.till_leads import TillLeads

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pos.open_sale import Rescued
    from pos.parked import ParkedSale
    from pos.parking import Parking, Waiting
    from pos.sale import Sale
    from pos.wiring import House

_LOOK = 20.0
"""Seconds between two looks at how many are parked: other tills park and take up as well."""


class TillParking(TillLeads):
    """The one small file is written, or taken away, on the screen's own thread: a scan that follows must not fall between two baskets."""

    def on_mount(self) -> None:
        """How many wait is shown in the top bar."""
        self.set_interval(_LOOK, self._look_again)

    def house_opened(self) -> None:
        """Those that were parked before this till was opened."""
        super().house_opened()
        self._look_again()

    @property
    def parking(self) -> Parking:
        """Of this house."""
        from pos.parking import Parking

        return Parking(self.house.home / "parked", self.house.institution.id)

    def action_park(self) -> None:
        """Park what stands in the basket; with an empty one take up what is parked."""
        if self.till.house is None:
            return
        if self.till.sale.open_outcome:
            self.tell("till.outcome-open", "bad")
        elif self.till.sale.lines:
            self.park()
        else:
            self.till.work(self.parking.all, self._take_up_or_choose, group="parking")

    def action_parked(self) -> None:
        """The list, whatever stands in the basket: what is taken up changes places with it."""
        if self.till.house is None:
            return
        if self.till.sale.open_outcome:
            self.tell("till.outcome-open", "bad")
        else:
            self.till.work(self.parking.all, self._choose, group="parking")

    def park(self) -> bool:
        """The basket is empty then; False, with the reason told, where it could not be kept and stands as it was."""
        sale = self.till.sale
        if self._kept(sale) is None:
            return False
        self._stands(sale.next(self.till.new_key()))
        self.tell("parked.done", "good", lines=len(sale.lines), total=sale.gross)
        return True

    def _kept(self, sale: Sale) -> str | None:
        from pos.parked import parked

        try:
            return self.parking.put(parked(sale, self.house.engine.now()))
        except BadInput as error:
            self.tell_trouble(error)
            return None

    def _take_up_or_choose(self, waiting: Sequence[Waiting] | EngineError) -> None:
        if not isinstance(waiting, EngineError) and len(waiting) == 1 and not isinstance(waiting[0].found, EngineError):
            self.take_up(waiting[0].name)
        else:
            self._choose(waiting)

    def _choose(self, waiting: Sequence[Waiting] | EngineError) -> None:
        from pos.screens.parked import ParkedScreen

        if isinstance(waiting, EngineError):
            self.tell_trouble(waiting)
        elif not waiting:
            self.tell("parked.none")
        elif self.is_active:
            self.app.push_screen(ParkedScreen(self.parking, waiting), self._chosen_parked)
        self._look_again()

    def _chosen_parked(self, name: str | None) -> None:
        self._look_again()
        if name is not None:
            self.take_up(name)

    def take_up(self, name: str) -> None:
        """Into the basket; what stands there is parked instead. Nothing changes where it cannot be had."""
        from pos.sale import OutcomeOpenError

        before = self.till.sale
        try:
            sale = self.parking.look(name)
            after = self._taken_up(sale, before)
            mine = self._kept(before) if before.lines else ""
            if mine is not None:
                self._claim(name, mine)
                self._stands(after)
                self._tell_taken(sale, swapped=bool(mine))
        except BadInput as error:
            self.tell_trouble(error)
        except OutcomeOpenError:
            self.tell("till.outcome-open", "bad")

    def _taken_up(self, sale: ParkedSale, before: Sale) -> Sale:
        """Raises BadInput `nothing-left-parked`."""
        items = self.till.catalogue.items if self.till.catalogue else ()
        after = sale.taken_up(items, before.next(self.till.new_key()))
        if not after.lines:
            raise BadInput("nothing-left-parked", names=self._gone(sale))
        return after if before.lines or before.payer is None else after.identified(before.payer)

    def _claim(self, name: str, mine: str) -> None:
        """Raises BadInput; what had been parked for the swap is the basket again then, unless another till was quick enough to take it."""
        try:
            self.parking.take(name)
        except BadInput:
            if mine:
                try:
                    self.parking.take(mine)
                except BadInput:
                    self._stands(self.till.sale.next(self.till.new_key()))
            raise

    def _stands(self, sale: Sale) -> None:
        self.close_hits()
        self.change(lambda: sale)
        self.draw(len(sale.lines) - 1)
        self._look_again()

    def _tell_taken(self, sale: ParkedSale, *, swapped: bool) -> None:
        gone = self._gone(sale)
        if gone:
            self.tell("parked.gone", "bad", names=gone)
        elif self.till.sale.not_medical is None:
            key = "parked.swapped" if swapped else "parked.taken" if self.till.sale.payer is None else "parked.taken-payer"
            self.tell(key, "good", lines=len(self.till.sale.lines))

    def _gone(self, sale: ParkedSale) -> str:
        from pos.wording.clean import clean

        return clean(", ".join(sale.gone(self.till.catalogue.items if self.till.catalogue else ())), 60)

    def _look_again(self) -> None:
        if self.till.house is not None:
            self.till.work(partial(_seen_there, self.house, self.parking), self._seen, group="parked-count")

    def _seen(self, seen: tuple[Sequence[Rescued | BadInput], int] | EngineError) -> None:
        if isinstance(seen, EngineError):
            return
        rescued, self.parked = seen
        self.show_clock()
        self.show_keys()
        self._tell_rescued(rescued)

    def _tell_rescued(self, rescued: Sequence[Rescued | BadInput]) -> None:
        """What was booked before what waits, and that before what cannot be read."""
        sales = [became for became in rescued if not isinstance(became, EngineError)]
        booked = [sale.booked for sale in sales if sale.booked]
        if booked:
            self.tell("rescued.booked", "bad", number=booked[-1])
        elif sales:
            self.tell("rescued.parked", "bad", count=len(sales))
        else:
            for error in rescued:
                if isinstance(error, EngineError):
                    self.tell_trouble(error)


def _seen_there(house: House, parking: Parking) -> tuple[Sequence[Rescued | BadInput], int]:
    """What other tills left behind, and how many wait then."""
    from pos.open_sale import rescue

    rescued: Sequence[Rescued | BadInput] = ()
    with suppress(EngineError):  # it stays where it is, and the next look tries again
        rescued = rescue(house)
    return rescued, len(parking.all())
