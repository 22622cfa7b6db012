-- 初回ログイン (R-050…R-052): its steps in order, each taken by an UPDATE that names the step it leaves.

-- name: first_signin_begin
-- Opens the first sign-in of an institution's user; leaves one that is under way alone.
-- takes: account_id number
INSERT INTO first_signin (account_id, purpose, step, updated_at) VALUES (:account_id, 'first', 'mail', NOW(6))
ON DUPLICATE KEY UPDATE account_id = account_id

-- name: first_signin_password_again
-- After パスワード初期化 mail, key and question stay: only a new password is asked for (R-059).
-- takes: account_id number
INSERT INTO first_signin (account_id, purpose, step, updated_at) VALUES (:account_id, 'reset', 'password', NOW(6))
ON DUPLICATE KEY UPDATE purpose = IF(step = 'done', 'reset', purpose), step = IF(step = 'done', 'password', step), updated_at = NOW(6)

-- name: first_signin_progress
-- How far it has come, with the latest mail that carried a key file ('' when there was none).
-- takes: account_id number
-- gives: one purpose text, step text, passphrase_sealed bytes?, key_expires_at text?, key_expired number,
--        mail_address text?, mail_state text, mail_sent_at text?
SELECT f.purpose, f.step, f.passphrase_sealed, f.key_expires_at, COALESCE(f.key_expires_at <= NOW(6), 0), a.mail_address,
    COALESCE(o.state, ''), o.sent_at
FROM first_signin f
JOIN account a ON a.id = f.account_id
LEFT JOIN outbox o ON o.id = (SELECT MAX(l.id) FROM outbox l WHERE l.account_id = f.account_id AND l.kind = 'key_file')
WHERE f.account_id = :account_id

-- name: first_signin_mailed
-- From mail to key; again as often as wanted until the key is registered (R-051).
-- takes: account_id number, passphrase_sealed bytes
UPDATE first_signin SET step = 'key', passphrase_sealed = :passphrase_sealed, key_expires_at = NOW(6) + INTERVAL 24 HOUR,
    updated_at = NOW(6)
WHERE account_id = :account_id AND step IN ('mail', 'key')

-- name: first_signin_key_registered
-- From key to secret; to done when only mail and key were asked again (R-046), with a reset besides to password. The
-- server sets from left to right: purpose goes last.
-- takes: account_id number
UPDATE first_signin f
LEFT JOIN initial_password i ON i.account_id = f.account_id
SET f.passphrase_sealed = IF(f.purpose = 'first', f.passphrase_sealed, NULL),
    f.step = IF(f.purpose = 'first', 'secret', IF(i.account_id IS NULL, 'done', 'password')), f.updated_at = NOW(6),
    f.purpose = IF(f.purpose = 'renew' AND i.account_id IS NOT NULL, 'reset', f.purpose)
WHERE f.account_id = :account_id AND f.step = 'key'

-- name: first_signin_secret_registered
-- From secret to done; the passphrase is wiped.
-- takes: account_id number
UPDATE first_signin SET step = 'done', passphrase_sealed = NULL, key_expires_at = NULL, updated_at = NOW(6)
WHERE account_id = :account_id AND step = 'secret'

-- name: first_signin_password_chosen
-- From password to done: the end of a reset (R-059).
-- takes: account_id number
UPDATE first_signin SET step = 'done', passphrase_sealed = NULL, key_expires_at = NULL, updated_at = NOW(6)
WHERE account_id = :account_id AND step = 'password'

-- name: account_mail_register
-- The latest mail address; keys of earlier ones are void from here on (R-051).
-- takes: account_id number, mail_address text
UPDATE account SET mail_address = :mail_address, mail_generation = mail_generation + 1 WHERE id = :account_id

-- name: account_mail_generation
-- Of the latest mail address.
-- takes: account_id number
-- gives: one mail_generation number
SELECT mail_generation FROM account WHERE id = :account_id

-- name: key_mail_supersede
-- Key files that were not sent yet are not sent any more.
-- takes: account_id number
UPDATE outbox SET state = 'void', sealed = NULL
WHERE account_id = :account_id AND kind = 'key_file' AND state IN ('new', 'deferred', 'sending')

-- name: key_mail_count
-- Key files ordered in the last 24 hours: one account sends no more than a few.
-- takes: account_id number
-- gives: one sent number
SELECT COUNT(*) FROM outbox WHERE account_id = :account_id AND kind = 'key_file' AND created_at > NOW(6) - INTERVAL 24 HOUR

-- name: secret_question_write
-- The question and the hashed answer, sealed; the latest only.
-- takes: account_id number, question text, answer_hash bytes
INSERT INTO secret_question (account_id, question, answer_hash, changed_at)
VALUES (:account_id, :question, :answer_hash, NOW(6))
ON DUPLICATE KEY UPDATE question = :question, answer_hash = :answer_hash, changed_at = NOW(6)

-- name: initial_password_drop
-- The initial password ends with the first sign-in (R-032).
-- takes: account_id number
DELETE FROM initial_password WHERE account_id = :account_id

-- name: account_activate
-- From 発行済 to 利用中.
-- takes: account_id number
UPDATE account SET issue_state = 'active' WHERE id = :account_id AND issue_state <> 'deleted'
