"""Customers, as far as there are any: cases whose phone, e-mail or reference says that they are one person's."""

import json
from collections.abc import Iterator

from complaintctl.phones import FEWEST, numbers
from complaintctl.store import search
from complaintctl.store.complaints import Customer, email_key, phone_key, ref_key
from complaintctl.store.connection import Connection, Row
from complaintctl.store.terms import Query

_SELECT = "SELECT id, phone_key, email_key, ref_key FROM complaint"
_SELECT_WITH_PHONE = "SELECT id, phone, phone_key, email_key, ref_key FROM complaint"


def of_case(conn: Connection, complaint: int) -> Customer:
    """Whom a case is about; nobody known where it is anonymous."""
    row = conn.execute(f"{_SELECT} WHERE id = ? AND NOT anonymous", (complaint,)).fetchone()
    return _customer(row) if row else Customer(None, None, None)


def named(conn: Connection, text: str) -> set[Customer]:
    """Whose phone, e-mail or reference this is; as they are known from each of their cases."""
    keys = {"ref": ref_key(text)}
    if "@" in text:
        keys = {"email": email_key(text)}
    elif not any(map(str.isalpha, text)):
        keys["phone"] = phone_key(text)
    found = {_customer(row) for column, key in keys.items() if key for row in _having(conn, column, key)}
    return found | _with_another(conn, phone) if (phone := keys.get("phone")) else found


def beside(conn: Connection, complaint: int) -> set[Customer]:
    """Whom a case is about as well, by one of several phones in its text or in that of others."""
    row = conn.execute("SELECT phone FROM complaint WHERE id = ? AND NOT anonymous", (complaint,)).fetchone()
    if row is None or not row["phone"]:
        return set()
    first, *others = numbers(row["phone"])
    if others:
        return {person for phone in (first, *others) for person in named(conn, phone)}
    key = phone_key(first)
    return _with_another(conn, key) if key else set()


def _with_another(conn: Connection, key: str) -> set[Customer]:
    """Those who have this phone and another one beside it; found by the search, which knows each of them."""
    if len(key) < FEWEST:
        return set()
    ids = json.dumps(sorted(search.mentioning(conn, Query.of(key))))
    sql = f"{_SELECT_WITH_PHONE} WHERE id IN (SELECT value FROM json_each(?)) AND phone_key <> ? AND NOT anonymous"
    rows = conn.execute(sql, (ids, key))
    return {_customer(row) for row in rows if key in map(phone_key, numbers(row["phone"]))}


def cases_of(conn: Connection, customer: Customer) -> set[int]:
    """The ids of all their cases, duplicates too."""
    keys = {"phone": customer.phone, "email": customer.email, "ref": customer.ref}
    rows = (row for column, key in keys.items() if key for row in _having(conn, column, key))
    return {row["id"] for row in rows if customer.is_same(_customer(row))}


def by_name(conn: Connection, part: str) -> list[list[str]]:
    """The numbers of the cases of each person whose name has this part, the latest person last."""
    literal = part.strip().replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    sql = r"""SELECT number, customer, phone_key, email_key, ref_key FROM complaint
        WHERE customer LIKE ? ESCAPE '\' AND NOT anonymous ORDER BY received_at, id"""
    persons: list[tuple[Customer, str, list[str]]] = []
    for row in conn.execute(sql, (f"%{literal}%",)):
        customer = _customer(row)
        known = next((each for each in persons if each[0].is_same(customer)), None)
        if known is None:
            persons.append((customer, row["customer"], [row["number"]]))
        else:
            known[2].append(row["number"])
    return [numbers for _, _, numbers in persons]


def _having(conn: Connection, column: str, key: str) -> Iterator[Row]:
    yield from conn.execute(f"{_SELECT} WHERE {column}_key = ? AND NOT anonymous", (key,))


def _customer(row: Row) -> Customer:
    return Customer(row["phone_key"], row["email_key"], row["ref_key"])
