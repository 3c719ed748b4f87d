"""A shown code: the QR, and under it whose it is, on whose phone, how long it lasts, its digits, and what a till would say to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from pos.widgets.language import lang_of
from pos.widgets.qr import QrCode
from pos.wording import say
from pos.wording.clean import clean
from pos.wording.explain import refusal

if TYPE_CHECKING:
    from datetime import datetime

    from textual.app import ComposeResult

    from pos.shown_code import ShownCode

GROUP: Final = 4
"""Digits between two blanks."""
LONGEST_NAME: Final = 20


class CodePanel(Vertical):
    """Holder and phone stand on two lines with different words: the one pays, the other only shows."""

    DEFAULT_CSS: ClassVar[str] = """
    CodePanel { width: 1fr; }
    CodePanel > .line { height: 1; padding: 0 1; }
    CodePanel > #code-holder { text-style: bold; }
    CodePanel > #code-left { color: $accent; }
    CodePanel > #code-refused { height: 2; padding: 0 1; color: $error; text-style: bold; }
    """

    def compose(self) -> ComposeResult:
        """Six rows of facts, the rest for the code."""
        yield QrCode()
        for name in ("holder", "phone", "left", "digits"):
            yield Static(id=f"code-{name}", classes="line", markup=False)
        yield Static(id="code-refused", markup=False)

    @property
    def qr(self) -> QrCode:
        """The code itself."""
        return self.query_one(QrCode)

    def show(self, code: ShownCode | None, now: datetime) -> None:
        """All of it, in the language of now; None: an invitation to choose."""
        lang = lang_of(self)
        self.qr.show(code.credential.digits if code else "")
        told = dict.fromkeys(("holder", "phone", "left", "digits", "refused"), "")
        if code is None:
            told["holder"] = say(lang, "show.nothing")
        else:
            holder, owner = code.holder, code.owner
            insurance = say(lang, f"insurance.{holder.insurance}")
            told["holder"] = say(lang, "show.holder", name=_short(holder.name), person=_short(holder.id), insurance=insurance)
            told["phone"] = say(lang, "show.own-code")
            if owner is not None:
                told["phone"] = say(lang, "show.family-code", name=_short(owner.name), owner=_short(owner.id))
            told["left"] = self._left(code, now)
            told["digits"] = " ".join(code.credential.digits[at : at + GROUP] for at in range(0, len(code.credential.digits), GROUP))
            if code.refused is not None:
                told["refused"] = say(lang, "show.would-be-refused", reason=refusal(lang, code.refused))
        for name, text in told.items():
            self.query_one(f"#code-{name}", Static).update(Content(text))

    def count_down(self, code: ShownCode, now: datetime) -> None:
        """Only the seconds."""
        self.query_one("#code-left", Static).update(Content(self._left(code, now)))

    def _left(self, code: ShownCode, now: datetime) -> str:
        seconds = max(0, int((code.credential.refresh_at - now).total_seconds()))
        return say(lang_of(self), "show.left", seconds=seconds, until=f"{code.credential.expires_at:%H:%M:%S}")


def _short(text: str) -> str:
    return clean(text, LONGEST_NAME)
