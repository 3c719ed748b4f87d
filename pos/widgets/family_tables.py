"""The two tables of a family: bindings, which show a code and move no money, and grants, which move money and show nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from rich.text import Text
from textual.widgets import DataTable

from pos.widgets.language import lang_of
from pos.wording import say
from pos.wording.clean import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from engine.model.family import Binding, Grant
    from pos.kinship import Kinship
    from pos.wording import Lang

ROOMY: Final = 80
"""Cells from which names get more room and the kinds of care a column."""
NAME, ROOMY_NAME = 10, 18


class FamilyTable(DataTable[Text]):
    """Cells are Text: a name that holds markup stays a name."""

    DEFAULT_CSS: ClassVar[str] = """
    FamilyTable { height: 1fr; background: $background; scrollbar-size-vertical: 1; overflow-x: hidden; }
    FamilyTable:focus { background-tint: $foreground 0%; }
    """

    def __init__(self, *, id: str) -> None:  # noqa: A002 - Textual's own word
        super().__init__(id=id, cursor_type="row", cell_padding=0, show_row_labels=False)
        self._family: Kinship | None = None

    def show(self, family: Kinship) -> None:
        """Fill anew; the cursor stays on its row while there is one."""
        self._family = family
        row = self.cursor_row
        self.clear(columns=True)
        lang = lang_of(self)
        for key, width in self._columns(roomy=self.size.width >= ROOMY):
            self.add_column(
                Text(say(lang, f"family.column.{key}"), justify="right" if key in {"limit", "used", "balance"} else "left"), width=width
            )
        for cells in self._rows(lang, family):
            self.add_row(*[_cell(text) for text in cells][: len(self.columns)])
        self.move_cursor(row=min(row, max(0, self.row_count - 1)))

    def on_resize(self) -> None:
        """Other widths for another window."""
        if self._family is not None:
            self.show(self._family)

    def _columns(self, *, roomy: bool) -> Sequence[tuple[str, int]]:
        raise NotImplementedError

    def _rows(self, lang: Lang, family: Kinship) -> Iterable[Sequence[str | Text]]:
        raise NotImplementedError


class BindingTable(FamilyTable):
    """亲情账户. `chosen` is the binding under the cursor."""

    @property
    def chosen(self) -> Binding | None:
        """None in an empty table."""
        return self._family.bindings[self.cursor_row] if self._family and self._family.bindings else None

    def _columns(self, *, roomy: bool) -> Sequence[tuple[str, int]]:
        return ("way", 10), ("person", ROOMY_NAME if roomy else NAME), ("member", 14)

    def _rows(self, lang: Lang, family: Kinship) -> Iterable[Sequence[str | Text]]:
        for binding in family.bindings:
            shows = binding.owner == family.person
            other = binding.member if shows else binding.owner
            yield say(lang, "family.shows" if shows else "family.shown-by"), family.name(other), say(lang, f"relation.{binding.relation}")


class GrantTable(FamilyTable):
    """家庭共济. `chosen` is the grant under the cursor; the balance is the authoriser's, whose money it is."""

    @property
    def chosen(self) -> Grant | None:
        """None in an empty table."""
        return self._family.grants[self.cursor_row] if self._family and self._family.grants else None

    def _columns(self, *, roomy: bool) -> Sequence[tuple[str, int]]:
        columns = (
            ("way", 5),
            ("person", ROOMY_NAME if roomy else NAME),
            ("beneficiary", 12),
            ("limit", 9),
            ("used", 9),
            ("filed", 11),
            ("balance", 9),
        )
        return (*columns, ("covers", 15)) if roomy else columns

    def _rows(self, lang: Lang, family: Kinship) -> Iterable[Sequence[str | Text]]:
        for grant in family.grants:
            given = grant.authoriser == family.person
            balance = family.balances.get(grant.authoriser)
            yield (
                say(lang, "family.to" if given else "family.from"),
                family.name(grant.beneficiary if given else grant.authoriser),
                say(lang, f"relation.{grant.relation}"),
                _right(str(grant.limit) if grant.limit is not None else say(lang, "family.no-limit")),
                _right(str(family.used[grant.id])),
                f" {grant.filed.isoformat()}",
                _right(str(balance.all) if balance else say(lang, "family.no-account")),
                " "
                + (", ".join(say(lang, f"care.{care}") for care in sorted(grant.covers)) if grant.covers else say(lang, "family.all-care")),
            )


def _cell(text: str | Text) -> Text:
    return text if isinstance(text, Text) else Text(clean(text, 60), no_wrap=True, overflow="ellipsis")


def _right(text: str) -> Text:
    return Text(text, justify="right", no_wrap=True)
