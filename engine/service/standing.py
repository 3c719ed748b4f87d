"""Suspend and restore: a person's insurance, an institution's agreement."""

from dataclasses import replace

from engine.service.context import Context, institution_of, person_of


def set_insured(context: Context, person: str, *, insured: bool) -> None:
    """Raises BadInput `unknown-person`."""
    with context.write() as (books, at):
        books.put_person(replace(person_of(books, person), insured=insured), at)


def set_designated(context: Context, institution: str, *, designated: bool) -> None:
    """Raises BadInput `unknown-institution`."""
    with context.write() as (books, at):
        books.put_institution(replace(institution_of(books, institution), designated=designated), at)
