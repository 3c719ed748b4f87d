"""The slip of a registration without a fee."""

from textual.content import Content

from engine.model.visit import Visit
from pos.screens.reading import ReadingScreen
from pos.visit_page import visit_lines


class VisitSlipScreen(ReadingScreen):
    """`patient` is the masked name. A registration with a fee has a receipt, which says the same."""

    def __init__(self, visit: Visit, patient: str) -> None:
        super().__init__()
        self._visit, self._patient = visit, patient

    def title_now(self) -> str:
        """With its number."""
        return self.say("hospital.slip", visit=self._visit.registration.visit)

    def text_now(self) -> Content:
        """Where to wait, and as which."""
        return Content("\n".join(["", *visit_lines(self.till.lang, self._visit, self._patient, self.till.item_names)]))
