"""Values to and from the bytes that a row keeps. Money is whole fen, a Decimal is a string."""

from functools import lru_cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast

from msgspec import convert, json

from engine.money import Money

if TYPE_CHECKING:
    from collections.abc import Hashable

T = TypeVar("T")

#: Bodies whose values are kept: a till meets the same people, institutions and grants again and again.
_KEPT = 4096

#: The fen of a Money, and AttributeError for whatever else msgspec cannot write: read without a call, for a record holds forty of them.
_out = attrgetter("_fen")


def _in(kind: type, value: Any) -> Money:  # noqa: ANN401 - msgspec's hook has this signature
    if kind is Money:
        return Money(value)
    raise NotImplementedError(kind)


_encoder = json.Encoder(enc_hook=_out, decimal_format="string", order="deterministic")
_decoders: dict[type, json.Decoder[Any]] = {}


def encode(value: object) -> bytes:
    """The same value gives the same bytes."""
    return _encoder.encode(value)


def built(kind: type[T], /, **fields: object) -> T:
    """A value from the columns of a row. Raises msgspec.ValidationError when they make none."""
    return convert(fields, kind, dec_hook=_in)


def decode(body: bytes, kind: type[T]) -> T:
    """Raises msgspec.ValidationError or DecodeError when the bytes are not such a value."""
    if kind not in _decoders:
        _decoders[kind] = json.Decoder(kind, dec_hook=_in)
    value: T = _decoders[kind].decode(body)
    return value


def decode_shared(body: bytes, kind: type[T]) -> T:
    """The same bytes give the very same value, so only for kinds that hold nothing that can change. Raises as `decode` does."""
    value: T = _kept(body, cast("Hashable", kind))
    return value


@lru_cache(maxsize=_KEPT)
def _kept(body: bytes, kind: Any) -> Any:  # noqa: ANN401 - what `decode_shared` says of it holds
    return decode(body, kind)
