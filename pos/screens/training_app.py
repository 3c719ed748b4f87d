"""Two tills in one application: the real one, and one for training on books of its own. Only one of them is open at a time.

Coming back from training, the real till is as it was left: same house, same sale under the same key.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from engine.errors import EngineError
from engine.model.codes import Fault
from pos.screens.quiet import QuietApp
from pos.screens.till_below import till_below

if TYPE_CHECKING:
    from collections.abc import Callable

    from pos.catalogue import Catalogue
    from pos.open_sale import OpenSale
    from pos.sale import Sale
    from pos.wiring import House

Place = tuple["House", "Catalogue", "Sale"]


class TrainingApp(QuietApp):
    """`fault` is what will happen to the next reply, once, in training."""

    house: House | None
    catalogue: Catalogue | None
    fault: Fault = Fault.NONE
    _sale: Sale
    _kept: OpenSale | None = None
    _real: Place | None = None

    @property
    def sale(self) -> Sale:
        """The one that is open; what stands in its basket is kept beside the books."""
        return self._sale

    @sale.setter
    def sale(self, sale: Sale) -> None:
        self._sale = sale
        if self._kept is not None:
            self.call_after_refresh(self._keep)  # the key's own repaint first

    def _keep(self) -> None:
        if self._kept is not None:
            self._kept.keep(self._sale)

    def drop_sale(self) -> None:
        """Whatever stands in the basket is looked after, or not wanted."""
        if self._kept is not None:
            self._kept.let_go()
            self._kept = None

    @property
    def training(self) -> bool:
        """Whether what is open now is training's."""
        return self.house is not None and self.house.training

    def new_key(self) -> str:
        """For the next sale."""
        raise NotImplementedError

    def open_real(self) -> tuple[House, Catalogue]:
        """The real house, where it was not opened yet."""
        raise NotImplementedError

    def speak(self) -> None:
        """Every open screen anew."""
        raise NotImplementedError

    def move_in(self, house: House, catalogue: Catalogue, sale: Sale) -> None:
        """What every screen is about from now on, and the mark that says so."""
        from pos.open_sale import OpenSale

        self.drop_sale()
        self._kept = OpenSale(house)
        self.house, self.catalogue, self.sale, self.fault = house, catalogue, sale, Fault.NONE
        self.set_class(house.training, "-training")
        below = till_below(self)
        if below is not None:
            below.house_opened()
        self.speak()

    def take_fault(self) -> Fault:
        """It counts for one reply."""
        fault, self.fault = self.fault, Fault.NONE
        return fault

    def leave_sale(self) -> None:
        """Whatever is kept is for another till."""
        if self._kept is not None:
            self._kept.close()
            self._kept = None

    # there and back

    def begin_training(self, then: Callable[[EngineError | None], None]) -> None:
        """From the real till, whose sale must be empty. `then` hears of what went wrong."""
        from pos.wiring import open_training

        if self.house is not None and self.catalogue is not None and not self.training:
            self._real = (self.house, self.catalogue, self.sale)
            self._go(partial(open_training, self.house.home, like=self.house), then)

    def empty_training(self, then: Callable[[EngineError | None], None]) -> None:
        """New training books in the place of those in use. Where that fails there are none to go on with: the real till is back then."""
        from pos.wiring import empty_training

        def emptied(error: EngineError | None) -> None:
            if error is None:
                then(None)
            else:
                self.end_training(lambda also: then(also or error))

        if self.house is not None and self.training:
            self._go(partial(empty_training, self.house), emptied)

    def end_training(self, then: Callable[[EngineError | None], None]) -> None:
        """Back to the real till, as it was, or opened now for the first time."""
        house = self.house
        if house is None or not self.training:
            return

        def back(error: EngineError | None) -> None:
            if error is None:
                house.engine.books.close()
            then(error)

        self._part_from_phones()
        if self._real is None:
            self.work(self.open_real, partial(self._arrived, back), group="training")
        else:
            self.move_in(*self._real)
            self._real = None
            back(None)

    def _go(self, opens: Callable[[], House], then: Callable[[EngineError | None], None]) -> None:
        self._part_from_phones()
        self.work(partial(with_catalogue, opens), partial(self._arrived, then), group="training")

    def _arrived(self, then: Callable[[EngineError | None], None], found: tuple[House, Catalogue] | EngineError) -> None:
        if isinstance(found, EngineError):
            then(found)
            return
        house, catalogue = found
        fresh = self.sale.next(self.new_key())
        self.move_in(house, catalogue, replace(fresh, at=house.institution.id, care=house.institution.usual_care))
        then(None)

    def _part_from_phones(self) -> None:
        """Phones that were paired show the other books."""
        phone = self.__dict__.get("phone")
        if phone is not None:
            self.run_worker(phone.stop(), group="phone")


def with_catalogue(opens: Callable[[], House]) -> tuple[House, Catalogue]:
    """Both take a moment: in a worker."""
    from pos.opening import catalogue_of

    house = opens()
    return house, catalogue_of(house.shelf())
