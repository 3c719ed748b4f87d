"""Who pays? A camera, a picture file or a hand scanner; the first that gives the 28 digits of a credential ends it.

The code on a receipt ends it too: the till finds the sale that it names, to be looked at or given back.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from engine.errors import EngineError
from engine.model.credential import is_credential_shaped
from pos.completion import as_path, is_there, means_a_picture
from pos.receipt_code import settlement_in
from pos.widgets.camera_view import CameraView
from pos.widgets.key_bar import KeyBar
from pos.widgets.language import caps, lang_of
from pos.widgets.path_entry import PathEntry
from pos.widgets.plain_line import PlainLine
from pos.wording import say
from pos.wording.clean import clean
from pos.wording.explain import refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.timer import Timer

    from pos.wiring import House
    from scanner.code import Code
    from scanner.errors import ScannerError

PATIENCE: Final = 60.0
"""Seconds without a key until the screen gives up, and the camera with it."""
FROZEN: Final = 0.6
"""Seconds that the frame which was read stays on the screen, framed in green."""
LETTING_GO: Final = 2.0
"""Seconds that leaving waits for the camera's release; a stalled one is left to its own thread."""
LONGEST_SOURCE: Final = 30
"""Characters of a path or an address, so that a sentence stays on its two rows."""


class IdentifyScreen(ModalScreen[str | None]):
    """Dismissed with the digits, the text of a receipt's code, or None.

    `camera` (index, URL or video file) is opened at once; without it, F3 opens number 0.
    """

    AUTO_FOCUS = "Input"
    DEFAULT_CSS: ClassVar[str] = """
    IdentifyScreen { align: center middle; }
    IdentifyScreen > #dialog {
        width: 95%; height: 95%; max-width: 112; max-height: 38; padding: 0 1; background: $surface;
        border: round $accent; border-title-color: $accent; border-title-style: bold; border-subtitle-color: $foreground 65%;
    }
    IdentifyScreen > #dialog.-found { border: heavy $success; border-title-color: $success; }
    IdentifyScreen #told { height: 2; color: $warning; }
    """
    BINDINGS: ClassVar = [
        Binding("f3", "camera", "Camera", id="identify.camera"),
        Binding("f4", "next_camera", "Next camera", id="identify.next-camera"),
        Binding("f6", "mirror", "Mirror", id="identify.mirror"),
        Binding("escape", "back", "Cancel"),
    ]

    def __init__(self, house: House, *, camera: int | str | None = None, patience: float = PATIENCE) -> None:
        super().__init__()
        self._house = house
        self._camera = camera
        self._patience = patience
        self._impatient: Timer | None = None
        self._leaving = False

    def compose(self) -> ComposeResult:
        """One column; nothing floats."""
        codes = self._house.home / "codes"
        with Vertical(id="dialog"):
            yield CameraView(0 if self._camera is None else self._camera)
            yield Static(id="told", markup=False)
            yield PathEntry(codes if codes.is_dir() else Path.cwd())
            yield KeyBar()

    def on_mount(self) -> None:
        """The camera is opened only where it was asked for."""
        self._impatient = self.set_timer(self._patience, lambda: self._leave(None))
        self.speak()
        if self._camera is not None:
            self.query_one(CameraView).open()

    def speak(self) -> None:
        """Every word anew, in the language of now."""
        lang = lang_of(self)
        dialog = self.query_one("#dialog")
        dialog.border_title = say(lang, "identify.title")
        dialog.border_subtitle = say(lang, "identify.patience", seconds=int(self._patience))
        self.query_one(PathEntry).line.placeholder = say(lang, "identify.placeholder")
        self.query_one(CameraView).speak()
        keys = ("F3", "camera"), ("Tab", "complete"), ("Enter", "read"), ("F4", "next-camera"), ("Esc", "cancel")
        self.query_one(KeyBar).show(caps(lang, "identify", keys))

    # the entry line: a hand scanner, typed digits, a path

    def enter(self, text: str) -> None:
        """What a hand scanner or the keyboard gave."""
        from scanner.sources.wedge import CredentialShaped, Refused, classify

        reading = classify(text)
        if isinstance(reading, CredentialShaped):
            self._leave(reading.digits)
        elif settlement_in(text):
            self._leave(text.strip())
        elif isinstance(reading, Refused) and not means_a_picture(text):
            self._tell_not_a_credential(reading.characters)
        else:
            self._read_picture(text)

    @on(PathEntry.Submitted)
    def _submitted(self, event: PathEntry.Submitted) -> None:
        self.enter(event.text)

    @on(PathEntry.Edited)
    def _edited(self) -> None:
        if self.query_one(PathEntry).line.value:  # emptied: a scan was taken out of it, and is being told about
            self._tell("")
        self.on_key()

    @on(PlainLine.Unshowable)
    def _unshowable(self, event: PlainLine.Unshowable) -> None:
        self._tell_not_a_credential(event.characters)

    @work(exclusive=True, group="read")
    async def _read_picture(self, text: str) -> None:
        from scanner.errors import PictureError
        from scanner.read import scan_picture

        path = as_path(text)
        if path is None or not (means_a_picture(text) or await asyncio.to_thread(is_there, path)):
            self._tell_not_a_credential(len(text.strip()))
            return
        self._tell(say(lang_of(self), "identify.reading", file=clean(path.name, 60)))
        try:
            codes = await asyncio.to_thread(scan_picture, path)
        except PictureError as error:
            self._tell_fault(error, file=path.name or str(path))
        else:
            self._tell("")
            self._leave_with(codes, path.name)

    # the camera

    def action_camera(self) -> None:
        """On or off."""
        view = self.query_one(CameraView)
        self._tell("")
        if view.is_open:
            view.close()
        else:
            view.open()

    def action_next_camera(self) -> None:
        """Another index; a stream or a file has no next."""
        self._tell("" if self.query_one(CameraView).next() else say(lang_of(self), "identify.no-next-camera"))

    def action_mirror(self) -> None:
        """What is shown, not what is read."""
        self.query_one(CameraView).mirror()

    @on(CameraView.Read)
    def _camera_read(self, event: CameraView.Read) -> None:
        if self._leaving or not self._leave_with(event.sight.codes, say(lang_of(self), "identify.before-camera"), after=FROZEN):
            return
        self._tell("")
        self.query_one("#dialog").add_class("-found")
        self.query_one(CameraView).freeze(event.sight)
        self.app.bell()

    @on(CameraView.Failed)
    def _camera_failed(self, event: CameraView.Failed) -> None:
        self._tell_fault(event.fault)

    # telling and leaving

    def _leave_with(self, codes: Iterable[Code], where: str, *, after: float = 0.0) -> bool:
        """With the one credential among what was read, or the one receipt where there is none; otherwise tells why there is neither."""
        texts = [code.text for code in codes]
        credentials = sorted({text for text in texts if is_credential_shaped(text)})
        receipts = sorted({text for text in texts if settlement_in(text)})
        if len(credentials or receipts) == 1:
            self._leave((credentials or receipts)[0], after=after)
            return True
        if credentials:
            self._tell(refusal(lang_of(self), EngineError("several-codes", file=where, count=len(credentials))))
        elif texts:
            self._tell_not_a_credential(len(texts[0]))
        else:
            self._tell(refusal(lang_of(self), EngineError("no-code", file=where)))
        return False

    def _tell_not_a_credential(self, characters: int) -> None:
        self._tell(refusal(lang_of(self), EngineError("not-a-credential", length=characters)))

    def _tell_fault(self, fault: ScannerError, **more: str) -> None:
        facts = {name: _tail(value) if isinstance(value, str) else int(value) for name, value in fault.facts.items()}
        self._tell(refusal(lang_of(self), EngineError(fault.code, **{**facts, **more})))

    def _tell(self, sentence: str) -> None:
        self.query_one("#told", Static).update(Content(sentence))

    def on_key(self) -> None:
        """Somebody is here."""
        if self._impatient is not None:
            self._impatient.reset()

    def action_back(self) -> None:
        """Closes the list first, then the screen."""
        entry = self.query_one(PathEntry)
        if entry.offered:
            entry.offer(())
        else:
            self._leave(None)

    def _leave(self, result: str | None, *, after: float = 0.0) -> None:
        if not self._leaving:
            self._leaving = True
            self._dismiss_when_closed(result, after)

    @work(group="leave")
    async def _dismiss_when_closed(self, result: str | None, after: float) -> None:
        await asyncio.sleep(after)
        await self.query_one(CameraView).let_go(LETTING_GO)
        self.dismiss(result)


def _tail(text: str) -> str:
    """The end tells more of a path or an address than its beginning."""
    return text if len(text) <= LONGEST_SOURCE else f"...{text[-LONGEST_SOURCE:]}"
