"""`backup`: a copy taken while others write, verified, and never in place of something better."""

import sqlite3
import threading
from contextlib import closing

import pytest


def names(desk):
    return sorted(file.name for file in desk.folder.iterdir() if "b.db" in file.name)


def test_the_copy_is_a_register_of_its_own(desk):
    desk.register("--assign")
    target = desk.folder / "b.db"
    answer = desk.json("backup", target)
    assert (answer["backup"], answer["cases"], answer["kept"]) == (str(target), 1, [str(target)])
    assert desk.json("verify", "--db", target)["head"] == answer["head"]
    assert names(desk) == ["b.db"]
    assert target.stat().st_mode == desk.db.stat().st_mode


def test_so_many_are_kept_the_newest_under_the_name_given(desk):
    target = desk.folder / "b.db"
    for cases in range(1, 5):
        desk.register()
        desk("backup", target, "--keep", "3")
        assert len(desk.json("list", "--db", target)) == cases
    assert names(desk) == ["b.db", "b.db.1", "b.db.2"]
    assert len(desk.json("list", "--db", f"{target}.2")) == 2
    desk("backup", target, "--keep", "1")
    assert names(desk) == ["b.db"]


def test_a_copy_taken_while_writers_write_verifies(desk):
    stop = threading.Event()

    def write():
        with closing(sqlite3.connect(desk.db, isolation_level=None)) as conn:
            while not stop.is_set():
                conn.execute("UPDATE search_mark SET seq = seq")

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for _ in range(3):
            desk("backup", desk.folder / "b.db")
    finally:
        stop.set()
        writer.join()
    assert desk.json("verify", "--db", desk.folder / "b.db")["ok"] is True


def test_a_broken_register_pushes_no_good_copy_out(desk):
    desk.register()
    desk("backup", desk.folder / "b.db")
    before = (desk.folder / "b.db").read_bytes()
    with closing(sqlite3.connect(desk.db, isolation_level=None)) as conn:
        conn.executescript("DROP TRIGGER event_keeps_update; UPDATE event SET actor = 'x' WHERE seq = 2")
    desk("backup", desk.folder / "b.db", code=4)
    assert (desk.folder / "b.db").read_bytes() == before
    assert names(desk) == ["b.db"]


@pytest.mark.parametrize(("place", "code"), [("c.db", 1), ("notes.txt", 4), ("missing/b.db", 4), ("folder", 4)])
def test_it_goes_over_nothing_but_an_older_copy(desk, place, code):
    (desk.folder / "notes.txt").write_text("mine", "utf-8")
    (desk.folder / "folder").mkdir()
    desk.error("backup", desk.folder / place, code=code)
    assert (desk.folder / "notes.txt").read_text("utf-8") == "mine"
