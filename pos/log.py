"""The log: JSON lines in a file, long runs of digits (identity numbers, codes) left out. Never the screen."""

import json
import logging
import re
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path

from pos.paths import home_folder

_MILLION = 1_000_000
#: Nine digits and more, also with the blanks, points or hyphens that people write among them; a check letter X behind them.
_LONG_DIGITS = re.compile(r"\d(?:[ .-]?\d){8,}[Xx]?")


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = {"level": record.levelname, "what": record.getMessage()}
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        hidden = {name: _LONG_DIGITS.sub("[digits]", text) for name, text in told.items()}
        return json.dumps({"at": self.formatTime(record), **hidden}, ensure_ascii=False)


class _LogFile(RotatingFileHandler):
    """A disk that fills up is noted, not told on the screen: logging's own way is a traceback there."""

    failed = False

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: ARG002, N802 - logging's name
        self.failed = True

    def close(self) -> None:
        with suppress(OSError):
            super().close()


def log_file(home: Path) -> Path:
    """Where the log of a data folder is."""
    return home / "log" / "gongji.log"


def logger_for(home: Path) -> logging.Logger:
    """Writes the log of `home`; silent where that folder cannot be written."""
    logger = logging.getLogger("gongji")
    wanted = log_file(home)
    if not any(_writes(handler, wanted) for handler in logger.handlers):
        for handler in list(logger.handlers):
            logger.removeHandler(handler)
            handler.close()
        logger.propagate = False
        logger.addHandler(_handler(wanted))
    return logger


def record(what: str, error: BaseException) -> tuple[Path, bool]:
    """An error with its trace, in the log of the user's data folder. Which file that is, and whether it could be written."""
    try:
        home = home_folder()
    except RuntimeError:  # GONGJI_HOME names the home of a user who is not there
        return Path("gongji.log"), False
    logger = logger_for(home)
    logger.error(what, exc_info=error)
    return log_file(home), any(_writes(handler, log_file(home)) for handler in logger.handlers)


def _writes(handler: logging.Handler, file: Path) -> bool:
    return isinstance(handler, _LogFile) and not handler.failed and Path(handler.baseFilename) == file.absolute()


def _handler(file: Path) -> logging.Handler:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _LogFile(file, maxBytes=_MILLION, backupCount=2, encoding="utf-8", errors="backslashreplace")
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(_JsonLines())
    return handler
