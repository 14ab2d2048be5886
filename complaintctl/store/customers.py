"""Customers, as far as there are any: cases whose phone, e-mail or reference says that they are one person's."""

from collections.abc import Iterator

from complaintctl.store.complaints import Customer, email_key, phone_key, phones, ref_key
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
    found = {_customer(row) for column, key in keys.items() if key for row in _having(conn, column, key)}
    return found or _beside(conn, keys.get("phone"))


def _beside(conn: Connection, phone: str | None) -> set[Customer]:
    """Whose phone it is beside another one, of all in which it can be found."""
    if phone is None or len(phone) < _SHORTEST:
        return set()
    sql = "SELECT id, phone, phone_key, email_key, ref_key FROM complaint WHERE phone_key LIKE ? AND NOT anonymous"
    return {_customer(row) for row in conn.execute(sql, (f"%{phone}%",)) if phone in phones(row["phone"])}


_SHORTEST = 7
"""Digits of a phone that may stand beside another."""


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
