-- The register: version 3. Every table, every column with a word; what the model says of a value, the database holds.
-- Instants are UTC text of one width, 2026-11-21T12:27:43Z, so that the order of text is the order of time. Money is
-- in minor units of the policy's currency, truth is 0 or 1. The events are the record: the rows of `complaint` and
-- `deadline` are their fold, kept to be queried. Nothing of the history is changed: triggers refuse it. Closed lists
-- are compared one by one, because IN makes its list anew for every row: three times the time of the whole insert.

CREATE TABLE complaint (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL,                   -- C20261121-0001: local day of receipt, then a counter
    status TEXT NOT NULL CHECK (status = 'registered' OR status = 'assigned' OR status = 'resolved'
        OR status = 'revisited' OR status = 'closed'),
    kind TEXT NOT NULL CHECK (kind = 'complaint' OR kind = 'enquiry' OR kind = 'suggestion'
        OR kind = 'concern'),
    priority TEXT NOT NULL CHECK (priority = 'low' OR priority = 'medium' OR priority = 'high'
        OR priority = 'urgent'),
    grade TEXT NOT NULL CHECK (grade = 'general' OR grade = 'major'),
    category TEXT NOT NULL CHECK (category = 'product' OR category = 'service' OR category = 'suggestion'
        OR category = 'other'),
    cause TEXT,                             -- category first, up to four levels: product/quality/leak
    content TEXT,                           -- what happened, in the customer's words; NULL once erased
    demand TEXT,                            -- what the customer asks for
    customer TEXT,                          -- the name; this and the next three are NULL once erased
    phone TEXT,                             -- as it was written
    email TEXT,
    ref TEXT,                               -- a plate, order or policy number
    preferred_channel TEXT CHECK (preferred_channel = 'phone' OR preferred_channel = 'web'
        OR preferred_channel = 'email' OR preferred_channel = 'wechat' OR preferred_channel = 'weibo'
        OR preferred_channel = 'app' OR preferred_channel = 'letter' OR preferred_channel = 'visit'
        OR preferred_channel = 'store_book' OR preferred_channel = 'department' OR preferred_channel = 'dealer'
        OR preferred_channel = 'regulator' OR preferred_channel = 'other'),
    channel TEXT NOT NULL CHECK (channel = 'phone' OR channel = 'web' OR channel = 'email' OR channel = 'wechat'
        OR channel = 'weibo' OR channel = 'app' OR channel = 'letter' OR channel = 'visit'
        OR channel = 'store_book' OR channel = 'department' OR channel = 'dealer' OR channel = 'regulator'
        OR channel = 'other'),
    flags TEXT NOT NULL,                    -- a JSON array of what makes it weigh more
    tags TEXT NOT NULL,                     -- a JSON array of further grievances
    affected INTEGER NOT NULL CHECK (affected >= 1),
    amount INTEGER CHECK (amount >= 0),     -- the money at stake
    department TEXT,                        -- who answers for it, by the policy's name
    handler TEXT,                           -- the customer's contact
    received_at TEXT NOT NULL CHECK (length(received_at) = 20),  -- of a duplicate, where that is earlier
    registered_at TEXT NOT NULL CHECK (length(registered_at) = 20),
    registered_by TEXT NOT NULL,
    assigned_at TEXT CHECK (length(assigned_at) = 20),  -- this and the next two: the first of the case
    contacted_at TEXT CHECK (length(contacted_at) = 20),
    resolved_at TEXT CHECK (length(resolved_at) = 20),
    revisited_at TEXT CHECK (length(revisited_at) = 20),  -- this and the next: the last
    closed_at TEXT CHECK (length(closed_at) = 20),  -- NULL while the case is open
    outcome TEXT CHECK (outcome = 'satisfied' OR outcome = 'answered' OR outcome = 'withdrawn'
        OR outcome = 'referred' OR outcome = 'unreachable' OR outcome = 'duplicate'
        OR outcome = 'soothed'),
    round INTEGER NOT NULL CHECK (round >= 1),
    on_hold INTEGER NOT NULL CHECK (on_hold BETWEEN 0 AND 1),
    responsibility TEXT CHECK (responsibility = 'process' OR responsibility = 'staff'
        OR responsibility = 'product' OR responsibility = 'third_party' OR responsibility = 'misunderstanding'
        OR responsibility = 'customer' OR responsibility = 'unknown'),
    solution TEXT,
    remedy TEXT CHECK (remedy = 'apology' OR remedy = 'explanation' OR remedy = 'repair'
        OR remedy = 'replacement' OR remedy = 'refund' OR remedy = 'redo' OR remedy = 'discount'
        OR remedy = 'gift' OR remedy = 'compensation' OR remedy = 'other'),
    cost INTEGER CHECK (cost >= 0),
    satisfied INTEGER CHECK (satisfied BETWEEN 0 AND 1),  -- what the last revisit found; NULL where nobody has said
    score INTEGER CHECK (score BETWEEN 1 AND 5),
    source TEXT NOT NULL,                   -- the system it comes from; empty for this one
    external_id TEXT,                       -- its number there
    ruled_priority TEXT NOT NULL CHECK (ruled_priority = 'low' OR ruled_priority = 'medium'
        OR ruled_priority = 'high' OR ruled_priority = 'urgent'),  -- the rules' answer
    ruled_grade TEXT NOT NULL CHECK (ruled_grade = 'general' OR ruled_grade = 'major'),
    duplicate_of TEXT,                      -- the number of the case that counts instead
    extra TEXT NOT NULL,                    -- a JSON object of columns that a file brought along
    about TEXT,                             -- whom of the staff it is about
    anonymous INTEGER NOT NULL CHECK (anonymous BETWEEN 0 AND 1),
    repeats INTEGER NOT NULL CHECK (repeats >= 1),  -- complaints of this customer in the policy's window, this one too
    similar INTEGER NOT NULL CHECK (similar >= 1),  -- customers with this cause in it
    reasons TEXT NOT NULL,                  -- a JSON array: the ids of the rules that held, in the policy's order
    own_received_at TEXT NOT NULL CHECK (length(own_received_at) = 20),
    received_day TEXT NOT NULL,             -- the office's local date of receipt
    untimed INTEGER NOT NULL CHECK (untimed BETWEEN 0 AND 1),  -- a past state of it came without a time
    answer_seconds INTEGER,                 -- from the receipt to the answer of round 1, and to the first solution
    answer_office_seconds INTEGER,
    solution_seconds INTEGER,
    solution_office_seconds INTEGER,
    phone_key TEXT,                         -- the keys that cases are found to be alike by
    email_key TEXT,
    ref_key TEXT,
    cause_key TEXT,                         -- three levels of the cause
    serial INTEGER NOT NULL CHECK (serial >= 1)  -- the number's counter
) STRICT;
CREATE UNIQUE INDEX complaint_number ON complaint (number);
CREATE UNIQUE INDEX complaint_external ON complaint (source, external_id) WHERE external_id IS NOT NULL;
CREATE INDEX complaint_phone ON complaint (phone_key, received_at) WHERE phone_key IS NOT NULL;
CREATE INDEX complaint_email ON complaint (email_key, received_at) WHERE email_key IS NOT NULL;
CREATE INDEX complaint_ref ON complaint (ref_key, received_at) WHERE ref_key IS NOT NULL;
CREATE INDEX complaint_cause ON complaint (cause_key, received_at) WHERE cause_key IS NOT NULL;
-- What a month's report asks of the cases, and below of the deadlines, stands in the index: no row is looked up.
CREATE INDEX complaint_received ON complaint (received_day, kind, channel, category, cause, department, grade,
    duplicate_of, untimed, repeats, received_at, own_received_at, answer_seconds, answer_office_seconds,
    solution_seconds, solution_office_seconds);
CREATE INDEX complaint_newest ON complaint (received_at);
CREATE INDEX complaint_open ON complaint (received_at, own_received_at, untimed) WHERE status <> 'closed';
CREATE INDEX complaint_closed ON complaint (closed_at, own_received_at, untimed) WHERE status = 'closed';
CREATE INDEX complaint_duplicate ON complaint (duplicate_of) WHERE duplicate_of IS NOT NULL;
CREATE INDEX complaint_moved ON complaint (own_received_at) WHERE own_received_at <> received_at;
CREATE INDEX complaint_untimed ON complaint (own_received_at) WHERE untimed = 1;

-- A step of a case that must be done by a certain time. Overdue is ended_at IS NULL AND due_at < coalesce(held_since,
-- now): nothing is ever marked overdue, so nothing can be marked wrongly.
CREATE TABLE deadline (
    complaint INTEGER NOT NULL REFERENCES complaint (id),
    round INTEGER NOT NULL CHECK (round >= 1),
    step TEXT NOT NULL CHECK (step = 'register' OR step = 'assign' OR step = 'contact' OR step = 'progress'
        OR step = 'solution' OR step = 'resolve' OR step = 'reported' OR step = 'revisit' OR step = 'review'
        OR step = 'audit' OR step = 'statutory' OR step = 'tell' OR step = 'task' OR step = 'follow'),
    seq INTEGER NOT NULL CHECK (seq >= 1),  -- the running number of this step in its round
    start_at TEXT NOT NULL CHECK (length(start_at) = 20),
    amount TEXT NOT NULL,                   -- as the policy wrote it: 4h office, 3 workdays
    due_at TEXT NOT NULL CHECK (length(due_at) = 20),
    first_due_at TEXT NOT NULL CHECK (length(first_due_at) = 20),  -- before any hold, extension or change
    opens_at TEXT CHECK (length(opens_at) = 20),  -- not to be done before
    held_since TEXT CHECK (length(held_since) = 20),  -- since when it stands still
    met_at TEXT CHECK (length(met_at) = 20),
    ended_at TEXT CHECK (length(ended_at) = 20),
    how TEXT CHECK (how = 'met' OR how = 'late' OR how = 'cancelled' OR how = 'struck'),
    department TEXT,                        -- who answered for it, which need not be whom the case is with
    handler TEXT,
    extended INTEGER NOT NULL CHECK (extended BETWEEN 0 AND 1),
    shortened INTEGER NOT NULL CHECK (shortened BETWEEN 0 AND 1),
    provisional INTEGER NOT NULL CHECK (provisional BETWEEN 0 AND 1),  -- counted by days off that are not decreed yet
    early INTEGER NOT NULL CHECK (early BETWEEN 0 AND 1),
    elapsed_seconds INTEGER,                -- from the start to the end, once it has ended
    office_seconds INTEGER,
    late_seconds INTEGER,
    late_office_seconds INTEGER,
    anchor_at TEXT CHECK (length(anchor_at) = 20),  -- where the amount counts from, if not from the start
    law TEXT,                               -- of a clock that the law set: the pack and the law's name in it
    CHECK ((how IS NULL) = (ended_at IS NULL)),
    PRIMARY KEY (complaint, round, step, seq)
) STRICT, WITHOUT ROWID;
CREATE INDEX deadline_open ON deadline (due_at) WHERE ended_at IS NULL;
CREATE INDEX deadline_due ON deadline (due_at, step, department, how, met_at, ended_at, held_since, first_due_at,
    extended, law);

-- What was done, in the order it was written down: the one record, chained by hashes.
CREATE TABLE event (
    seq INTEGER PRIMARY KEY,
    complaint INTEGER REFERENCES complaint (id),  -- NULL for what belongs to no case
    at TEXT NOT NULL CHECK (length(at) = 20),  -- when it happened
    recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 20),
    actor TEXT NOT NULL,                    -- who signed
    login TEXT NOT NULL,                    -- who was at the keyboard
    action TEXT NOT NULL,
    changes TEXT NOT NULL,                  -- a JSON object of the fields it set, what is personal or free text apart
    imported INTEGER NOT NULL CHECK (imported BETWEEN 0 AND 1),
    clock TEXT NOT NULL CHECK (clock = 'real' OR clock = 'set'),
    calendar INTEGER NOT NULL,              -- the version of the days off it was recorded under
    digest BLOB CHECK (length(digest) = 32),  -- SHA-256 of salt and payload below
    hash BLOB NOT NULL CHECK (length(hash) = 32)  -- SHA-256 of the hash before, in hex, and of all this as JSON
) STRICT;
CREATE INDEX event_complaint ON event (complaint);
CREATE INDEX event_counted ON event (action, at)
    WHERE action IN ('close', 'convert', 'follow', 'hold', 'letter', 'reopen', 'resolve', 'revisit', 'undo');
CREATE INDEX event_review ON event (complaint) WHERE action = 'review';

-- What is personal or free text of an event; emptied where a person is erased, and the chain still holds.
CREATE TABLE event_private (
    event INTEGER PRIMARY KEY REFERENCES event (seq),
    salt BLOB,
    payload TEXT,                           -- a JSON object
    CHECK ((salt IS NULL) = (payload IS NULL))
) STRICT;

-- The policies that have been in force.
CREATE TABLE policy (
    id INTEGER PRIMARY KEY,
    since TEXT NOT NULL CHECK (length(since) = 20),
    recorded_at TEXT NOT NULL CHECK (length(recorded_at) = 20),
    actor TEXT NOT NULL,
    name TEXT NOT NULL,
    version TEXT NOT NULL,
    toml TEXT NOT NULL,                     -- the document, as it was set
    data TEXT NOT NULL                      -- the same as JSON
) STRICT;

-- Versions of a country's days off, and the days of each.
CREATE TABLE calendar (
    id INTEGER PRIMARY KEY,
    made_at TEXT NOT NULL CHECK (length(made_at) = 20),
    country TEXT NOT NULL,
    library TEXT NOT NULL,                  -- where the days come from
    data TEXT NOT NULL                      -- a JSON object: the office's own days, until when all are certain
) STRICT;
CREATE TABLE calendar_day (
    calendar INTEGER NOT NULL REFERENCES calendar (id),
    day TEXT NOT NULL,
    makeup INTEGER NOT NULL CHECK (makeup BETWEEN 0 AND 1),  -- a weekend's day that is worked
    name TEXT NOT NULL,
    PRIMARY KEY (calendar, day)
) STRICT, WITHOUT ROWID;

-- The people of the office as they are now; what changed is an event beside it.
CREATE TABLE staff (
    name TEXT NOT NULL PRIMARY KEY,
    login TEXT,
    department TEXT,
    role TEXT NOT NULL CHECK (role = 'agent' OR role = 'manager' OR role = 'general_manager'),
    left_at TEXT CHECK (length(left_at) = 20)
) STRICT, WITHOUT ROWID;

-- Where words stand. They come folded and parted, so that no more need be known of letters than where ASCII's end.
CREATE VIRTUAL TABLE search USING fts5 (told, private, tokenize = 'ascii');
CREATE TABLE search_place (
    complaint INTEGER PRIMARY KEY REFERENCES complaint (id),
    place INTEGER NOT NULL                  -- its row in the index, the newest receipt last
) STRICT;
CREATE TABLE search_mark (seq INTEGER NOT NULL) STRICT;  -- the last event whose words are in the index

-- Documents by what they are, and which event brought them.
CREATE TABLE document (
    sha256 TEXT NOT NULL PRIMARY KEY,
    size INTEGER NOT NULL CHECK (size >= 0),
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE complaint_document (
    event INTEGER PRIMARY KEY REFERENCES event (seq),
    complaint INTEGER NOT NULL REFERENCES complaint (id),
    sha256 TEXT NOT NULL REFERENCES document (sha256)
) STRICT;
CREATE INDEX complaint_document_sha256 ON complaint_document (sha256);

CREATE TRIGGER event_keeps_update BEFORE UPDATE ON event
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER event_keeps_delete BEFORE DELETE ON event
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER policy_keeps_update BEFORE UPDATE ON policy
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER policy_keeps_delete BEFORE DELETE ON policy
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER calendar_keeps_update BEFORE UPDATE ON calendar
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER calendar_keeps_delete BEFORE DELETE ON calendar
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER calendar_day_keeps_update BEFORE UPDATE ON calendar_day
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER calendar_day_keeps_delete BEFORE DELETE ON calendar_day
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER document_keeps_update BEFORE UPDATE ON document
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER complaint_document_keeps_update BEFORE UPDATE ON complaint_document
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
-- Only what a customer who was erased had said and brought may go.
CREATE TRIGGER event_private_keeps_update BEFORE UPDATE ON event_private
    WHEN new.payload IS NOT NULL OR new.salt IS NOT NULL OR new.event IS NOT old.event
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER event_private_keeps_delete BEFORE DELETE ON event_private
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER complaint_document_keeps_delete BEFORE DELETE ON complaint_document
    WHEN (SELECT payload FROM event_private WHERE event = old.event) IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
CREATE TRIGGER document_keeps_delete BEFORE DELETE ON document
    WHEN EXISTS (SELECT 1 FROM complaint_document WHERE sha256 = old.sha256)
    BEGIN SELECT RAISE(ABORT, 'the history is not changed'); END;
