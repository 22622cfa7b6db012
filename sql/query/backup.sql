-- nsdb-admin backup and restore.

-- name: backup_tables
-- All tables of the schema; the list of migrations comes last, so that a schema that was restored halfway counts as none.
-- gives: many name text
SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'
ORDER BY table_name = 'schema_migration', table_name

-- name: restore_others
-- Connections of others to this schema: programs that still run.
-- gives: one amount number
SELECT COUNT(*) FROM information_schema.processlist WHERE db = DATABASE() AND id <> CONNECTION_ID()

-- name: restore_standing
-- What an account can be entered with, as one digest for each: it differs when a password, a key, a slip, a mail address, a lock
-- or the account's life changed. It is asked of the present schema and of the restored one, which may be older: a new column
-- comes in here only when no backup from before it is kept any more.
-- gives: many login_id text, digest text
SELECT a.login_id, MD5(CONCAT_WS('|', e.epoch, a.issue_state, a.locked_at IS NULL, a.last_slip_number, a.mail_generation,
  COALESCE(p.changed_at, ''), COALESCE(i.slip_number, ''), COALESCE(s.purpose, ''), COALESCE(s.step, ''),
  COALESCE((SELECT GROUP_CONCAT(k.generation, k.state ORDER BY k.id) FROM key_file k WHERE k.account_id = a.id), '')))
FROM account a
LEFT JOIN auth_epoch e ON e.account_id = a.id
LEFT JOIN password p ON p.account_id = a.id
LEFT JOIN initial_password i ON i.account_id = a.id
LEFT JOIN first_signin s ON s.account_id = a.id
ORDER BY a.login_id

-- name: restore_lock
-- Locks an account whose newer state was lost.
-- takes: login_id text
UPDATE account SET locked_at = COALESCE(locked_at, NOW(6)) WHERE login_id = :login_id AND issue_state <> 'deleted'

-- name: restore_forget_browsers
-- None of its browsers is known any more: those would be let in though the account is locked (R-055).
-- takes: login_id text
DELETE b FROM browser_key b JOIN account a ON a.id = b.account_id WHERE a.login_id = :login_id

-- name: restore_locked_log
-- The log row of each.
-- takes: login_id text
INSERT INTO operation_log (happened_at, role, action, subject_kind, subject_id)
SELECT NOW(6), 'system', 'restore_lock', 'account', id FROM account WHERE login_id = :login_id

-- name: restore_sessions
-- Nobody is signed in any more.
DELETE FROM session

-- name: restore_epochs
-- What was begun under an older epoch, such as an import, does not commit any more.
UPDATE auth_epoch SET epoch = epoch + 1

-- name: restore_pending_keys
-- Key files that were sent and not yet registered are void: the person orders a new one.
UPDATE key_file SET state = 'void', voided_at = NOW(6) WHERE state = 'pending'

-- name: restore_passphrases
-- Nor are their passphrases shown.
UPDATE first_signin SET passphrase_sealed = NULL WHERE passphrase_sealed IS NOT NULL

-- name: restore_mails
-- Mails that waited then have most probably been sent since: none is sent twice.
UPDATE outbox SET state = 'void', sealed = NULL, lease_owner = NULL, last_error = 'void since a restore'
WHERE state IN ('new', 'sending', 'deferred')

-- name: restore_initial_passwords
-- With --expire-passwords: printed initial passwords do not work any more, only [再発行] gives new ones.
UPDATE initial_password SET expires_at = NOW(6) WHERE expires_at > NOW(6)
