-- 一括登録 (R-020…R-028, R-037): files, their report, and the lane that works through them.

-- name: import_insert
-- An uploaded file, waiting for its check.
-- takes: reference text, municipality_id number, account_id number, epoch number, file_name text, file_size number,
--        file_sha256 bytes, batch text, large number, created_at text, request_id text
-- gives: id
INSERT INTO bulk_import (reference, municipality_id, account_id, epoch, file_name, file_size, file_sha256, batch, state,
  large, created_at, request_id)
VALUES (:reference, :municipality_id, :account_id, :epoch, :file_name, :file_size, :file_sha256, :batch, 'waiting',
  :large, :created_at, :request_id)

-- name: import_chunk_insert
-- One sealed piece of a file.
-- takes: import_id number, number number, sealed bytes
INSERT INTO bulk_import_chunk (import_id, number, sealed) VALUES (:import_id, :number, :sealed)

-- name: import_chunk
-- One sealed piece of a file; NOT_FOUND behind the last, and when it was deleted by age.
-- takes: import_id number, number number
-- gives: one sealed bytes
SELECT sealed FROM bulk_import_chunk WHERE import_id = :import_id AND number = :number

-- name: import_next
-- The oldest import that a lane may take: waiting, or left by a lane that died. A lane takes its own again at once.
-- takes: large number, owner text
-- gives: one id number
SELECT b.id FROM bulk_import b LEFT JOIN bulk_import_progress p ON p.import_id = b.id
WHERE b.large = :large AND (b.state = 'waiting' AND (b.lease_until IS NULL OR b.lease_until < NOW(6))
  OR b.state IN ('checking', 'committing', 'withdrawing')
    AND (b.lease_owner = :owner OR GREATEST(b.lease_until, COALESCE(p.lease_until, b.lease_until)) < NOW(6)))
ORDER BY b.id LIMIT 1

-- name: import_claim
-- Takes it; changes no row when another lane was first.
-- takes: id number, owner text, seconds number
UPDATE bulk_import
SET lease_owner = :owner, lease_until = NOW(6) + INTERVAL :seconds SECOND, attempts = attempts + 1,
  state = CASE wanted WHEN 'commit' THEN 'committing' WHEN 'withdraw' THEN 'withdrawing' ELSE 'checking' END
WHERE id = :id AND (state = 'waiting' AND (lease_until IS NULL OR lease_until < NOW(6))
  OR state IN ('checking', 'committing', 'withdrawing') AND (lease_owner = :owner OR lease_until < NOW(6)
    AND NOT EXISTS (SELECT 1 FROM bulk_import_progress p WHERE p.import_id = :id AND p.lease_until >= NOW(6))))

-- name: import_progress
-- How far the run has come; prolongs the claim.
-- takes: import_id number, rows_done number, seconds number
INSERT INTO bulk_import_progress (import_id, rows_done, lease_until)
VALUES (:import_id, :rows_done, NOW(6) + INTERVAL :seconds SECOND)
ON DUPLICATE KEY UPDATE rows_done = :rows_done, lease_until = NOW(6) + INTERVAL :seconds SECOND

-- name: import_progress_forget
-- The next run counts from the start.
-- takes: import_id number
DELETE FROM bulk_import_progress WHERE import_id = :import_id

-- name: import_claimed
-- All that the lane needs to know of the file, its starter and the municipality.
-- takes: id number
-- gives: one reference text, municipality_id number, municipality_code text, municipality_name text,
--        handles_nanbyo number, handles_shoman number, account_id number, role text, epoch number, file_name text,
--        accept_repairs number, wanted text, attempts number, rows_total number, request_id text, today day
SELECT b.reference, b.municipality_id, m.code, m.name, m.handles_nanbyo, m.handles_shoman, b.account_id, a.role, b.epoch,
  b.file_name, b.accept_repairs, b.wanted, b.attempts, b.rows_total, b.request_id, DATE(NOW() + INTERVAL 9 HOUR)
FROM bulk_import b JOIN municipality m ON m.id = b.municipality_id JOIN account a ON a.id = b.account_id
WHERE b.id = :id

-- name: import_lines_delete
-- Makes room for the report of a new run.
-- takes: import_id number
DELETE FROM bulk_import_line WHERE import_id = :import_id

-- name: import_line_insert
-- One line of the report.
-- takes: import_id number, number number, row_in_file number, column_name text, column_letter text, severity text,
--        code text, value text, repaired text, message text
-- bulk: yes
INSERT INTO bulk_import_line (import_id, number, row_in_file, column_name, column_letter, severity, code, value, repaired,
  message)
VALUES (:import_id, :number, :row_in_file, :column_name, :column_letter, :severity, :code, :value, :repaired, :message)

-- name: import_verdict
-- Ends a run; changes no row when the claim was lost meanwhile.
-- takes: id number, owner text, state text, file_format text, rows_total number, count_new number, count_added number,
--        count_errors number, count_warnings number, count_repairs number
UPDATE bulk_import SET state = :state, file_format = :file_format, rows_total = :rows_total, rows_done = :rows_total,
  count_new = :count_new, count_added = :count_added, count_errors = :count_errors, count_warnings = :count_warnings,
  count_repairs = :count_repairs, checked_at = IF(:state = 'done', checked_at, NOW(6)),
  finished_at = IF(:state = 'checked', NULL, NOW(6)), lease_owner = NULL, lease_until = NULL
WHERE id = :id AND lease_owner = :owner AND state IN ('checking', 'committing', 'withdrawing')

-- name: import_give_up
-- Ends an import that failed too often. A withdrawal that failed leaves a registered file behind.
-- takes: id number, owner text
UPDATE bulk_import SET state = IF(wanted = 'withdraw', 'done', 'failed'),
  finished_at = IF(wanted = 'withdraw', finished_at, NOW(6)), lease_owner = NULL, lease_until = NULL
WHERE id = :id AND lease_owner = :owner AND state IN ('checking', 'committing', 'withdrawing')

-- name: import_put_back
-- The run failed without the file's fault: again later.
-- takes: id number, owner text, seconds number
UPDATE bulk_import SET state = 'waiting', lease_owner = NULL, lease_until = NOW(6) + INTERVAL :seconds SECOND
WHERE id = :id AND lease_owner = :owner AND state IN ('checking', 'committing', 'withdrawing')

-- name: import_commit_wanted
-- Sends the checked file back to the lane ([登録する]). Only the state 'checked' lets it.
-- takes: reference text, municipality_id number, account_id number, epoch number, accept_repairs number, request_id text
UPDATE bulk_import SET state = 'waiting', wanted = 'commit', accept_repairs = :accept_repairs, account_id = :account_id,
  epoch = :epoch, attempts = 0, lease_until = NULL, request_id = :request_id
WHERE reference = :reference AND municipality_id = :municipality_id AND state = 'checked'
  AND (count_repairs = 0 OR :accept_repairs = 1)

-- name: import_withdraw_wanted
-- Sends a registered file back to the lane ([取り込みの取消], R-037). Only the state 'done' lets it.
-- takes: reference text, municipality_id number, account_id number, epoch number, request_id text
UPDATE bulk_import SET state = 'waiting', wanted = 'withdraw', account_id = :account_id, epoch = :epoch, attempts = 0,
  lease_until = NULL, request_id = :request_id
WHERE reference = :reference AND municipality_id = :municipality_id AND state = 'done'

-- name: import_withdraw_end
-- Ends a withdrawal as withdrawn, or as done (refused: nothing changed); changes no row when the claim was lost.
-- takes: id number, owner text, state text
UPDATE bulk_import SET state = :state, finished_at = IF(:state = 'withdrawn', NOW(6), finished_at), lease_owner = NULL,
  lease_until = NULL
WHERE id = :id AND lease_owner = :owner AND state = 'withdrawing'

-- shape: import_shown
-- What screens show of a file.
-- gives: many id number, reference text, file_name text, file_size number, file_sha256 text, file_format text,
--        batch text, state text, wanted text, attempts number, rows_total number, rows_done number, count_new number,
--        count_added number, count_errors number, count_warnings number, count_repairs number, created_at text,
--        finished_at text?, family_name text, given_name text, withdrawable number, file_kept number, lines_kept number, account_id number

-- part: import_head
SELECT b.id, b.reference, b.file_name, b.file_size, LOWER(HEX(b.file_sha256)) AS file_sha256, b.file_format, b.batch, b.state,
  b.wanted, b.attempts, b.rows_total,
  CASE WHEN b.state = 'waiting' THEN 0 WHEN b.state IN ('checking', 'committing', 'withdrawing')
    THEN COALESCE(p.rows_done, 0) ELSE b.rows_done END AS rows_done,
  b.count_new, b.count_added, b.count_errors, b.count_warnings, b.count_repairs, b.created_at, b.finished_at,
  a.family_name, a.given_name,

-- part: import_tail
  AS withdrawable,
  EXISTS (SELECT 1 FROM bulk_import_chunk k WHERE k.import_id = b.id) AS file_kept,
  (SELECT COUNT(*) FROM bulk_import_line l WHERE l.import_id = b.id) AS lines_kept, b.account_id
FROM bulk_import b JOIN account a ON a.id = b.account_id LEFT JOIN bulk_import_progress p ON p.import_id = b.id

-- name: import_one
-- One file of this municipality; withdrawable says whether all that it made is still untouched.
-- takes: municipality_id number, reference text
-- gives: like import_shown
[import_head] b.state = 'done' AND NOT EXISTS (SELECT 1 FROM designation d JOIN account c ON c.id = d.account_id
    WHERE d.import_id = b.id AND d.live_scheme IS NOT NULL
      AND (d.notice_printed_at IS NOT NULL OR (d.added_to_login = 0 AND c.issue_state <> 'unissued'))) [import_tail]
WHERE b.reference = :reference AND b.municipality_id = :municipality_id

-- name: import_batch
-- The files of one upload, in the order in which they were chosen. In lists withdrawable only says that it is worth asking.
-- takes: municipality_id number, batch text
-- gives: like import_shown
[import_head] b.state = 'done' [import_tail]
WHERE b.batch = :batch AND b.municipality_id = :municipality_id ORDER BY b.id LIMIT 100

-- name: import_history
-- The files of this municipality, newest first.
-- takes: municipality_id number, first number, most number
-- gives: like import_shown
[import_head] b.state = 'done' [import_tail]
WHERE b.municipality_id = :municipality_id ORDER BY b.created_at DESC, b.id DESC LIMIT :most OFFSET :first

-- name: import_history_count
-- How many files there are.
-- takes: municipality_id number
-- gives: one found number
SELECT COUNT(*) FROM bulk_import WHERE municipality_id = :municipality_id

-- name: import_under_way
-- The municipality of an import that is being registered or withdrawn now: what it touches is locked until it ends.
-- gives: one municipality_name text
SELECT m.name FROM bulk_import b
JOIN municipality m ON m.id = b.municipality_id
LEFT JOIN bulk_import_progress p ON p.import_id = b.id
WHERE b.state IN ('committing', 'withdrawing') AND GREATEST(b.lease_until, COALESCE(p.lease_until, b.lease_until)) > NOW(6)
ORDER BY b.id LIMIT 1

-- name: import_lines
-- The report in the order of the file.
-- takes: import_id number, first number, most number
-- gives: many row_in_file number, column_name text, column_letter text, severity text, code text, value text,
--        repaired text, message text
SELECT row_in_file, column_name, column_letter, severity, code, value, repaired, message
FROM bulk_import_line WHERE import_id = :import_id ORDER BY number LIMIT :most OFFSET :first
