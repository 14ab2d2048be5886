"""What every command understands, as help tells it."""

from complaintctl.locale import N_

HEADING = N_("Every command understands, before its name and after")

COMMON = (
    ("--db FILE", N_("The database; else COMPLAINTCTL_DB, else complaints.db in your data directory.")),
    ("--as NAME", N_("Who acts; else COMPLAINTCTL_USER, else your login.")),
    ("--at INSTANT", N_("When it happened, where something is recorded; else now.")),
    ("--as-of INSTANT", N_("Look at the state of then, where something is read.")),
    ("--known-at INSTANT", N_("Leave out what was recorded later, in reports.")),
    ("--format FORM", N_("text or json; lists: table, json, jsonl, csv, tsv, markdown; else COMPLAINTCTL_FORMAT.")),
    ("--lang en|zh", N_("The language; else COMPLAINTCTL_LANG, else the locale.")),
    ("--reveal", N_("Show the customer's data in full.")),
    ("--quiet", N_("No warnings and hints, only errors.")),
    ("--no-input", N_("Never ask.")),
    ("--no-pager", N_("Long answers at a terminal without a pager; PAGER says which, PAGER=cat does the same.")),
    ("--no-color", N_("No colour; NO_COLOR does the same.")),
)
