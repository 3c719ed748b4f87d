"""An application that never shows its insides: work off the screen's thread, signals, and failing in one line."""

from __future__ import annotations

import asyncio
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from rich.cells import cached_cell_len
from textual._context import active_app
from textual._styles_cache import StylesCache
from textual.app import App
from textual.screen import Screen
from textual.worker import get_current_worker

from engine.errors import EngineError
from pos.crash import write_crash
from pos.standing import sweep

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rich.console import RenderableType
    from textual.await_complete import AwaitComplete

T = TypeVar("T")

CRASHED = 3
_WORKERS = 2
_REMOVED = 0.1
"""Seconds after which a closed screen is gone and the one below it drawn."""


class QuietApp(App[int]):
    """`home` is the folder whose log gets what the screen does not; the system's own for temporary files where it is not known yet."""

    def __init__(self, home: Path | None) -> None:
        super().__init__()
        self.home = home
        self.graphics = False

    def exit(self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None) -> None:
        """A picture goes before the screen does: the terminal keeps those of each of its two screens apart."""
        from pos.widgets.preview import Preview

        self.graphics = False
        for screen in self.screen_stack:
            for preview in screen.query(Preview):
                preview.clear()
        super().exit(result, return_code, message)

    def last_words(self, file: Path) -> str:
        """What the screen says of a failure whose details are in `file`."""
        raise NotImplementedError

    def last_act(self) -> None:
        """What is done, quickly, when a signal ends the till."""

    def _stopped(self, number: int) -> None:
        self.last_act()
        self.exit(128 + number, 128 + number)

    def pop_screen(self) -> AwaitComplete:
        """Textual (8.2) remembers the lines of the last thousand widgets that it has drawn, closed ones too: 25 of them a sale.

        Rich keeps the last 4096 texts that it has measured: 40 of them a sale.
        """
        StylesCache.get_inner_outer.cache_clear()
        cached_cell_len.cache_clear()
        self.set_timer(_REMOVED, sweep)
        return super().pop_screen()

    def work(self, job: Callable[[], T], then: Callable[[T | EngineError], None], *, group: str) -> None:
        """Run `job` off the screen's thread and hand its result, or what the engine complained of, to `then` on it.

        A newer job of the same group makes an older one's result unwanted; a screen that is closed meanwhile is not told.
        """

        def run() -> None:
            worker = get_current_worker()
            active_app.set(self)  # a screen that is closed meanwhile no longer knows its till
            try:
                result: T | EngineError = job()
            except EngineError as error:
                result = error
            except Exception as error:  # noqa: BLE001 - whatever it is, the till says so in one line and stops
                self._from_thread(partial(self._handle_exception, error))
                return
            if not worker.is_cancelled:
                self._from_thread(partial(self._hand_over, then, result))

        self.run_worker(run, thread=True, exclusive=True, group=group, exit_on_error=False)

    def _hand_over(self, then: Callable[[T | EngineError], None], result: T | EngineError) -> None:
        """What fails here Textual (8.2) would keep to itself, and the screen would wait for its answer for ever."""
        try:
            then(result)
        except Exception as error:  # noqa: BLE001 - as in `work`
            asked = getattr(getattr(then, "func", then), "__self__", None)
            closed = isinstance(asked, Screen) and asked not in self.screen_stack
            if self.is_running and not self._exit and not closed:
                self._handle_exception(error)

    def _from_thread(self, call: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the till has gone meanwhile
            self.call_from_thread(call)

    def few_workers(self) -> None:
        """Each thread keeps memory of its own; one question to the books must not wait for another, and a third is rare."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(_WORKERS, thread_name_prefix="work"))

    def heed_signals(self) -> None:
        """SIGTERM and SIGHUP end it cleanly, the terminal put back as it was."""
        with suppress(NotImplementedError, RuntimeError, ValueError):  # no such thing on Windows or off the main thread
            for number in (signal.SIGTERM, signal.SIGHUP):
                asyncio.get_running_loop().add_signal_handler(number, partial(self._stopped, number))

    def panic(self, *renderables: RenderableType) -> None:
        """One line, whatever was to be printed."""
        del renderables
        self._fatal_error()

    def _fatal_error(self) -> None:
        """Instead of Textual's traceback with the values of all variables, which would show names and codes on the counter."""
        error = self._exception or sys.exc_info()[1] or RuntimeError("unknown")
        file = write_crash(self.home, error)
        self._return_code = CRASHED
        self._exit_renderables.append(self.last_words(file))
        self._close_messages_no_wait()
