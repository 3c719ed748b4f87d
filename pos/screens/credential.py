"""A person's code on this terminal, as a phone would show it: the own one, or a relative's through the family account."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from engine.errors import EngineError
from pos.shown_code import ShownCode, file_for, fresh_code, save_code
from pos.widgets.code_panel import CodePanel
from pos.widgets.key_bar import KeyBar
from pos.widgets.language import caps, lang_of
from pos.widgets.phone_lists import PhoneLists
from pos.widgets.plain_line import PlainLine
from pos.widgets.top_bar import taped
from pos.wording import say
from pos.wording.clean import clean
from pos.wording.explain import refusal

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from pos.wiring import House

TICK: Final = 0.5
"""Seconds between two looks at the clock."""


class CredentialScreen(Screen[None]):
    """Two lists, whose phone and whose code; Enter shows it. It is renewed by itself for as long as the screen is in front."""

    AUTO_FOCUS = "#phones"
    DEFAULT_CSS: ClassVar[str] = """
    CredentialScreen #heading { height: 1; padding: 0 1; background: $panel; color: $accent; text-style: bold; }
    CredentialScreen #columns { height: 1fr; }
    CredentialScreen PhoneLists { width: 26; padding: 0 1 0 0; }
    CredentialScreen.-wide PhoneLists { width: 36; }
    CredentialScreen #foot { height: 1; }
    CredentialScreen #told { padding: 0 1; color: $warning; }
    CredentialScreen PlainLine { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 - to mypy, Textual's own is no ClassVar
    BINDINGS: ClassVar = [
        Binding("f4", "unbound", "Others", id="show.unbound"),
        Binding("f5", "fresh", "New code", id="show.fresh"),
        Binding("f6", "size", "Size", id="show.size"),
        Binding("f7", "save", "Save", id="show.save"),
        Binding("escape", "back", "Back"),
    ]

    def __init__(self, house: House) -> None:
        super().__init__()
        self._house = house
        self._code: ShownCode | None = None
        self._issuing = False

    def compose(self) -> ComposeResult:
        """The lists left, the code right with its facts under it."""
        yield Static(id="heading", markup=False)
        with Horizontal(id="columns"):
            yield PhoneLists(self._house.engine)
            yield CodePanel()
        with Horizontal(id="foot"):
            yield Static(id="told", markup=False)
            yield PlainLine()
        yield KeyBar()

    def on_mount(self) -> None:
        """Twice a second a look at the clock."""
        self.set_interval(TICK, self.tick)
        self.speak()

    def speak(self) -> None:
        """Every word anew, in the language of now."""
        lang = lang_of(self)
        self.query_one("#heading", Static).update(taped(self.app, say(lang, "show.title"), self.app.size.width - 2))
        keys = ("Enter", "show"), ("F5", "fresh"), ("F6", "size"), ("F7", "save"), ("F4", "unbound"), ("Tab", "switch"), ("Esc", "back")
        self.query_one(KeyBar).show(caps(lang, "show", keys))
        self.query_one(PhoneLists).speak()
        self._draw()

    @on(PhoneLists.Chosen)
    def _chosen(self, event: PhoneLists.Chosen) -> None:
        self._issue(event.holder, event.owner)

    @on(PhoneLists.Failed)
    def _failed(self, event: PhoneLists.Failed) -> None:
        self._tell(refusal(lang_of(self), event.error))

    def action_unbound(self) -> None:
        """Also people whose code the phone may not show."""
        self.query_one(PhoneLists).toggle_unbound()

    # the code

    @work(exclusive=True, group="issue")
    async def _issue(self, holder: str, shown_by: str | None) -> None:
        self._issuing = True
        try:
            self._code = await asyncio.to_thread(fresh_code, self._house.engine, holder, shown_by)
            self._tell("")
        except EngineError as error:
            self._code = None
            self._tell(refusal(lang_of(self), error))
        finally:
            self._issuing = False
        self._draw()

    def tick(self) -> None:
        """Count down; a fresh code when it is time, but not behind another screen, where nobody sees it."""
        code = self._code
        if code is None or self.app.screen is not self:
            return
        if self._house.engine.now() >= code.credential.refresh_at and not self._issuing:
            self._issue(code.holder.id, code.credential.shown_by)
        else:
            self.query_one(CodePanel).count_down(code, self._house.engine.now())

    def action_fresh(self) -> None:
        """A new code now: the old one was shown to the wrong person, or has been used."""
        if self._code is not None:
            self._issue(self._code.holder.id, self._code.credential.shown_by)

    def action_size(self) -> None:
        """Larger, which every font draws right, or smaller."""
        if not self.query_one(CodePanel).qr.toggle():
            self._tell(say(lang_of(self), "show.no-larger"))

    def on_resize(self) -> None:
        """A window that became too small is told about."""
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        panel = self.query_one(CodePanel)
        panel.show(self._code, self._house.engine.now())
        if self._code is not None and panel.qr.size and panel.qr.mode is None:
            self._tell(say(lang_of(self), "show.too-small"))

    # saving

    def action_save(self) -> None:
        """Asks where to; Enter takes the suggested file."""
        if self._code is not None:
            line = self.query_one(PlainLine)
            line.display, self.query_one("#told").display = True, False
            line.value = str(file_for(self._house.home, self._code.credential))
            line.placeholder = say(lang_of(self), "show.save-as")
            line.focus()

    @on(PlainLine.Submitted)
    def _save_as(self, event: PlainLine.Submitted) -> None:
        self._end_saving()
        if self._code is not None and event.value.strip():
            self._save(self._code, event.value.strip())

    @work(exclusive=True, group="save")
    async def _save(self, code: ShownCode, name: str) -> None:
        from scanner.errors import PictureError

        until = code.credential.expires_at.strftime("%H:%M:%S")
        try:
            name = str(await asyncio.to_thread(save_code, code.credential.digits, name, self._house.home))
            key = "show.saved"
        except FileExistsError:
            key = "show.exists"
        except (PictureError, OSError, RuntimeError, ValueError):
            key = "show.not-saved"
        self._tell(say(lang_of(self), key, file=clean(name), until=until))

    def _end_saving(self) -> None:
        line = self.query_one(PlainLine)
        line.display, self.query_one("#told").display = False, True
        self.query_one("#shown").focus()

    def action_back(self) -> None:
        """Out of the file name first, then out of the screen."""
        if self.query_one(PlainLine).display:
            self._end_saving()
        else:
            self.dismiss(None)

    def _tell(self, sentence: str) -> None:
        self.query_one("#told", Static).update(Content(sentence))
