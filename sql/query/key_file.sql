-- 暗号化鍵ファイル and the browsers that hold its key.

-- name: key_file_void_pending
-- A new key file makes the one before void.
-- takes: account_id number
UPDATE key_file SET state = 'void', voided_at = NOW(6) WHERE account_id = :account_id AND state = 'pending'

-- name: key_file_void_active
-- A newly proven key takes the place of the one in force.
-- takes: account_id number
UPDATE key_file SET state = 'void', voided_at = NOW(6) WHERE account_id = :account_id AND state = 'active'

-- name: key_file_insert
-- A key file just made, to be proven within 24 hours. mail_generation 0: downloaded on screen.
-- takes: account_id number, mail_generation number, public_key bytes
INSERT INTO key_file (account_id, generation, mail_generation, public_key, state, created_at, expires_at)
SELECT :account_id, COALESCE(MAX(k.generation), 0) + 1, :mail_generation, :public_key, 'pending', NOW(6),
    NOW(6) + INTERVAL 24 HOUR
FROM key_file k WHERE k.account_id = :account_id

-- name: key_file_waiting
-- The pending key of the account, when it still holds: not over 24 hours old, and made for the latest
-- mail address (R-051).
-- takes: account_id number
-- gives: one key_file_id number, public_key bytes
SELECT k.id, k.public_key FROM key_file k JOIN account a ON a.id = k.account_id
WHERE k.pending_account = :account_id AND k.expires_at > NOW(6)
  AND (k.mail_generation = 0 OR k.mail_generation = a.mail_generation)

-- name: key_file_in_force
-- The active key.
-- takes: account_id number
-- gives: one key_file_id number, public_key bytes
SELECT id, public_key FROM key_file WHERE active_account = :account_id

-- name: key_file_activate
-- The first proof of possession; changes no row when the key lapsed or was superseded meanwhile.
-- takes: key_file_id number
UPDATE key_file k JOIN account a ON a.id = k.account_id
SET k.state = 'active', k.activated_at = NOW(6)
WHERE k.id = :key_file_id AND k.state = 'pending' AND k.expires_at > NOW(6)
  AND (k.mail_generation = 0 OR k.mail_generation = a.mail_generation)

-- name: key_file_account_hold
-- Locks the account, so that two key files of one account are made one after the other.
-- takes: account_id number
-- gives: one mail_generation number
SELECT mail_generation FROM account WHERE id = :account_id FOR UPDATE

-- name: browser_key_write
-- A browser proved the key: remembered, with its own budget of tries afresh.
-- takes: account_id number, key_file_id number, browser_hash bytes, user_agent text
INSERT INTO browser_key (account_id, key_file_id, browser_hash, user_agent, registered_at, last_used_at)
VALUES (:account_id, :key_file_id, :browser_hash, :user_agent, NOW(6), NOW(6))
ON DUPLICATE KEY UPDATE key_file_id = :key_file_id, user_agent = :user_agent, last_used_at = NOW(6), failures = 0
