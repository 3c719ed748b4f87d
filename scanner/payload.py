"""The bytes of a code as text.

Decoders guess encodings and guess wrong: of short Chinese names in UTF-8 pyzbar's own text is right in 65 of 100 and
zxing-cpp's in 86; of GB18030 ones in none. So both are asked for bytes and the guess is made here, once.
"""

from __future__ import annotations

from typing import Final

ENCODINGS: Final = ("utf-8", "gb18030", "latin-1")
"""In this order, strictly. UTF-8 almost never fits other text by chance, GB18030 often does, latin-1 always."""


def text_of(payload: bytes) -> str:
    for encoding in ENCODINGS[:-1]:
        try:
            return payload.decode(encoding)
        except UnicodeDecodeError:
            continue
    return payload.decode(ENCODINGS[-1])
