"""The composition root: configuration in, an engine on its books out. The only place that builds things."""

import os
import secrets
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from random import Random, SystemRandom

from engine.errors import BadInput
from engine.ledger.open import open_books
from engine.ledger.store import Books
from engine.model.codes import Kind
from engine.model.institution import Institution
from engine.model.item import Item
from engine.policy.book import PolicyBook
from engine.policy.edition import Edition
from engine.policy.load import shipped
from engine.service.context import Context
from engine.service.engine import Engine
from engine.service.found import World
from pos.config import read_config
from pos.hospital import furnish, shelf
from pos.paths import SHIPPED, books_url, home_folder
from pos.toml_file import read_toml
from pos.training import is_training, training_url, training_world
from pos.world import WorldFile

_SECRET_BYTES = 32


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """An open engine, the till's own institution, the user's data folder, and the camera that F3 opens at once (None: when asked again)."""

    engine: Engine
    institution: Institution
    home: Path
    camera: int | str | None = None

    def shelf(self) -> list[Item]:
        """What the till sells: a pharmacy examines nobody."""
        return shelf(self.engine.items(), services=self.institution.kind is Kind.HOSPITAL)

    @property
    def training(self) -> bool:
        """Whether its books are training's."""
        return is_training(self.engine.books.url)


def open_house(
    *,
    home: Path | None = None,
    url: str | None = None,
    world: World | None = None,
    institution: str | None = None,
    camera: int | str | None = None,
) -> House:
    """Open the books; empty ones are filled with `world`, or else the demo world, or training's where the books are training's.

    A `world` given for books in use adds whom they do not know yet. Empty books take from the demo world what
    the given one lacks of institutions and items: somewhere to sell, and something.

    Raises BooksError, BadInput `bad-config`, `unknown-institution`, `cannot-write`.
    """
    home = home or home_folder()
    make_folder(home)
    engine = open_engine(url or books_url(home), secret=_secret(home))
    if not engine.people():
        usual = training_world if is_training(engine.books.url) else demo_world
        engine.found(usual() if world is None else _furnished(world))
    elif world is not None:
        engine.found(world)
    config = read_config(home)
    own = own_institution(engine, institution or config.institution)
    if own.kind is Kind.HOSPITAL:
        furnish(engine)
    return House(
        engine=engine,
        institution=own,
        home=home / "training" if is_training(engine.books.url) else home,  # its receipts and codes lie apart as well
        camera=config.camera if camera is None else camera,
    )


def open_training(home: Path, *, at: str | None = None, like: House | None = None) -> House:
    """The house of training mode: its own books beside the real ones, at `at`, or where the real till stands if training knows the place.

    Raises as `open_house`.
    """
    known = {place.id for place in training_world().institutions}
    wanted = (None if like is None else like.institution.id, read_config(home).institution)
    place = at or next((name for name in wanted if name in known), "pharmacy")
    return open_house(home=home, url=training_url(home), institution=place, camera=None if like is None else like.camera)


def empty_training(house: House) -> House:
    """The same house on new books. Raises as `open_house`, BadInput `cannot-write`."""
    file = Path(house.engine.books.url.removeprefix("sqlite:///"))
    house.engine.books.close()
    try:
        for suffix in ("", "-wal", "-shm"):
            file.with_name(file.name + suffix).unlink(missing_ok=True)
    except OSError as error:
        raise BadInput("cannot-write", file=str(file), detail=error.strerror or "") from error
    return open_training(file.parent, at=house.institution.id)


def open_to_read(url: str | None, editions: Iterable[Edition] = ()) -> Engine:
    """For what needs no code: looking, and undoing. Nothing is founded, and books that are named but not there are not made.

    `editions` are those that the books were played with, in the place of the shipped ones of their regions.

    Raises BooksError, BadInput `cannot-write`.
    """
    policies = shipped().replacing(editions)
    if url is not None:
        return engine_on(open_books(url, must_exist=True), secret=b"", policies=policies)
    home = home_folder()
    make_folder(home)
    return open_engine(books_url(home), secret=b"", policies=policies)


def open_engine(
    url: str,
    *,
    secret: bytes,
    policies: PolicyBook | None = None,
    clock: Callable[[], datetime] | None = None,
    random: Random | None = None,
) -> Engine:
    """An engine on the books at `url`, with the shipped editions, the machine's clock and its best randomness unless told otherwise."""
    return engine_on(open_books(url), secret=secret, policies=policies, clock=clock, random=random)


def engine_on(
    books: Books,
    *,
    secret: bytes,
    policies: PolicyBook | None = None,
    clock: Callable[[], datetime] | None = None,
    random: Random | None = None,
) -> Engine:
    """The same on books that are open already."""
    return Engine(
        Context(
            books=books,
            policies=policies or shipped(),
            clock=clock or (lambda: datetime.now(UTC)),
            random=random or SystemRandom(),
            secret=secret,
        )
    )


def demo_world() -> World:
    """Three generations in Jinan, some neighbours, and what a corner pharmacy sells."""
    folder = SHIPPED / "demo"
    people = read_toml(folder / "world.toml", WorldFile, code="bad-world").world()
    stock = read_toml(folder / "stock.toml", WorldFile, code="bad-world").world()
    return World(people=people.people, institutions=people.institutions, items=stock.items, bindings=people.bindings, grants=people.grants)


def _furnished(world: World) -> World:
    demo = demo_world()
    return replace(world, institutions=world.institutions or demo.institutions, items=world.items or demo.items)


def make_folder(folder: Path) -> None:
    """Raises BadInput `cannot-write`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadInput("cannot-write", file=str(folder), detail=error.strerror or "") from error


def own_institution(engine: Engine, chosen: str | None) -> Institution:
    """The chosen one; else the pharmacy, or the first there is. Raises BadInput `unknown-institution`."""
    if chosen is not None:
        return engine.institution(chosen)
    known = engine.institutions()
    if not known:
        raise BadInput("unknown-institution", institution="")
    return next((institution for institution in known if institution.id == "pharmacy"), known[0])


def _secret(home: Path) -> bytes:
    """The key of the codes' hashes, beside the books and not in them, readable by the user alone. Two first tills agree on one."""
    file = home / "credential.key"
    try:
        if not file.exists():
            fresh = home / f".credential.{secrets.token_hex(8)}"
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            try:
                with os.fdopen(descriptor, "wb") as out:
                    out.write(secrets.token_bytes(_SECRET_BYTES))
                with suppress(FileExistsError):  # another till was first: its key counts
                    os.link(fresh, file)
            finally:
                fresh.unlink()
        return file.read_bytes()
    except OSError as error:
        raise BadInput("cannot-write", file=str(file), detail=error.strerror or "") from error
