-- Figures of /readyz and /metrics.

-- name: health_read_only
-- Whether the server takes no writes but those of its administrators.
-- gives: one read_only number
SELECT @@global.read_only

-- name: health_outbox
-- Mails that still have to be sent, and how long the oldest has waited.
-- gives: one amount number, age_seconds number
SELECT COUNT(*), COALESCE(MAX(TIMESTAMPDIFF(SECOND, created_at, NOW(6))), 0)
FROM outbox WHERE state IN ('new', 'sending', 'deferred')

-- name: health_outbox_states
-- Mails by state; the ever growing number of sent ones is not asked for.
-- gives: many state text, amount number
SELECT state, COUNT(*) FROM outbox WHERE state IN ('new', 'sending', 'deferred', 'void', 'dead') GROUP BY state

-- name: health_outbox_dead
-- Mails that were tried `tries` times or more and given up, of the last week: their content is still there. A mail whose
-- recipient was refused at once is not among them.
-- takes: tries number
-- gives: one amount number
SELECT COUNT(*) FROM outbox
WHERE state = 'dead' AND next_at > NOW(6) - INTERVAL 7 DAY AND attempts >= :tries AND sealed IS NOT NULL

-- name: health_import_states
-- Uploaded lists by state.
-- gives: many state text, amount number
SELECT state, COUNT(*) FROM bulk_import GROUP BY state

-- name: health_sessions
-- Sessions before their absolute end.
-- gives: one amount number
SELECT COUNT(*) FROM session WHERE expires_at > NOW(6)

-- name: health_locked
-- Locked accounts.
-- gives: one amount number
SELECT COUNT(*) FROM account WHERE locked_at IS NOT NULL AND issue_state <> 'deleted'

-- name: health_unsealed
-- Rows of the operation log without a seal, of the last day: nsdb-admin verify looks at all of them.
-- gives: one amount number, age_seconds number
SELECT COUNT(*), COALESCE(MAX(TIMESTAMPDIFF(SECOND, l.happened_at, NOW(6))), 0)
FROM operation_log l LEFT JOIN operation_log_seal s ON s.log_id = l.id
WHERE l.happened_at > NOW(6) - INTERVAL 1 DAY AND s.log_id IS NULL

-- name: health_backup
-- Backups that were ever made (R-114), and the age of the newest: the few rows of one subject's index.
-- gives: one amount number, age_seconds number
SELECT COUNT(*), COALESCE(TIMESTAMPDIFF(SECOND, MAX(happened_at), NOW(6)), 0)
FROM operation_log WHERE subject_kind = 'backup' AND action = 'backup'
