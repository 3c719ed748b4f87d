"""Values to and from the bytes that a row keeps. Money is whole fen, a Decimal is a string."""

from typing import Any, TypeVar

from msgspec import convert, json

from engine.money import Money

T = TypeVar("T")


def _out(value: object) -> int:
    if isinstance(value, Money):
        return value.fen
    raise NotImplementedError(type(value))


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
