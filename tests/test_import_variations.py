"""The real files as another program might have written them: whatever the variation, the same register."""

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from desk import Desk
from openpyxl import Workbook
from test_import_real_files import CARS, CFPB, COMCAST, at_hand

ROWS = 24
"""So many of each file's rows, from all of it."""
FILES = {
    "cfpb_2016_mdy_official.csv": ("utf-8", CFPB, "Date received", "%m/%d/%Y"),
    "comcast_telecom_complaints.csv": ("utf-8-sig", COMCAST, "Date_month_year", "%d-%b-%y"),
    "car_complain_GBK_crlf_ymd_slash.csv": ("gb18030", CARS, "datetime", "%Y/%m/%d"),
}


@cache
def sample(name):
    """The header and some of the rows of a real file."""
    with at_hand(name).open(encoding=FILES[name][0], newline="") as file:
        header, *rows = csv.reader(file)
    return header, rows[:: len(rows) // ROWS + 1]


def as_csv(header, rows, *, encoding="utf-8", **dialect):
    out = io.StringIO(newline="")
    csv.writer(out, **dialect).writerows([header, *rows] if header else rows)
    return out.getvalue().encode(encoding)


def as_objects(header, rows):
    return [dict(zip(header, row, strict=True)) for row in rows]


def as_workbook(header, rows):
    book = Workbook()
    for row in (header, *rows):
        book.active.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def dated(header, rows, column, written, change):
    """The rows with the dates of this column written otherwise."""
    place = header.index(column)
    return [[*row[:place], change(datetime.strptime(row[place], written)), *row[place + 1 :]] for row in rows]


def broken(rows, place):
    """The rows among others that nobody could take."""
    return [
        line
        for n, row in enumerate(rows)
        for line in (row, [*row[:place], "never", *row[place + 1 :]], row[: n % 5 + 1])
    ]


def ordered(options, order):
    """The options with this date order."""
    if "--date-order" not in options:
        return (*options, "--date-order", order)
    place = options.index("--date-order") + 1
    return (*options[:place], order, *options[place + 1 :])


VARIATIONS = {
    "as it is": lambda h, r, *_: (as_csv(h, r),),
    "utf-8-sig": lambda h, r, *_: (as_csv(h, r, encoding="utf-8-sig"),),
    "utf-16": lambda h, r, *_: (as_csv(h, r, encoding="utf-16"),),
    "utf-16-be without mark": lambda h, r, *_: (as_csv(h, r, encoding="utf-16-be"),),
    "gb18030": lambda h, r, *_: (as_csv(h, r, encoding="gb18030"),),
    "semicolons": lambda h, r, *_: (as_csv(h, r, delimiter=";"),),
    "tabs": lambda h, r, *_: (as_csv(h, r, delimiter="\t"),),
    "pipes, all quoted, old Macintosh": lambda h, r, *_: (
        as_csv(h, r, delimiter="|", quoting=csv.QUOTE_ALL, lineterminator="\r"),
    ),
    "columns the other way round": lambda h, r, *_: (as_csv(h[::-1], [row[::-1] for row in r]),),
    "names written otherwise": lambda h, r, *_: (as_csv([f" {title.upper()} " for title in h], r),),
    "rows doubled": lambda h, r, *_: (as_csv(h, [row for row in r for _ in range(2)]),),
    "rows broken": lambda h, r, c, w, o: (as_csv(h, broken(r, h.index(c))), "a.csv", (*o, "--skip-bad"), 1),
    "iso dates": lambda h, r, c, w, o: (as_csv(h, dated(h, r, c, w, "{:%Y-%m-%d}".format)),),
    "day first": lambda h, r, c, w, o: (
        as_csv(h, dated(h, r, c, w, "{:%d.%m.%Y}".format)), "a.csv", ordered(o, "dmy"),
    ),
    "Chinese dates": lambda h, r, c, w, o: (as_csv(h, dated(h, r, c, w, "{0:%Y}年{0:%m}月{0:%d}日".format)),),
    "no header": lambda h, r, c, w, o: (as_csv(None, r), "a.csv", (*o, "--columns", ",".join(h))),
    "json": lambda h, r, *_: (json.dumps(as_objects(h, r)).encode(), "a.json"),
    "jsonl": lambda h, r, *_: ("\n".join(map(json.dumps, as_objects(h, r))).encode(), "a.jsonl"),
    "xlsx": lambda h, r, *_: (as_workbook(h, r), "a.xlsx"),
    "xlsx, real dates": lambda h, r, c, w, o: (as_workbook(h, dated(h, r, c, w, lambda day: day)), "a.xlsx"),
}  # fmt: skip


def register(folder, data, name="a.csv", options=(), code=0):
    """What an import of this makes of an empty register, but for salts and hashes."""
    desk = Desk(folder)
    (folder / name).write_bytes(data)
    desk("import", folder / name, *options, code=code)
    with closing(sqlite3.connect(desk.db)) as conn:
        return [
            [tuple(map(plain, row)) for row in conn.execute(sql)]
            for sql in (
                "SELECT * FROM complaint ORDER BY id",
                "SELECT * FROM deadline ORDER BY 1, 2, 3, 4",
                """SELECT seq, complaint, at, actor, action, changes, payload FROM event LEFT JOIN event_private
                ON event = seq WHERE complaint IS NOT NULL ORDER BY seq""",
            )
        ]


def plain(value):
    """Objects by their names, titles by what isn't varied in them."""
    if not isinstance(value, str) or not value.startswith("{"):
        return value
    found = json.loads(value)
    for each in (found, found.get("extra")):
        if isinstance(each, dict):
            for title in list(each):
                each[title.strip().casefold()] = each.pop(title)
    return json.dumps(found, sort_keys=True)


@cache
def _expected(name, folder):
    encoding, options, *_ = FILES[name]
    return register(Path(folder), as_csv(*sample(name), encoding=encoding), options=options)


@pytest.fixture(scope="module")
def expected(tmp_path_factory):
    places = {name: str(tmp_path_factory.mktemp("original")) for name in FILES}
    return lambda name: _expected(name, places[name])


@pytest.mark.parametrize("variation", VARIATIONS)
@pytest.mark.parametrize("name", FILES)
def test_a_variation_of_a_real_file_makes_the_same_register(tmp_path, expected, name, variation):
    _, options, column, written = FILES[name]
    header, rows = sample(name)
    data, file, said, code, *_ = (*VARIATIONS[variation](header, rows, column, written, options), *(None,) * 4)[:4]
    found = register(tmp_path, data, file or "a.csv", said or options, code or 0)
    original = expected(name)
    assert len(original[0]) == len(rows)
    assert found == original
