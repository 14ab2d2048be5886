"""Masks hide what reaches a person, and are known again when they come back (in-private)."""

import pytest
from hypothesis import given

from complaintctl import discretion as masks
from tests.texts import any_text

WRITTEN = any_text(min_size=1).filter(str.strip)


@pytest.mark.parametrize(
    ("mask", "text", "shown"),
    [
        (masks.name, "王小明", "王*"),
        (masks.name, "王", "*"),
        (masks.name, "John Smith", "J*"),
        (masks.phone, "13800138000", "138****8000"),
        (masks.phone, "+86 138-0013-8000", "138****8000"),
        (masks.phone, "8613800138000", "138****8000"),
        (masks.phone, "010 6552 3344", "010****3344"),
        (masks.phone, "65523344", "****44"),
        (masks.phone, "12378", "****"),
        (masks.phone, "none", "****"),
        (masks.email, "alice@b.c", "a***@b.c"),
        (masks.email, "a@b.c", "***@b.c"),
        (masks.email, "no address", "***"),
        (masks.ref, "ORD-2026-123", "***123"),
        (masks.ref, "123", "***"),
    ],
)
def test_a_mask_leaves_enough_to_recognise_a_case(mask, text, shown):
    assert mask(text) == shown


@pytest.mark.parametrize("mask", [masks.name, masks.phone, masks.email, masks.ref])
@given(text=WRITTEN)
def test_a_mask_is_known_again_and_never_shows_all(mask, text):
    shown = mask(text)
    assert masks.looks_masked(shown)
    assert text.strip() not in shown or "*" in text


@pytest.mark.parametrize("text", ["王小明", "O'Neil", "13800138000", "a*b@c.de", "ORD*2026*1", "", "京A12345"])
def test_a_value_that_could_be_true_is_no_mask(text):
    assert not masks.looks_masked(text)


@pytest.mark.parametrize("text", ["王*", "王**", "张*明", "＊", "138****8000", "a***@b.c", " ***123 "])
def test_a_mask_of_any_make_is_seen(text):
    assert masks.looks_masked(text)


def test_a_row_keeps_everything_but_who_it_was():
    row = {"number": "C20261121-0001", "customer": "王小明", "phone": None, "email": "", "ref": 20261123, "cost": 3}
    assert masks.masked(row) == row | {"customer": "王*", "ref": "***123"}
