"""Documents kept with a case: once, whole, given out again where nothing is lost by it."""

import json
import sqlite3
from hashlib import sha256

import pytest

from complaintctl.office.documents import fit_name

PHOTO = b"\x89PNG\r\n\x00 a hinge"
HASH = sha256(PHOTO).hexdigest()


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "in" / "铰链.png"
    path.parent.mkdir()
    path.write_bytes(PHOTO)
    return path


def rows(desk, sql):
    conn = sqlite3.connect(desk.db)
    try:
        return conn.execute(sql).fetchall()
    finally:
        conn.close()


def tampered(desk, *statements):
    """Changes that no command makes: the triggers are taken away first."""
    conn = sqlite3.connect(desk.db)
    for (name,) in conn.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        conn.execute(f"DROP TRIGGER {name}")
    for statement in statements:
        conn.execute(statement)
    conn.commit()
    conn.close()


def test_a_document_is_kept_with_its_case(desk, photo):
    number = desk.register()
    assert desk.json("attach", number, photo, "--note", "拍的照片")["number"] == number
    (document,) = desk.case(number)["documents"]
    assert document == {
        "name": "铰链.png", "sha256": HASH, "size": len(PHOTO), "added_at": "2026-11-20T02:00:00Z",
        "event": document["event"], "agreement": False,
    }  # fmt: skip
    event = desk.case(number)["events"][-1]
    assert (event["action"], event["seq"], event["note"]) == ("attach", document["event"], "拍的照片")
    assert event["changes"] == {"document": "铰链.png", "sha256": HASH, "size": len(PHOTO)}
    assert "铰链.png" in desk("show", number).partition("Documents")[2]
    assert desk.json("verify")["ok"] is True


def test_the_same_file_is_stored_once(desk, photo, tmp_path):
    copy = tmp_path / "copy.png"
    copy.write_bytes(PHOTO)
    one, two = desk.register(), desk.register("--phone", "13900139000")
    desk("attach", one, photo, copy)
    desk("attach", two, photo)
    assert rows(desk, "SELECT sha256, size, bytes FROM document") == [(HASH, len(PHOTO), PHOTO)]
    assert [document["name"] for document in desk.case(one)["documents"]] == ["铰链.png", "copy.png"]
    assert len(desk.case(two)["documents"]) == 1


def test_what_is_personal_of_a_document_stands_apart(desk, photo):
    desk.register()
    desk("attach", 1, photo)
    ((public, private),) = rows(
        desk,
        "SELECT e.changes, p.payload FROM event e JOIN event_private p ON p.event = e.seq WHERE e.action = 'attach'",
    )
    assert json.loads(public) == {"size": len(PHOTO)}
    assert json.loads(private) == {"document": "铰链.png", "sha256": HASH}


@pytest.mark.parametrize("what", ["missing.pdf", ".", "a\0b"])
def test_a_file_that_cannot_be_read_is_refused_and_nothing_is_kept(desk, photo, tmp_path, what):
    desk.register()
    error = desk.error("attach", 1, photo, tmp_path / what, code=1)
    assert "can't be read" in error["message"]


def test_all_files_are_kept_or_none(desk, photo, tmp_path):
    desk.register()
    large = tmp_path / "large.bin"
    large.write_bytes(bytes(20 * 1024 * 1024 + 1))
    assert "20 MB" in desk.error("attach", 1, photo, large, code=1)["message"]
    assert desk.case()["documents"] == []
    large.write_bytes(bytes(20 * 1024 * 1024))
    desk("attach", 1, photo, large)
    assert [document["size"] for document in desk.case()["documents"]] == [len(PHOTO), 20 * 1024 * 1024]


def test_the_policy_says_how_large_a_document_may_be(desk, photo):
    (text,) = rows(desk, "SELECT data FROM policy")[0]
    data = json.loads(text)
    data["attachments"] = {"limit_mb": 0.00001}
    quoted = json.dumps(data).replace("'", "''")
    tampered(desk, f"UPDATE policy SET data = '{quoted}'")
    desk.register()
    assert desk.error("attach", 1, photo, code=1)["code"] == "too-large"


def test_nothing_is_attached_to_a_closed_or_unknown_case(desk, photo):
    number = desk.register()
    assert desk.error("attach", 7, photo, code=3)["code"] == "not-found"
    desk("close", number, "--outcome", "withdrawn", "--reason", "算了")
    assert "reopen" in desk.error("attach", number, photo, code=1)["hint"]
    assert desk.json("attach", number, "--list") == []


def test_a_document_may_carry_any_time_since_the_receipt(desk, photo):
    desk.register("--at", "2026-11-20 09:00")
    desk.error("attach", 1, photo, "--at", "2026-11-20 08:59", code=1)
    desk("attach", 1, photo, "--at", "2026-11-20 09:30")
    assert desk.case()["documents"][0]["added_at"] == "2026-11-20T01:30:00Z"
    assert desk.json("attach", 1, "--list", "--as-of", "2026-11-20 09:29") == []


def test_an_attachment_can_be_taken_back(desk, photo):
    desk.register()
    desk("attach", 1, photo)
    desk("undo", 1)
    assert desk.case()["documents"] == []
    assert desk.json("verify")["ok"] is True


def test_documents_are_listed(desk, photo):
    desk.register()
    desk("attach", 1, photo)
    heading, line = desk("attach", 1, "--list").splitlines()
    assert heading.split("\t") == ["name", "sha256", "size", "added_at", "event", "agreement"]
    assert line.split("\t")[:3] == ["铰链.png", HASH, str(len(PHOTO))]
    assert [row["sha256"] for row in desk.json("attach", 1, "--list")] == [HASH]


def test_looking_at_documents_changes_no_byte(desk, photo, tmp_path):
    desk.register()
    desk("attach", 1, photo)
    before = desk.content()
    desk("attach", 1, "--list")
    desk("attach", 1, "--save", tmp_path / "out")
    assert desk.content() == before


def test_documents_are_given_out_as_they_came_over_nothing_that_is_there(desk, photo, tmp_path):
    desk.register()
    desk("attach", 1, photo, photo)
    out = tmp_path / "new" / "folder"
    out.mkdir(parents=True)
    (out / "铰链.png").write_text("mine")
    saved = desk.json("attach", 1, "--save", out)
    assert [row["saved"] for row in saved] == [str(out / "铰链-2.png"), str(out / "铰链-3.png")]
    assert (out / "铰链.png").read_text() == "mine"
    assert (out / "铰链-2.png").read_bytes() == (out / "铰链-3.png").read_bytes() == PHOTO
    assert (out / "铰链-2.png").stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_written_is_told(desk, photo):
    desk.register()
    desk("attach", 1, photo)
    assert str(photo) in desk.error("attach", 1, "--save", photo, code=1)["message"]


@pytest.mark.parametrize(
    ("name", "fit"),
    [
        ("photo.png", "photo.png"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("..", "document"),
        ("", "document"),
        (".bashrc", "bashrc"),
        ("C:evil.exe", "C_evil.exe"),
        ("a\nb\x1b[2J.txt", "a_b_[2J.txt"),
        ("exe\u202efdp.", "exe_fdp"),
        ("x" * 300 + ".pdf", "x" * 180 + ".pdf"),
        ("长" * 300 + ".pdf", "长" * 60 + ".pdf"),
    ],
)
def test_a_name_leads_nowhere_else(name, fit):
    assert fit_name(name) == fit


@pytest.mark.parametrize(
    "words", [(), ("x.png", "--list"), ("x.png", "--save", "d"), ("--list", "--note", "n"), ("--save", "")]
)
def test_either_files_or_what_is_there(desk, words):
    desk.register()
    desk.error("attach", 1, *words, code=2)


def test_a_time_is_for_attaching_and_an_earlier_state_for_looking(desk, photo):
    desk.register()
    desk.error("attach", 1, "--list", "--at", "2026-11-20 10:00", code=2)
    desk.error("attach", 1, photo, "--as-of", "2026-11-20 10:00", code=2)


def test_a_written_agreement_is_archived_with_the_solution(desk, photo):
    number = desk.register()
    desk("assign", number)
    case = desk.json("resolve", number, "--solution", "换门", "--agreement", photo)
    assert case["status"] == "resolved"
    (document,) = desk.case(number)["documents"]
    assert (document["sha256"], document["agreement"]) == (HASH, True)
    assert [event["action"] for event in desk.case(number)["events"]][-2:] == ["attach", "resolve"]
    assert "the written agreement" in desk("show", number)
    desk("undo", number)
    assert desk.case(number)["status"] == "assigned"
    assert len(desk.case(number)["documents"]) == 1


def test_no_solution_no_agreement(desk, photo, tmp_path):
    number = desk.register()
    desk.error("resolve", number, "--solution", "换门", "--agreement", photo, code=1)
    desk("assign", number)
    desk.error("resolve", number, "--solution", "换门", "--agreement", tmp_path / "none.pdf", code=1)
    assert desk.case(number)["documents"] == []


def test_documents_are_not_changed_or_removed(desk, photo):
    desk.register()
    desk("attach", 1, photo)
    conn = sqlite3.connect(desk.db)
    for table in ("document", "complaint_document"):
        for sql in (f"UPDATE {table} SET sha256 = sha256", f"DELETE FROM {table}"):
            with pytest.raises(sqlite3.IntegrityError):
                conn.execute(sql)
    conn.close()


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("UPDATE document SET bytes = x'00'", f"Document {HASH}"),
        ("UPDATE document SET size = 1", f"Document {HASH}"),
        ("DELETE FROM document", "its document is missing"),
        ("DELETE FROM complaint_document", "its document is missing"),
        ("UPDATE complaint_document SET event = 1", "didn't attach"),
    ],
)
def test_a_changed_document_is_found(desk, photo, tmp_path, statement, told):
    desk.register()
    desk("attach", 1, photo)
    tampered(desk, statement)
    found = desk.json("verify", code=1)
    assert [problem for problem in found["problems"] if told in problem]


@pytest.mark.parametrize("statement", ["UPDATE document SET bytes = x'00'", "DELETE FROM document"])
def test_a_damaged_document_is_not_given_out(desk, photo, tmp_path, statement):
    desk.register()
    desk("attach", 1, photo)
    tampered(desk, statement)
    assert "verify" in desk.error("attach", 1, "--save", tmp_path / "out", code=4)["hint"]
