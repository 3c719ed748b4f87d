"""The log: JSON lines in a file, long runs of digits (identity numbers, codes) left out. Never the screen."""

import json
import logging
import re
from logging.handlers import RotatingFileHandler
from pathlib import Path

_MILLION = 1_000_000
_LONG_DIGITS = re.compile(r"\d{9,}[\dXx]")


class _JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        told = {"at": self.formatTime(record), "level": record.levelname, "what": record.getMessage()}
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return _LONG_DIGITS.sub("[digits]", json.dumps(told, ensure_ascii=False))


def logger_for(home: Path) -> logging.Logger:
    """Writes home/log/gongji.log; silent where the folder cannot be written."""
    logger = logging.getLogger("gongji")
    if not logger.handlers:
        logger.propagate = False
        logger.addHandler(_handler(home / "log" / "gongji.log"))
    return logger


def _handler(file: Path) -> logging.Handler:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(file, maxBytes=_MILLION, backupCount=2, encoding="utf-8", delay=True)
    except OSError:
        return logging.NullHandler()
    handler.setFormatter(_JsonLines())
    return handler
