"""Customers, as far as there are any: cases whose phone, e-mail or reference says that they are one person's."""

from collections.abc import Iterator

from complaintctl.store.complaints import Customer, email_key, phone_key, ref_key
from complaintctl.store.connection import Connection, Row

_SELECT = "SELECT id, phone_key, email_key, ref_key FROM complaint"


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
    return {_customer(row) for column, key in keys.items() if key for row in _having(conn, column, key)}


def cases_of(conn: Connection, customer: Customer) -> set[int]:
    """The ids of all their cases, duplicates too."""
    keys = {"phone": customer.phone, "email": customer.email, "ref": customer.ref}
    rows = (row for column, key in keys.items() if key for row in _having(conn, column, key))
    return {row["id"] for row in rows if customer.is_same(_customer(row))}


def _having(conn: Connection, column: str, key: str) -> Iterator[Row]:
    yield from conn.execute(f"{_SELECT} WHERE {column}_key = ? AND NOT anonymous", (key,))


def _customer(row: Row) -> Customer:
    return Customer(row["phone_key"], row["email_key"], row["ref_key"])
