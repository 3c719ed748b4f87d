"""What steps of a scenario have in common, and the lines of their baskets."""

from decimal import Decimal
from typing import Any

from msgspec import Struct, field

_MOST_CHOICES = 9


class Said(Struct, kw_only=True, forbid_unknown_fields=True):
    """A text of a lesson in both languages."""

    zh: str
    en: str

    def __post_init__(self) -> None:
        if not (self.zh.strip() and self.en.strip()):
            raise ValueError("a text is needed in both languages, `zh` and `en`")

    def in_(self, lang: str) -> str:
        """`zh` or `en`."""
        return self.zh if lang == "zh" else self.en


class Question(Struct, kw_only=True, forbid_unknown_fields=True):
    """Asked before the step is played. `answer` counts from 1; `because` is told after any answer."""

    ask: Said
    choices: list[Said]
    answer: int
    because: Said

    def __post_init__(self) -> None:
        if not 1 < len(self.choices) <= _MOST_CHOICES:
            raise ValueError(f"a question has 2 to {_MOST_CHOICES} `choices`")
        if not 0 < self.answer <= len(self.choices):
            raise ValueError("`answer` is the number of one of the `choices`, from 1")


class LessonTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """[lesson]: what it is called, and what it teaches."""

    title: Said
    aim: Said


class Step(Struct, kw_only=True, forbid_unknown_fields=True, tag_field="do"):
    """What every step may carry: a name for its result, what is expected of it, and what a lesson says around it.

    `say` comes before the step, `then` after it. Playing a scenario needs none of the three.
    """

    as_: str | None = field(default=None, name="as")
    expect: dict[str, Any] | None = None
    say: Said | None = None
    question: Question | None = None
    then: Said | None = None

    @property
    def do(self) -> str:
        """The step's verb."""
        return str(self.__struct_config__.tag)


class LineTable(Struct, kw_only=True, forbid_unknown_fields=True):
    """One line of a basket."""

    item: str
    quantity: Decimal = Decimal(1)
    trace: list[str] = []
