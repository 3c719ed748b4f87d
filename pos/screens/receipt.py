"""The receipt on the screen, and in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from engine.errors import EngineError
from engine.model.codes import Event
from engine.model.settlement import Settlement
from pos.journal_row import event_key
from pos.screens.speaking import SpeakingScreen
from pos.widgets.keys import Key, bindings
from pos.widgets.top_bar import TopBar

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from engine.model.private import PrivateSale
    from engine.money import Money


class ReceiptScreen(SpeakingScreen["str | None"]):
    """Dismissed with what was scanned meanwhile: the next customer does not wait.

    `save` writes it to the receipts' folder; a copy, which is not saved, leads back. `onward` is the key of what Enter leads to.
    """

    KEYS: ClassVar[Sequence[Key]] = (
        Key(keys="enter,ctrl+j,f9,escape", cap="Enter", action="next", label="till.key-next", rank=0),
        Key(keys="f2,question_mark", cap="F2", action="why", label="till.key-why", rank=1),
        Key(keys="ctrl+l", cap="^L", action="app.language", label="till.key-language", rank=2),
    )
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(KEYS)]
    AUTO_FOCUS = "#page"

    def __init__(
        self, record: Settlement | PrivateSale, *, tendered: Money | None = None, save: bool = False, onward: str = "till.key-next"
    ) -> None:
        super().__init__()
        self._record, self._tendered, self._save, self._onward = record, tendered, save, onward

    def compose(self) -> ComposeResult:
        """Paper in the middle."""
        yield TopBar()
        with VerticalScroll(id="page"):
            yield Static(id="paper", markup=False)
        yield from self.ending()

    def on_mount(self) -> None:
        """Saved once, in the language of the moment. Who pays stands at the foot: the page stays there until somebody scrolls."""
        self.query_one("#page", VerticalScroll).anchor()
        if self._save:
            self.till.work(self._write, self._written, group="save")

    def speak(self) -> None:
        """The same receipt in the language of now."""
        self.query_one(TopBar).show(f"{self.say('receipt.screen')} {self._record.id}", self.say(event_key(self._record)))
        self.till.work(self._text, self._show, group="receipt")
        self.show_keys()

    def label_of(self, key: Key) -> str:
        """What comes after it."""
        return key.label if key.action != "next" else self._onward if self._save else "till.key-back"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Of a private sale there is nothing to explain."""
        del parameters
        return action != "why" or isinstance(self._record, Settlement)

    def _text(self) -> str:
        from pos.counter_private import receipt_text

        house, lang = self.house, self.till.lang
        return receipt_text(house.engine, self._record, house.institution, lang, tendered=self._tendered, copy=not self._save)

    def _write(self) -> Path:
        from pos.counter import save_receipt

        return save_receipt(self.house.home, self._record.id, self._text())

    def _show(self, text: str | EngineError) -> None:
        if isinstance(text, EngineError):
            self.tell_trouble(text)
        else:
            self.query_one("#paper", Static).update(Content(text.rstrip("\n")))

    def _written(self, file: Path | EngineError) -> None:
        number = self._record.id
        if isinstance(file, EngineError):
            from pos.wording.explain import refusal

            self.tell("receipt.not-saved", "bad", number=number, why=refusal(self.till.lang, file))
        else:
            key = "receipt.saved" if self._record.event is Event.SALE else "receipt.saved-undo"
            self.tell(key, "good", number=number, file=f"{file.parent.name}/{file.name}")

    def scanned(self, text: str) -> None:
        """The next sale begins; a receipt that is looked at again says that scans are the till's."""
        if self._save:
            self.dismiss(text)
        else:
            self.tell("scan.not-here", "bad")

    def action_next(self) -> None:
        """On."""
        self.dismiss(None)

    def action_why(self) -> None:
        """Every step."""
        if isinstance(self._record, Settlement):
            self.show_reasons(self._record)
