"""The till as an application.

It opens the house after the first paint, listens for the hand scanner on every screen, and fails without a word of its insides.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.reactive import reactive

from engine.errors import EngineError
from pos.sale import Sale
from pos.screens.till import TillScreen
from pos.screens.training_app import TrainingApp, with_catalogue
from pos.themes import DEFAULT, PALETTES, Palette
from pos.widgets.ascii import AsciiFilter
from pos.widgets.colourless import Colourless, without_colours
from pos.widgets.colours import theme_of
from pos.widgets.ear import Ear
from pos.widgets.notice import notice
from pos.wording import Lang, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from textual.filter import LineFilter
    from textual.screen import Screen

    from pos.catalogue import Catalogue
    from pos.phone.host import PhoneHost
    from pos.wiring import House
    from scanner.sources.keystrokes import Heard


class TillApp(TrainingApp, inherit_bindings=False):
    """`open_house` is called in a worker after the first paint, or `open_first` where the till begins with training.

    `key` gives each sale its idempotency key.
    """

    CSS_PATH = "till.tcss"
    TITLE = "gongji"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+l", "language", show=False, priority=True),
        Binding("ctrl+q,ctrl+c", "leave", show=False),
        Binding("f12", "menu", show=False),
    ]

    lang: reactive[Lang] = reactive("zh", repaint=False)

    def __init__(
        self,
        open_house: Callable[[], House],
        *,
        lang: Lang,
        theme: str = DEFAULT,
        ascii: bool = False,  # noqa: A002 - the option's own name
        graphics: bool = False,
        key: Callable[[], str] | None = None,
        home: Path | None = None,
        open_first: Callable[[], House] | None = None,
        settle_in: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(home)
        for name, palette in PALETTES.items():
            self.register_theme(theme_of(name, palette))
        self.theme = theme if theme in PALETTES else DEFAULT
        self.set_reactive(TillApp.lang, lang)
        self.ascii = ascii
        self.graphics = graphics and not ascii and not self.no_color and self.console.color_system == "truecolor"
        self.house: House | None = None
        self.catalogue: Catalogue | None = None
        self.trouble: EngineError | None = None
        self._open_house = open_house
        self._open_first = open_first or open_house
        self._settle_in = settle_in
        self._key = key
        self._ascii_filter, self._colourless = AsciiFilter(enabled=ascii), Colourless(lambda: self.palette)
        self._ear = Ear(self._route, self.set_timer)
        self.sale = Sale(key=self.new_key())

    # what the screens ask

    def last_words(self, file: Path) -> str:
        """One line."""
        return self.say("till.crashed", file=file)

    @property
    def palette(self) -> Palette:
        """The colours of the theme in use."""
        return PALETTES.get(self.theme, PALETTES[DEFAULT])

    def say(self, key: str, **facts: object) -> str:
        """A sentence in the till's language."""
        return say(self.lang, key, **facts)

    @property
    def item_names(self) -> Mapping[str, str]:
        """By code, in the till's language."""
        items = self.catalogue.items if self.catalogue else ()
        return {item.code: item.english if self.lang == "en" and item.english else item.name for item in items}

    def new_key(self) -> str:
        """For the next sale."""
        if self._key is not None:
            return self._key()
        from uuid import uuid4

        return str(uuid4())

    @cached_property
    def phone(self) -> PhoneHost:
        """The phone's pages, served behind the till once they are asked for."""
        from pos.phone.host import PhoneHost

        return PhoneHost()

    async def on_unmount(self) -> None:
        """The phone's pages end with the till, and so does its hold on the open sale: what was not looked after, another till finds."""
        self.leave_sale()
        if "phone" in self.__dict__:
            await self.phone.stop()

    # opening

    def get_default_screen(self) -> Screen[None]:
        """The first paint holds nothing that has to be read from disk."""
        return TillScreen()

    def on_mount(self) -> None:
        """Signals end the till cleanly; the house opens after the first paint."""
        self.heed_signals()
        self.few_workers()
        self.call_after_refresh(self.work, self._open, self._opened, group="open")

    def _open(self) -> tuple[House, Catalogue]:
        return with_catalogue(self._open_first)

    def open_real(self) -> tuple[House, Catalogue]:
        """In a worker."""
        return with_catalogue(self._open_house)

    def _opened(self, opened: tuple[House, Catalogue] | EngineError) -> None:
        if isinstance(opened, EngineError):
            from rich.text import Text

            from pos.wording.explain import refusal

            self.trouble = opened
            self.exit(1, return_code=1, message=Text(refusal(self.lang, opened)))
            return
        from dataclasses import replace

        house, catalogue = opened
        self.home = self.home or house.home
        self.move_in(house, catalogue, replace(self.sale, at=house.institution.id, care=house.institution.usual_care))
        if self._settle_in is not None:  # once what was typed meanwhile is taken
            self.call_after_refresh(self.work, self._settle_in, lambda _: None, group="settle-in")

    # the hand scanner

    async def on_event(self, event: events.Event) -> None:
        """A scan is told by what it says; it may come on any screen, whatever has the focus."""
        if isinstance(event, events.Key) and not event.is_forwarded and self._ear.hears(event, self.focused):
            return
        if isinstance(event, events.Paste) and not event.is_forwarded and self._ear.pasted(event.text, self.focused):
            return
        await super().on_event(event)

    def _route(self, heard: Heard) -> None:
        """To the screen in front. One that takes no scans says so: what was scanned there was meant for the till."""
        from scanner.sources.keystrokes import Damaged

        screen = self.screen
        damaged = isinstance(heard, Damaged)
        take = getattr(screen, "misread" if damaged else "scanned", None) or getattr(screen, "enter", None)
        if callable(take):
            take(heard.text)
        else:
            self.bell()
            notice(screen, self.say("scan.damaged", count=len(heard.text)) if damaged else self.say("scan.not-here"))

    # keys that work everywhere

    def action_language(self) -> None:
        """Chinese or English, at once and everywhere."""
        self.lang = "en" if self.lang == "zh" else "zh"

    def watch_lang(self) -> None:
        """Nothing that was typed or scanned is lost by it."""
        if self.is_running:
            self.speak()

    def speak(self) -> None:
        """Let every open screen say its text anew."""
        for screen in self.screen_stack:
            for name in ("speak", "retell"):
                again = getattr(screen, name, None)
                if callable(again):
                    again()

    def watch_theme(self) -> None:
        """Cells of tables carry colours of their own."""
        if self.is_running:
            self.call_after_refresh(self.speak)

    def action_menu(self) -> None:
        """From the till only; other screens have keys of their own."""
        if isinstance(self.screen, TillScreen):
            self.screen.action_menu()

    def action_leave(self) -> None:
        """Ask first: a till is not left by a slip of the hand."""
        from pos.screens.leaving import ask_to_leave

        ask_to_leave(self)

    def last_act(self) -> None:
        """An open basket is parked."""
        from pos.screens.leaving import park_before_the_end

        park_before_the_end(self)

    # size

    def on_resize(self, event: events.Resize) -> None:
        """Below 80 x 24 nothing is drawn that could be misread."""
        from pos.screens.too_small import TooSmallScreen, fits

        small = isinstance(self.screen, TooSmallScreen)
        if not fits(event.size) and not small:
            self.push_screen(TooSmallScreen())
        elif fits(event.size) and small:
            self.pop_screen()

    # drawing

    def get_line_filters(self) -> Sequence[LineFilter]:
        """With the ASCII skin where it is asked for, and truly without colours where none are wanted."""
        filters = super().get_line_filters()
        if self.no_color:
            filters = without_colours(filters, self._colourless)
        return [*filters, self._ascii_filter] if self.ascii else filters
