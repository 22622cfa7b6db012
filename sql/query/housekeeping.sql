-- What has had its time goes. Each statement takes a small slice, so that nobody waits for it.

-- name: housekeeping_sessions
-- Sessions past their absolute end.
DELETE FROM session WHERE expires_at < NOW(6) LIMIT 500

-- name: housekeeping_idempotency_keys
-- A form is not sent again after a week.
DELETE FROM idempotency_key WHERE created_at < NOW(6) - INTERVAL 7 DAY LIMIT 500

-- name: housekeeping_source_penalties
-- Addresses that have been quiet for a day.
DELETE FROM source_penalty WHERE updated_at < NOW(6) - INTERVAL 1 DAY LIMIT 500

-- name: housekeeping_messages
-- Messages to institutions that are a year old; what was put away goes with them.
DELETE FROM institution_message WHERE created_at < NOW(6) - INTERVAL 1 YEAR LIMIT 500

-- name: housekeeping_name_messages
-- The same of messages about the institution's name.
DELETE FROM institution_name_message WHERE created_at < NOW(6) - INTERVAL 1 YEAR LIMIT 500

-- name: housekeeping_old_imports
-- Imports whose file has been kept for 30 days after the result.
-- gives: many id number
SELECT b.id FROM bulk_import b
WHERE b.state NOT IN ('waiting', 'checking', 'committing', 'withdrawing')
  AND COALESCE(b.finished_at, b.checked_at, b.created_at) < NOW(6) - INTERVAL 30 DAY
  AND EXISTS (SELECT 1 FROM bulk_import_chunk c WHERE c.import_id = b.id)
LIMIT 50

-- name: housekeeping_import_chunks
-- Drops an import's file.
-- takes: import_id number
DELETE FROM bulk_import_chunk WHERE import_id = :import_id LIMIT 500

-- name: housekeeping_old_reports
-- Imports whose report has been kept for a year.
-- gives: many id number
SELECT b.id FROM bulk_import b
WHERE b.created_at < NOW(6) - INTERVAL 1 YEAR AND EXISTS (SELECT 1 FROM bulk_import_line l WHERE l.import_id = b.id)
LIMIT 50

-- name: housekeeping_import_lines
-- Drops lines of an import's report.
-- takes: import_id number
DELETE FROM bulk_import_line WHERE import_id = :import_id LIMIT 500

-- name: housekeeping_keys
-- Key files that nobody registered within 24 hours are void.
UPDATE key_file SET state = 'void', voided_at = NOW(6)
WHERE pending_account IS NOT NULL AND expires_at < NOW(6) LIMIT 500

-- name: housekeeping_old_passphrases
-- Whose passphrases are shown no more (R-052). No index leads there: what would change them here would lock every row it passes.
-- gives: many account_id number
SELECT account_id FROM first_signin WHERE passphrase_sealed IS NOT NULL AND key_expires_at < NOW(6) LIMIT 500

-- name: housekeeping_passphrase
-- One of them goes, unless a new one took its place.
-- takes: account_id number
UPDATE first_signin SET passphrase_sealed = NULL
WHERE account_id = :account_id AND passphrase_sealed IS NOT NULL AND key_expires_at < NOW(6)

-- name: housekeeping_dead_mails
-- The content of mails that were given up a week ago.
UPDATE outbox SET sealed = NULL
WHERE state = 'dead' AND next_at < NOW(6) - INTERVAL 7 DAY AND sealed IS NOT NULL LIMIT 500
