"""Frozen values at the price of plain ones, for the few that every settlement makes by the dozen."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, ParamSpec, TypeVar, cast

P = ParamSpec("P")
V = TypeVar("V")


def maker(kind: Callable[P, V]) -> Callable[P, V]:
    """What `kind(...)` makes, every field named: the same value, as frozen, at about a third of the cost.

    A frozen dataclass may set its slots only through `object.__setattr__`, a call a field. Here they are set on a draft, a class
    with the same slots and no lock, which then becomes a `kind`; nobody else holds the draft. TypeError for a value that judges
    its own fields: only its class builds it.
    """
    names = [field.name for field in fields(cast("Any", kind))]
    if hasattr(kind, "__post_init__"):
        msg = f"{kind} judges its fields when it is built"
        raise TypeError(msg)
    source = [
        f"def make(*, {', '.join(names)}):",
        "    made = draft()",
        *(f"    made.{name} = {name}" for name in names),
        "    made.__class__ = kind",
        "    return made",
    ]
    scope: dict[str, Any] = {"draft": type("Draft", (), {"__slots__": names}), "kind": kind}
    exec("\n".join(source), scope)  # noqa: S102 - as dataclasses does; the names are those of its fields
    return cast("Callable[P, V]", scope["make"])
