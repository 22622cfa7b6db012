-- Signed-in browsers.

-- name: session_lookup
-- All that a request needs to know of its asker, in one statement. Idle and absolute end, revocation and
-- deletion all answer NOT_FOUND. Every table is found by a unique key, and each costs the server as much as a whole
-- statement's way through the socket: what few pages need is asked elsewhere. Who is 責任者 is compared in the list of
-- columns: in the ON it would cost the server another look at the table's keys.
-- takes: token_hash bytes, idle_minutes number
-- gives: one account_id number, epoch number, stage text, scheme text, institution_id number, organisation_name text,
--        organisation_code text, challenge bytes?, flash text, account_reference text, role text, login_id text,
--        family_name text, given_name text, municipality_id number, last_sign_in_at text?, is_manager number,
--        idle_seconds number
SELECT s.account_id, s.epoch, s.stage, s.scheme, s.institution_id, s.organisation_name,
    s.organisation_code, s.challenge, s.flash, a.reference, a.role, a.login_id,
    a.family_name, a.given_name, a.municipality_id, a.previous_sign_in_at, COALESCE(im.account_id = s.account_id, 0),
    TIMESTAMPDIFF(SECOND, s.last_used_at, NOW(6))
FROM session s
JOIN account a ON a.id = s.account_id
JOIN auth_epoch e ON e.account_id = s.account_id AND e.epoch = s.epoch
LEFT JOIN institution_manager im ON im.active_institution = s.institution_id
WHERE s.token_hash = :token_hash AND s.expires_at > NOW(6)
  AND s.last_used_at > NOW(6) - INTERVAL :idle_minutes MINUTE AND a.issue_state <> 'deleted'

-- name: session_steps
-- What a sign-in that is not complete still has before it.
-- takes: account_id number
-- gives: one step text, password_initial number
SELECT COALESCE(f.step, ''), p.account_id IS NOT NULL
FROM account a
LEFT JOIN first_signin f ON f.account_id = a.id
LEFT JOIN initial_password p ON p.account_id = a.id
WHERE a.id = :account_id

-- name: session_insert
-- A new session under the account's present epoch, whose row stays locked until the transaction ends; none when it is
-- not the wanted one (0: whichever it is). The scheme on screen and the institution come from the account: for a
-- doctor those of a designation that holds, 難病 first.
-- takes: token_hash bytes, account_id number, epoch number, stage text, challenge bytes?, source bytes, user_agent text, lifetime_hours number
INSERT INTO session (token_hash, account_id, epoch, stage, scheme, institution_id, organisation_name, organisation_code,
    challenge, source, user_agent, created_at, last_used_at, expires_at)
SELECT :token_hash, a.id, e.epoch, :stage,
    CASE
      WHEN a.role = 'doctor' THEN COALESCE(d.scheme, '')
      WHEN a.municipality_id IS NOT NULL THEN IF(m.handles_nanbyo = 1, 'nanbyo', 'shoman')
      WHEN a.institution_id IS NOT NULL THEN 'nanbyo'
      ELSE ''
    END,
    i.id, COALESCE(m.name, i.name, ''), COALESCE(m.code, i.code, ''),
    :challenge, :source, :user_agent, NOW(6), NOW(6), NOW(6) + INTERVAL :lifetime_hours HOUR
FROM account a
JOIN auth_epoch e ON e.account_id = a.id AND :epoch IN (0, e.epoch)
LEFT JOIN municipality m ON m.id = a.municipality_id
LEFT JOIN designation d ON d.id = (SELECT h.id FROM designation h
    WHERE h.account_id = :account_id AND h.deleted_at IS NULL
    ORDER BY h.expires_on < DATE(NOW(6) + INTERVAL 9 HOUR), h.scheme LIMIT 1)
LEFT JOIN medical_institution i ON i.id = COALESCE(a.institution_id, d.institution_id)
WHERE a.id = :account_id AND a.issue_state <> 'deleted'
LOCK IN SHARE MODE

-- name: session_use_write
-- Notes the use of a session.
-- takes: token_hash bytes
UPDATE session SET last_used_at = NOW(6) WHERE token_hash = :token_hash

-- name: session_delete
-- Ends a session.
-- takes: token_hash bytes
DELETE FROM session WHERE token_hash = :token_hash

-- name: session_flash_write
-- Keeps the key of the message that the next page shows.
-- takes: token_hash bytes, flash text
UPDATE session SET flash = :flash WHERE token_hash = :token_hash

-- name: session_challenge_change
-- Uses a challenge up: of two answers to the same one only the first changes the row.
-- takes: token_hash bytes, challenge bytes, next bytes
UPDATE session SET challenge = :next WHERE token_hash = :token_hash AND challenge = :challenge

-- name: session_epoch_advance
-- Ends all sessions of an account from within one of them; changes no row when that one was revoked meanwhile.
-- takes: account_id number, epoch number
UPDATE auth_epoch SET epoch = epoch + 1 WHERE account_id = :account_id AND epoch = :epoch
