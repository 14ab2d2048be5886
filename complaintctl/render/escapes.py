"""What a terminal may act upon or can't print, written so that it can't: the same in texts and in JSON."""

_ACTED_UPON = (*range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A), *range(0xD800, 0xE000))
ESCAPES = {code: f"\\u{code:04x}" for code in _ACTED_UPON}
"""C0 apart: C1, line breaks, directions, lone surrogates."""
