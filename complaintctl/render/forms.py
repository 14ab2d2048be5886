"""The one door to every form of a list; each form's module is loaded when it is asked for."""

from collections.abc import Iterable, Iterator, Sequence

from complaintctl.render.columns import Column, Row

FORMS = ("table", "json", "jsonl", "csv", "tsv", "markdown")


def lines(
    form: str,
    columns: Sequence[Column],
    rows: Iterable[Row],
    *,
    width: int = 80,
    colour: bool = False,
    title: str = "",
    delimiter: str = ",",
    header: bool = True,
) -> Iterator[str]:
    """The list in one of FORMS, in pieces to be printed with a newline each; rows are read on the way.

    json and jsonl give rows whole, csv and tsv the columns' names; `width`, `colour` and `title` are for
    tables, `delimiter` for csv, `header` for csv and tsv. ValueError for any other form.
    """
    match form:
        case "json" | "jsonl":
            from complaintctl.render import jsons

            return jsons.array_lines(rows) if form == "json" else jsons.lines(rows)
        case "csv" | "tsv":
            from complaintctl.render import plain

            names = [column.name for column in columns]
            if form == "tsv":
                return plain.tsv_lines(names, rows, header=header)
            return plain.csv_lines(names, rows, delimiter=delimiter, header=header)
        case "markdown":
            from complaintctl.render import markdown

            return markdown.table_lines(columns, rows)
        case "table":
            from complaintctl.render import table

            return table.tables(columns, rows, width=width, colour=colour, title=title)
    raise ValueError(form)


def record_lines(
    form: str, names: Sequence[str], records: Iterable[Sequence[object]], *, disarm: bool = False
) -> Iterator[str]:
    """The same for programs, of rows that come as the values of these names; `disarm` is for csv (csv-formula)."""
    from complaintctl.render import plain

    if form == "csv":
        return plain.csv_records(names, records, disarm=disarm)
    if form == "tsv":
        return plain.tsv_records(names, records)
    return lines(form, [Column(name) for name in names], (dict(zip(names, each, strict=True)) for each in records))
