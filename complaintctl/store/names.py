"""Names in the order of their language."""


def by_language(name: str) -> bytes:
    """What names are sorted by: letters without regard to case, then Chinese characters by their sound.

    GB 18030 begins with GB 2312, whose first level is sorted by pinyin.
    """
    return name.casefold().encode("gb18030", "replace")
