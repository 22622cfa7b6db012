-- The chain over the operation log: made by the worker's sealing lane, checked by nsdb-admin verify.

-- shape: log_row
-- A log row as the chain sees it: every column as text, with its seal if it has one.
-- gives: many log_id number, present number, happened_at text?, account_id text?, role text?, municipality_id text?, institution_id text?, source text?, request_id text?, action text?, subject_kind text?, subject_id text?, outcome text?, detail text?, sequence number, previous bytes?, hmac bytes?

-- part: log_row_columns
CAST(l.happened_at AS CHAR) AS happened_at, CAST(l.account_id AS CHAR) AS account_id, l.role,
  CAST(l.municipality_id AS CHAR) AS municipality_id, CAST(l.institution_id AS CHAR) AS institution_id, l.source, l.request_id,
  l.action, l.subject_kind, CAST(l.subject_id AS CHAR) AS subject_id, l.outcome, l.detail

-- name: seal_waiting
-- Rows without a seal among the ids after `after` up to `upto`. Ids commit out of order, so "after the last seal" would
-- lose rows.
-- takes: after number, upto number, most number
-- gives: like log_row
SELECT l.id AS log_id, 1 AS present, [log_row_columns], 0 AS sequence, s.previous, s.hmac
FROM operation_log l
LEFT JOIN operation_log_seal s ON s.log_id = l.id
WHERE l.id > :after AND l.id <= :upto AND s.log_id IS NULL
ORDER BY l.id
LIMIT :most

-- name: seal_slice
-- Seals in their order with the rows that they seal.
-- takes: after number, most number
-- gives: like log_row
SELECT s.log_id, l.id IS NOT NULL AS present, [log_row_columns], s.sequence, s.previous, s.hmac
FROM operation_log_seal s
LEFT JOIN operation_log l ON l.id = s.log_id
WHERE s.sequence > :after
ORDER BY s.sequence
LIMIT :most

-- name: seal_last
-- The end of the chain.
-- gives: one sequence number, hmac bytes
SELECT sequence, hmac FROM operation_log_seal ORDER BY sequence DESC LIMIT 1

-- name: seal_insert
-- The sequence is the primary key: when two hosts seal at once, one of them fails and starts again.
-- takes: sequence number, log_id number, previous bytes, hmac bytes
-- bulk: yes
INSERT INTO operation_log_seal (sequence, log_id, previous, hmac, sealed_at) VALUES (:sequence, :log_id, :previous, :hmac, NOW(6))

-- name: seal_quiet_id
-- The newest row that is older: rows before it have been committed, nearly always.
-- takes: seconds number
-- gives: one id number
SELECT id FROM operation_log WHERE happened_at < NOW(6) - INTERVAL :seconds SECOND ORDER BY happened_at DESC LIMIT 1

-- name: seal_overdue
-- Rows that have been waiting for their seal for more than a minute.
-- takes: most number
-- gives: many id number, happened_at text
SELECT l.id, l.happened_at FROM operation_log l
LEFT JOIN operation_log_seal s ON s.log_id = l.id
WHERE s.log_id IS NULL AND l.happened_at < NOW(6) - INTERVAL 1 MINUTE
ORDER BY l.id
LIMIT :most
