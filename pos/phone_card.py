"""What a phone writes round a credential: in both languages, names masked, and in pinyin for machines without a Chinese font."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pos.masking import masked
from pos.wording.say import Lang, say
from scanner.phone import Card

if TYPE_CHECKING:
    from engine.model.credential import Credential
    from scanner.phone import Wordings


def phone_card(lang: Lang, credential: Credential, *, holder: str, owner: str | None) -> Card:
    """`holder` and `owner` are names; `owner` is whose phone shows it, None for the holder's own."""
    seconds = int((credential.refresh_at - credential.issued_at).total_seconds())
    until = credential.expires_at.astimezone().strftime("%H:%M:%S")
    shown = _wordings(lang, "card.shown", {"owner": masked(owner)}) if owner else _wordings(lang, "card.own")
    simulation: list[Wordings] = [(say("zh", "card.simulation"), ""), (say("en", "card.simulation"),)]
    return Card(
        digits=credential.digits,
        title=(say("zh", "card.title"), "gongji"),
        subtitle=(say("en", "card.title"),),
        name=(masked(holder), _spelt(masked(holder)), credential.holder),
        notes=(
            (_grouped(credential.digits),),
            _wordings(lang, "card.until", {"until": until}),
            _wordings(lang, "card.refresh", {"seconds": str(seconds)}),
            shown,
        ),
        foot=tuple(simulation if lang == "zh" else reversed(simulation)),
    )


def _wordings(lang: Lang, key: str, facts: dict[str, str] | None = None) -> Wordings:
    """In the language asked for, then in English with names spelt: what any font can draw."""
    told = facts or {}
    spelt = {name: _spelt(value) for name, value in told.items()}
    return say(lang, key, **told), say("en", key, **spelt)


def _spelt(name: str) -> str:
    from pypinyin import lazy_pinyin

    return " ".join(part.capitalize() for part in lazy_pinyin(name))


def _grouped(digits: str) -> str:
    return " ".join(digits[place : place + 4] for place in range(0, len(digits), 4))
