"""From what a user types to a policy edition."""

from pathlib import Path

from engine.errors import BadInput
from engine.policy.edition import Edition
from engine.policy.load import edition_file, shipped


def find_edition(wanted: str) -> Edition:
    """A shipped edition, the newest where only the region is named, or the one in a file.

    Raises BadInput `unknown-edition`, or what is wrong with the file.
    """
    found = [edition for edition in shipped().editions if wanted in {edition.name, edition.region}]
    if not found and wanted.endswith(".toml"):
        return edition_file(Path(wanted))
    if not found:
        raise BadInput("unknown-edition", edition=wanted[:80])
    return found[-1]
