"""A fresh code with all that is told beside it, and as a picture file. Knows no screen."""

import re
from dataclasses import dataclass
from pathlib import Path

from engine.errors import EngineError
from engine.model.codes import CredentialState
from engine.model.credential import Credential
from engine.model.person import Person
from engine.service.engine import Engine


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownCode:
    """`owner` is whose phone shows it, None for the holder's own; `refused` what a till would say to it now (facts hold names)."""

    credential: Credential
    holder: Person
    owner: Person | None
    refused: EngineError | None


def fresh_code(engine: Engine, holder: str, shown_by: str | None) -> ShownCode:
    """Issued whatever the person's state: a sale judges it, this only foretells. Raises BadInput `unknown-person`, BooksError."""
    credential = engine.issue(holder, shown_by)
    person, owner = engine.person(holder), engine.person(shown_by) if shown_by else None
    return ShownCode(credential=credential, holder=person, owner=owner, refused=_foretold(engine, person, owner))


def _foretold(engine: Engine, holder: Person, owner: Person | None) -> EngineError | None:
    """The first that a sale would stumble over, in the contract's order (section 5)."""
    if owner is not None and all(binding.member != holder.id for binding in engine.family_of(owner.id).shows):
        return EngineError("not-bound", owner=owner.name, member=holder.name)
    if holder.credential is CredentialState.INACTIVE:
        return EngineError("credential-inactive", person=holder.name)
    if holder.credential is CredentialState.FROZEN:
        return EngineError("credential-frozen", person=holder.name)
    if not holder.insured:
        return EngineError("person-suspended", person=holder.name)
    if engine.edition_for(holder) is None:
        return EngineError("no-edition", region=holder.region, day=engine.now().date().isoformat())
    return None


def file_for(home: Path, credential: Credential) -> Path:
    """Where a picture of it goes unless told otherwise: `codes/` in the user's data folder, named after the people and the time."""
    shown = f"-on-{credential.shown_by}" if credential.shown_by else ""
    stem = re.sub(r"[^\w-]+", "_", f"{credential.holder}{shown}")[:80]
    return home / "codes" / f"{stem}-{credential.issued_at:%Y%m%d-%H%M%S}.png"


def save_code(digits: str, name: str, home: Path) -> Path:
    """Writes the picture wholly or not at all, and never over another file. Raises FileExistsError, PictureError, OSError."""
    from scanner.encode import write_png

    file = Path(name).expanduser()
    if file.suffix.lower() != ".png":
        file = file.with_name(file.name + ".png")
    if file.exists():
        raise FileExistsError(file)
    if file.parent == home / "codes":
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_png(digits, file)
    return file
