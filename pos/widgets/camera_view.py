"""A camera on the screen: its live picture, one line about its state, and what it reads, told as messages."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from pos.widgets.language import lang_of
from pos.widgets.preview import Preview
from pos.wording import say
from pos.wording.clean import clean

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from pos.lookout import Lookout, Sight
    from scanner.errors import CameraError

State = Literal["off", "opening", "on", "found", "more-light", "darker-screen", "closer", "further", "hold-still"]

FRAMES: Final = 1 / 15
LONGEST_SOURCE: Final = 16
"""Characters of a path or an address: its end, so that what is to be done still stands in the row."""
CAMERAS: Final = 4
"""Indices that `next` goes through."""


class CameraView(Vertical):
    """Off until `open`. The screen only looks at what the `Lookout` has ready, so that a camera never holds up a key."""

    class Read(Message):
        """A frame held a code."""

        def __init__(self, sight: Sight) -> None:
            super().__init__()
            self.sight = sight

    class Failed(Message):
        """The camera is absent, busy or stalled, or the video is over; the view is off again."""

        def __init__(self, fault: CameraError) -> None:
            super().__init__()
            self.fault = fault

    DEFAULT_CSS: ClassVar[str] = """
    CameraView { height: 1fr; }
    CameraView > #ways { height: 1fr; content-align: center middle; }
    CameraView > Preview { display: none; }
    CameraView.-live > Preview { display: block; }
    CameraView.-live > #ways { display: none; }
    CameraView > #state { height: 1; color: $foreground 65%; }
    CameraView.-live > #state { color: $foreground; }
    CameraView.-found > #state { color: $success; text-style: bold; }
    """

    def __init__(self, source: int | str, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id)
        self._source = source
        self._lookout: Lookout | None = None
        self._frozen = False
        self._shown = 0
        self.state: State = "off"

    def compose(self) -> ComposeResult:
        """While it is off, the ways to identify somebody stand in the picture's place."""
        yield Preview()
        yield Static(id="ways", markup=False)
        yield Static(id="state", markup=False)

    def on_mount(self) -> None:
        """Look fifteen times a second."""
        self.set_interval(FRAMES, self._look)

    def on_unmount(self) -> None:
        """The till may be closed while a camera is open."""
        if self._lookout is not None:
            self._lookout.stop()

    def speak(self) -> None:
        """Every word anew, in the language of now."""
        self.query_one("#ways", Static).update(Content(say(lang_of(self), "identify.ways")))
        self._tell(self.state)

    @property
    def is_open(self) -> bool:
        """Open or opening."""
        return self._lookout is not None

    def open(self) -> None:
        """Returns at once."""
        from pos.lookout import Lookout

        self._lookout = Lookout(self._source)
        self._lookout.start()
        self._tell("opening")

    def close(self) -> None:
        """Returns at once; the camera's own thread lets it go."""
        if self._lookout is not None:
            self._lookout.stop()
        self._lookout = None
        self.remove_class("-live")
        self.query_one(Preview).clear()
        self._tell("off")

    def next(self) -> bool:
        """The next index; False for a stream or a file, which have no next."""
        if not isinstance(self._source, int):
            return False
        self.close()
        self._source = (self._source + 1) % CAMERAS
        self.open()
        return True

    def mirror(self) -> None:
        """The picture the other way round, and back: who holds up a telephone looks for it as in a mirror. Codes are read either way."""
        self.query_one(Preview).mirrored = not self.query_one(Preview).mirrored

    def freeze(self, sight: Sight) -> None:
        """Stay on this frame, the code marked, and let the camera go."""
        self._frozen = True
        self.add_class("-live", "-found")
        self._show(sight)
        self._tell("found")
        if self._lookout is not None:
            self._lookout.stop()

    async def let_go(self, seconds: float) -> bool:
        """Stop, and wait until the camera is released; False when it was not within so many seconds (its thread goes on by itself)."""
        if self._lookout is None:
            return True
        self._lookout.stop()
        return await asyncio.to_thread(self._lookout.closed, seconds)

    def _look(self) -> None:
        lookout = self._lookout
        if lookout is None or self._frozen:
            return
        while (sight := lookout.found()) is not None:
            self.post_message(self.Read(sight))
        if lookout.fault is not None:
            self.close()
            self.post_message(self.Failed(lookout.fault))
        elif lookout.newest is not None:
            self.add_class("-live")
            self._tell(lookout.newest.hint or "on")
            self._show(lookout.newest)

    def _show(self, sight: Sight) -> None:
        self.query_one(Preview).show(sight.grey, [code.corners for code in sight.codes if code.corners])

    def _tell(self, state: State) -> None:
        self.state = state
        source = clean(str(self._source), 400)
        short = source if len(source) <= LONGEST_SOURCE else f"...{source[-LONGEST_SOURCE:]}"
        sentence = say(lang_of(self), f"identify.camera.{state}", source=short)
        self.query_one("#state", Static).update(Content(sentence))
