"""Where a real phone finds the phone's pages: the address as a QR code, and the access code."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual import work
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from engine.errors import EngineError
from pos.widgets.key_bar import KeyBar
from pos.widgets.language import caps, lang_of
from pos.widgets.qr import QrCode
from pos.widgets.top_bar import taped
from pos.wording import say
from pos.wording.explain import refusal

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from pos.app import TillApp
    from pos.wiring import House


class PhoneScreen(Screen[None]):
    """Opening it starts the pages on this machine; they go on behind the till until it is left, or they are closed here."""

    DEFAULT_CSS: ClassVar[str] = """
    PhoneScreen #heading { height: 1; padding: 0 1; background: $panel; color: $accent; text-style: bold; }
    PhoneScreen #columns { height: 1fr; }
    PhoneScreen #qr { width: 44; height: 1fr; }
    PhoneScreen #words { padding: 1 2; }
    PhoneScreen #words Static { height: auto; margin: 0 0 1 0; }
    PhoneScreen #address, PhoneScreen #code { text-style: bold; }
    PhoneScreen #who-can { color: $warning; }
    """
    BINDINGS: ClassVar = [
        Binding("f5", "network", "Network", id="phone.network"),
        Binding("f8", "stop", "Close", id="phone.stop"),
        Binding("escape", "dismiss(None)", "Back"),
    ]

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house
        self._trouble = ""

    def compose(self) -> ComposeResult:
        """The code left, the words right."""
        yield Static(id="heading", markup=False)
        with Horizontal(id="columns"):
            yield QrCode(id="qr")
            with Vertical(id="words"):
                for name in ("how", "address", "code", "who-can", "goes-on"):
                    yield Static(id=name, markup=False)
        yield KeyBar()

    def on_mount(self) -> None:
        """On this machine alone, unless it runs already."""
        self.speak()
        if self._till.phone.address is None:
            self._start(on_network=False)

    @property
    def _till(self) -> TillApp:
        return cast("TillApp", self.app)

    def speak(self) -> None:
        """Every word anew, in the language of now."""
        lang, address = lang_of(self), self._till.phone.address
        self.query_one("#heading", Static).update(taped(self.app, say(lang, "phone.screen.title"), self.app.size.width - 2))
        keys = ("F5", "network"), ("F8", "stop"), ("Esc", "back")
        self.query_one(KeyBar).show(caps(lang, "phone.screen", keys))
        self.query_one(QrCode).show(address.link if address else "")
        told = {"how": "", "address": "", "code": "", "who-can": self._trouble, "goes-on": ""}
        if address is not None:
            told["how"] = say(lang, "phone.screen.how")
            told["address"] = f"{say(lang, 'phone.screen.address')}  {address.url}"
            told["code"] = f"{say(lang, 'phone.screen.code')}  {address.code[:4]} {address.code[4:]}"
            told["who-can"] = self._trouble or say(lang, "phone.screen.network" if address.on_network else "phone.screen.here")
            told["goes-on"] = say(lang, "phone.screen.goes-on")
        elif not self._trouble:
            told["who-can"] = say(lang, "phone.screen.stopped")
        for name, sentence in told.items():
            self.query_one(f"#{name}", Static).update(Content(sentence))

    @work(exclusive=True, group="phone")
    async def _start(self, *, on_network: bool) -> None:
        self._trouble = ""
        try:
            await self._till.phone.start(self._house, lang=lang_of(self), on_network=on_network)
        except EngineError as error:
            self._trouble = refusal(lang_of(self), error)
        self.speak()

    def action_network(self) -> None:
        """From this machine alone to the local network, or back; each time with a new access code."""
        address = self._till.phone.address
        self._start(on_network=address is not None and not address.on_network)

    @work(exclusive=True, group="phone")
    async def action_stop(self) -> None:
        """Nobody reaches the pages any more."""
        self._trouble = ""
        await self._till.phone.stop()
        self.speak()
