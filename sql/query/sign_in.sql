-- Signing in with ID and password, and the limits on guessing (R-055).

-- name: sign_in_account
-- All that signing in asks: the account behind a typed ID, and how often its source failed, halved for every
-- 10 minutes that passed. An unknown ID gives a row, too, with account 0. browser_id is the known browser: its
-- cookie belongs to this account's present key and its own budget is not used up.
-- takes: login_id text, browser_hash bytes, source bytes
-- gives: one account_id number, account_reference text, role text, password_hash bytes?, initial_sealed bytes?,
--        slip_number number, initial_expired number, has_key number, step text, browser_id number, epoch number,
--        source_failures number
SELECT a.id, COALESCE(a.reference, ''), COALESCE(a.role, ''), p.hash, i.sealed, i.slip_number,
    COALESCE(i.expires_at <= NOW(6), 0), k.id IS NOT NULL, COALESCE(f.step, ''), b.id, e.epoch,
    s.failures >> LEAST(30, TIMESTAMPDIFF(MINUTE, s.updated_at, NOW(6)) DIV 10)
FROM (SELECT 1) attempt
LEFT JOIN source_penalty s ON s.source = :source
LEFT JOIN account a ON a.login_id = :login_id AND a.issue_state <> 'deleted'
LEFT JOIN auth_epoch e ON e.account_id = a.id
LEFT JOIN password p ON p.account_id = a.id
LEFT JOIN initial_password i ON i.account_id = a.id
LEFT JOIN key_file k ON k.active_account = a.id
LEFT JOIN first_signin f ON f.account_id = a.id
LEFT JOIN browser_key b ON b.account_id = a.id AND b.browser_hash = :browser_hash AND b.key_file_id = k.id
  AND b.failures < 10

-- name: sign_in_reserve
-- Takes one of the account's 10 tries before anything is verified (T17); the same wrong secret again takes
-- none. Changes no row when none is left.
-- takes: account_id number, digest bytes
INSERT INTO sign_in_guard (account_id, failures, last_wrong_digest, updated_at)
SELECT a.id, 1, :digest, NOW(6) FROM account a WHERE a.id = :account_id AND a.locked_at IS NULL
ON DUPLICATE KEY UPDATE
    updated_at = IF(sign_in_guard.failures < 10, NOW(6), sign_in_guard.updated_at),
    failures = sign_in_guard.failures
      + IF(sign_in_guard.failures < 10 AND NOT (sign_in_guard.last_wrong_digest <=> :digest), 1, 0),
    last_wrong_digest = IF(sign_in_guard.updated_at = NOW(6), :digest, sign_in_guard.last_wrong_digest)

-- name: sign_in_reserve_browser
-- The same from the budget of a known browser.
-- takes: browser_id number
UPDATE browser_key SET failures = failures + 1 WHERE id = :browser_id AND failures < 10

-- name: sign_in_release
-- Gives the try back: the secret was right.
-- takes: account_id number
UPDATE sign_in_guard SET failures = GREATEST(failures - 1, 0), last_wrong_digest = NULL WHERE account_id = :account_id

-- name: sign_in_release_browser
-- The same for the budget of a known browser.
-- takes: browser_id number
UPDATE browser_key SET failures = GREATEST(failures - 1, 0) WHERE id = :browser_id

-- name: sign_in_forget_failures
-- After a complete sign-in, and when somebody unlocks.
-- takes: account_id number
UPDATE sign_in_guard SET failures = 0, last_wrong_digest = NULL WHERE account_id = :account_id

-- name: sign_in_lock
-- Locks an account whose tries are used up; changes no row when it is locked already or tries are left.
-- takes: account_id number
UPDATE account a JOIN sign_in_guard g ON g.account_id = a.id
SET a.locked_at = NOW(6)
WHERE a.id = :account_id AND a.locked_at IS NULL AND g.failures >= 10

-- name: sign_in_owner
-- Whom to tell about a lock.
-- takes: account_id number
-- gives: one mail_address text, locked_at text?
SELECT COALESCE(NULLIF(mail_address, ''), contact_mail), locked_at FROM account WHERE id = :account_id

-- name: sign_in_complete
-- A complete sign-in: both factors were right.
-- takes: account_id number
UPDATE account SET previous_sign_in_at = last_sign_in_at, last_sign_in_at = NOW(6) WHERE id = :account_id

-- name: source_penalty_add
-- Counts a wrong attempt. The time moves in whole steps of 10 minutes, so that attempts do not hold the halving up.
-- takes: source bytes
INSERT INTO source_penalty (source, failures, updated_at) VALUES (:source, 1, NOW(6))
ON DUPLICATE KEY UPDATE
    failures = (failures >> LEAST(30, TIMESTAMPDIFF(MINUTE, updated_at, NOW(6)) DIV 10)) + 1,
    updated_at = updated_at + INTERVAL 10 * (TIMESTAMPDIFF(MINUTE, updated_at, NOW(6)) DIV 10) MINUTE
