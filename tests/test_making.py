"""Cases are made beside the reading of their file: in another process, in order, and the same as here."""

import multiprocessing
import os
import signal
import subprocess
import sys
from datetime import timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaintctl.cases.deed import Deed
from complaintctl.intake import likeness
from complaintctl.intake.history import Stages
from complaintctl.intake.likeness import Unwritten, customer_of
from complaintctl.intake.making import Order, Workshop, _room, maker
from complaintctl.policy.amounts import Amount
from complaintctl.records import Complaint
from complaintctl.store import complaints
from tests import builders
from tests.builders import SHANGHAI, a_policy, a_rulebook, local
from tests.desk import ROOT

ORDERS = [
    Order(
        {
            "content": f"第{n}次",
            "received_at": local("2026-11-02 09:00") + timedelta(minutes=n),
            "resolved_at": local("2026-11-03 09:00"),
            "kind": "complaint",
            "category": "service",
            "channel": "phone",
            "anonymous": True,
        },
        Stages("resolved"),
        f"C20261102-{n:04d}",
        1,
        n,
    )
    for n in range(1, 31)
]
BATCHES = [*(ORDERS[n : n + 5] for n in range(0, len(ORDERS), 5)), [], [], [], []]

beside = pytest.mark.skipif(
    (os.cpu_count() or 1) < 2 or "fork" not in multiprocessing.get_all_start_methods(),
    reason="no second process here to make anything in",
)


@pytest.fixture
def make():
    now = local("2026-11-20 10:00")
    return maker(a_rulebook(a_policy()), Deed(now, now, "Li", "li"))


@pytest.fixture
def workshop(make):
    """A workshop, and the processes that are beside this one."""
    workshop = Workshop(make)
    yield workshop
    workshop.close()
    assert multiprocessing.active_children() == []


def test_batches_come_back_in_order_and_as_they_are_made_here(make, workshop):
    made = [case for batch in BATCHES for case in workshop.exchange(batch)]
    assert made == [*map(make, ORDERS)]
    assert len({case.complaint[0] for case in made}) == len(ORDERS)


def test_a_single_batch_needs_no_other_process(make, workshop):
    assert workshop.exchange(ORDERS) == [*map(make, ORDERS)]
    assert workshop.exchange([]) == []
    assert multiprocessing.active_children() == []


@beside
@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM])
def test_what_others_leave_undone_is_made_here(make, workshop, end):
    made = workshop.exchange(BATCHES[0]) + workshop.exchange(BATCHES[1])
    for child in multiprocessing.active_children():
        os.kill(child.pid, end)
        child.join()
    for batch in BATCHES[2:]:
        made += workshop.exchange(batch)
    assert made == [*map(make, ORDERS)]


@beside
def test_what_goes_wrong_there_is_heard_here(workshop):
    bad = ORDERS[0]._replace(fields=ORDERS[0].fields | {"kind": "nothing"})
    workshop.exchange(BATCHES[0])
    with pytest.raises(KeyError, match="nothing"):
        _ = [workshop.exchange(batch) for batch in ([bad], *BATCHES[1:])]


@beside
def test_an_interrupt_is_for_whoever_reads_the_file_alone(workshop):
    workshop.exchange(BATCHES[0])
    workshop.exchange(BATCHES[1])
    children = multiprocessing.active_children()
    for child in children:
        os.kill(child.pid, signal.SIGINT)
    assert sum(len(workshop.exchange(batch)) for batch in BATCHES[2:]) == len(ORDERS) - 5
    assert all(child.is_alive() for child in children)


PEOPLE = st.fixed_dictionaries(
    {},
    optional={
        "phone": st.sampled_from(["13800000001", "138 0000 0001", "13800000002"]),
        "email": st.sampled_from(["a@b.c", "A@B.C", "d@e.f"]),
        "anonymous": st.booleans(),
    },
)
CASES = st.builds(
    lambda person, cause, day, kind: {
        "cause": cause,
        "category": "service",
        "received_at": local(f"2026-10-{day:02d} 09:00"),
        "kind": kind,
        **person,
    },
    PEOPLE,
    st.sampled_from([None, "service/a", "service/a/b/c/d", "service/a/b/c"]),
    st.integers(1, 31),
    st.sampled_from(["complaint", "enquiry"]),
)


@cache
def _register(name):
    return builders.an_empty_register()


def an_empty_register(name):
    conn = _register(name)
    conn.execute("DELETE FROM complaint")
    return conn


@given(st.lists(CASES, min_size=1, max_size=12), st.integers(0, 12), st.sampled_from([None, 3]))
def test_in_repeat_a_case_not_yet_written_is_like_others_as_one_that_is(cases, written, enough):
    """However many of a file's cases are in the register already when the next is looked at."""
    *before, last = cases
    whole, part, unwritten = an_empty_register("whole"), an_empty_register("part"), Unwritten()
    for n, case in enumerate(before):
        number = f"C20261001-{n + 1:04d}"
        received = case["received_at"]
        row = Complaint(number, own_received_at=received, registered_at=received, registered_by="小陈", **case)
        complaints.insert(whole, row)
        if n < written:
            complaints.insert(part, row)
        else:
            unwritten.add(number, case)
    asked = (last, last["received_at"], Amount.parse("30 days"), SHANGHAI)
    expected = likeness.alike(whole, *asked, enough=enough)
    assert likeness.alike(part, *asked, enough=enough, unwritten=unwritten) == expected
    assert customer_of(last).known or expected[0] == 1


def test_what_has_been_written_is_forgotten():
    unwritten = Unwritten()
    case = {"received_at": local("2026-10-01 09:00"), "kind": "complaint", "phone": "1", "cause": "service/a"}
    unwritten.add("C20261001-0001", case)
    unwritten.add("C20261001-0002", case)
    unwritten.forget()
    assert [like.number for like in unwritten.with_cause("service/a", "", "~")] == ["C20261001-0002"]
    unwritten.forget()
    assert len(unwritten) == 0
    assert unwritten.with_cause("service/a", "", "~") == []


INTERRUPTED = """
import os, signal
from complaintctl.intake.making import Workshop

forks = 0

def before():
    global forks
    forks += 1
    if forks == 2:
        os.kill(os.getpid(), signal.SIGINT)  # held back until the process beside this one is there

os.register_at_fork(before=before)
workshop = Workshop(str)
workshop.exchange([1])
try:
    try:
        workshop.exchange([2])
    finally:
        workshop.close()
except KeyboardInterrupt:
    print("closed")
"""


@pytest.mark.skipif(_room() < 2, reason="there is no room for two processes beside this one")
def test_an_interrupt_while_processes_are_begun_leaves_none_waiting():
    line, around = [sys.executable, "-c", INTERRUPTED], os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(line, capture_output=True, text=True, timeout=20, check=False, env=around)
    assert done.stdout == "closed\n", done.stderr
