"""A value as the text of a cell, the same in every form."""


def cell(value: object) -> str:
    """A value as text: true and false, nothing for None, `;` between the items of a list."""
    match value:
        case None:
            return ""
        case str():
            return str(value)
        case bool():
            return "true" if value else "false"
        case list() | tuple():
            return ";".join(map(cell, value))
        case dict():
            from json import dumps  # seldom needed, and start-up is everybody's

            return dumps(value, ensure_ascii=False, default=cell)
        case _:
            return f"{value:f}" if hasattr(value, "as_tuple") else str(value)
