"""The till as a classroom: lessons."""

from __future__ import annotations

from pos.screens.till_entry import TillEntry


class TillTraining(TillEntry):
    """One action a screen, as in `till_leads`."""

    def action_lessons(self) -> None:
        """The list of lessons; their books are their own."""
        from pos.screens.lessons import LessonsScreen

        self.app.push_screen(LessonsScreen())
