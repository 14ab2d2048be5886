SELECT channel, count(*), sum(kind = 'complaint') FROM complaint
    WHERE received_day BETWEEN 'SPAN' AND 'SPAN~' AND duplicate_of IS NULL GROUP BY 1;
SELECT kind, count(*), sum(repeats > 1) FROM complaint
    WHERE received_day BETWEEN 'SPAN' AND 'SPAN~' AND duplicate_of IS NULL GROUP BY 1;
SELECT category, count(*), sum(kind = 'complaint') FROM complaint
    WHERE received_day BETWEEN 'SPAN' AND 'SPAN~' AND duplicate_of IS NULL GROUP BY 1;
SELECT cause, count(*), sum(kind = 'complaint') FROM complaint
    WHERE received_day BETWEEN 'SPAN' AND 'SPAN~' AND duplicate_of IS NULL GROUP BY 1;
SELECT department, count(*), sum(kind = 'complaint') FROM complaint
    WHERE received_day BETWEEN 'SPAN' AND 'SPAN~' AND duplicate_of IS NULL GROUP BY 1;
SELECT department, step, count(*), sum(how = 'met' AND met_at <= due_at),
    sum(how = 'met' AND met_at <= due_at AND extended), sum(how = 'met' AND met_at <= first_due_at),
    sum(how = 'met' AND met_at > due_at), sum(how = 'late'), sum(how = 'cancelled'), sum(ended_at IS NULL),
    avg(CASE WHEN met_at > due_at OR how = 'late' OR (ended_at IS NULL AND due_at < coalesce(held_since, '2026-11-20'))
        THEN unixepoch(coalesce(met_at, ended_at, '2026-11-20')) - unixepoch(due_at) END)
    FROM deadline WHERE due_at BETWEEN 'SPAN' AND 'SPAN~'
    AND complaint NOT IN (SELECT id FROM complaint WHERE duplicate_of IS NOT NULL) GROUP BY 1, 2;
SELECT d.department, d.step, -2 * count(*), group_concat(c.number)
    FROM deadline d JOIN complaint c ON c.id = d.complaint
    WHERE d.due_at BETWEEN 'SPAN' AND 'SPAN~' AND c.duplicate_of IS NULL AND (d.met_at > d.due_at OR d.how = 'late'
        OR (d.ended_at IS NULL AND d.due_at < coalesce(d.held_since, '2026-11-20'))) GROUP BY 1, 2;
SELECT department, grade, count(*), group_concat(number) FROM complaint
    WHERE received_day BETWEEN 'SPAN' AND 'SPAN~' AND kind = 'complaint' AND duplicate_of IS NULL GROUP BY 1, 2;
SELECT c.department, e.changes ->> 'outcome', count(DISTINCT c.id) FROM event e JOIN complaint c ON c.id = e.complaint
    WHERE e.action = 'close' AND e.action IN ('close', 'hold', 'reopen', 'resolve', 'revisit', 'undo')
    AND e.at BETWEEN 'SPAN' AND 'SPAN~' AND c.duplicate_of IS NULL GROUP BY 1, 2;
SELECT c.department, e.changes ->> 'reached', e.changes ->> 'satisfied', e.changes ->> 'score', count(*)
    FROM event e JOIN complaint c ON c.id = e.complaint
    WHERE e.action = 'revisit' AND e.action IN ('close', 'hold', 'reopen', 'resolve', 'revisit', 'undo')
    AND e.at BETWEEN 'SPAN' AND 'SPAN~' AND c.duplicate_of IS NULL GROUP BY 1, 2, 3, 4;
SELECT c.department, e.changes ->> 'remedy', count(*), sum(e.changes ->> 'cost')
    FROM event e JOIN complaint c ON c.id = e.complaint
    WHERE e.action = 'resolve' AND e.action IN ('close', 'hold', 'reopen', 'resolve', 'revisit', 'undo')
    AND e.at BETWEEN 'SPAN' AND 'SPAN~' AND c.duplicate_of IS NULL GROUP BY 1, 2;
SELECT e.action, count(*), count(DISTINCT c.id) FROM event e JOIN complaint c ON c.id = e.complaint
    WHERE e.action IN ('hold', 'reopen') AND e.action IN ('close', 'hold', 'reopen', 'resolve', 'revisit', 'undo')
    AND e.at BETWEEN 'SPAN' AND 'SPAN~' AND c.duplicate_of IS NULL GROUP BY 1;
-- each wait
SELECT key, count(*), avg(s), avg(CASE WHEN place IN ((n + 1) / 2, n / 2 + 1) THEN s END),
    max(CASE WHEN place = (9 * n + 9) / 10 THEN s END)
    FROM (SELECT KEY AS key, WAIT AS s, row_number() OVER (PARTITION BY KEY ORDER BY WAIT) AS place,
        count(*) OVER (PARTITION BY KEY) AS n FROM complaint
        WHERE received_day BETWEEN 'SPAN' AND 'SPAN~' AND duplicate_of IS NULL AND WAIT IS NOT NULL) GROUP BY 1;
-- once
SELECT count(*) FROM complaint WHERE own_received_at < 'SPAN' AND (status <> 'closed' OR closed_at >= 'SPAN');
SELECT count(*) FROM complaint WHERE own_received_at < 'SPAN~' AND (status <> 'closed' OR closed_at >= 'SPAN~');
SELECT count(*) FROM complaint WHERE own_received_at BETWEEN 'SPAN' AND 'SPAN~';
SELECT department, count(*), min(received_at) FROM complaint WHERE status <> 'closed' GROUP BY 1;
SELECT department, count(*) FROM deadline WHERE ended_at IS NULL AND due_at < '2026-11-20'
    AND due_at < coalesce(held_since, '2026-11-20')
    AND complaint NOT IN (SELECT id FROM complaint WHERE duplicate_of IS NOT NULL) GROUP BY 1;
