"""What a command was refused, kept beside its books for the report."""

from argparse import Namespace

from engine.errors import EngineError


def remember(arguments: Namespace, refused: EngineError) -> None:
    """With the time of those books, and who is signed in where it was. Raises EngineError, OSError, RuntimeError."""
    from pos.config import read_config
    from pos.paths import books_url, home_folder
    from pos.refusals_met import file_beside, meet
    from pos.wiring import open_to_read, own_institution

    if not hasattr(arguments, "books"):
        return
    url = arguments.books or books_url(home_folder())
    if file_beside(url) is None:
        return
    engine = open_to_read(url)
    place = own_institution(engine, getattr(arguments, "at", None) or read_config(home_folder()).institution)
    session = engine.day.session(place.id)
    meet(engine, refused, institution=place.id, operator="" if session is None else session.operator)
