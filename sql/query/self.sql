-- 自アカウント管理 (R-015, R-058): what a person sees of the own account, and ends on it.

-- name: self_passphrase
-- The sealed passphrase of the key file that is being made, for a day; NOT_FOUND or NULL when none is.
-- takes: account_id number
-- gives: one sealed bytes?
SELECT passphrase_sealed FROM first_signin WHERE account_id = :account_id AND key_expires_at > NOW(6)

-- shape: self_page
-- The whole page in one statement: the profile, beside it each pair of a signed-in browser (there is one at least: the
-- asker's) and a browser that holds the key. A UNION of three lists takes the server twice as long. The lists are found
-- by :account_id itself: with a.id there the server weighs more keys against each other, a fiftieth of its work.
-- takes: account_id number, epoch number
-- gives: many family_kana text, given_kana text, department text, telephone text, mail_address text?,
--        password_changed_at text?, key_activated_at text?, was_in_use number, passphrase_sealed bytes?,
--        session_hash bytes, session_user_agent text, session_source bytes, session_since text, session_used_at text,
--        session_live number, browser_id number, browser_hash bytes?, browser_user_agent text?, browser_since text?,
--        browser_used_at text?, browser_key_current number

-- part: self_page_profile
SELECT a.family_kana, a.given_kana, a.department, a.telephone, a.mail_address, p.changed_at, k.activated_at, a.last_sign_in_at IS NOT NULL

-- part: self_page_lists
s.token_hash, s.user_agent, s.source, s.created_at, s.last_used_at,
  s.stage = 'full' AND s.expires_at > NOW(6) AND s.last_used_at > NOW(6) - INTERVAL 30 MINUTE,
  b.id, b.browser_hash, b.user_agent, b.registered_at, b.last_used_at, COALESCE(b.key_file_id = k.id, 0)

-- part: self_page_tables
FROM account a
JOIN session s ON s.account_id = :account_id AND s.epoch = :epoch
LEFT JOIN password p ON p.account_id = a.id
LEFT JOIN key_file k ON k.active_account = a.id
LEFT JOIN browser_key b ON b.account_id = :account_id

-- name: self_page_of_institution_user
-- The page of who gets the key file by mail: no passphrase, and one table less.
-- takes: like self_page
-- gives: like self_page
[self_page_profile], NULL, [self_page_lists] [self_page_tables] WHERE a.id = :account_id LIMIT 1000

-- name: self_page_of_official
-- The page of who makes the key file on it, with the sealed passphrase until the key is registered, for a day at most (R-012).
-- takes: like self_page
-- gives: like self_page
[self_page_profile], IF(f.key_expires_at > NOW(6), f.passphrase_sealed, NULL), [self_page_lists] [self_page_tables]
LEFT JOIN first_signin f ON f.account_id = a.id
WHERE a.id = :account_id LIMIT 1000

-- name: self_profile
-- What a person may correct of the own account.
-- takes: account_id number
-- gives: one family_name text, given_name text, family_kana text, given_kana text, department text, telephone text,
--        contact_mail text, version number
SELECT family_name, given_name, family_kana, given_kana, department, telephone, contact_mail, version FROM account
WHERE id = :account_id

-- name: self_session_end
-- Ends one of the own sessions.
-- takes: account_id number, token_hash bytes
DELETE FROM session WHERE account_id = :account_id AND token_hash = :token_hash

-- name: self_browser_forget
-- Forgets a browser: it counts as unknown again.
-- takes: account_id number, browser_id number
DELETE FROM browser_key WHERE account_id = :account_id AND id = :browser_id

-- name: self_passphrase_write
-- The passphrase of the key file to download, until it is registered (R-012). The row stands at the step "key" for
-- a first sign-in; for others it only carries the passphrase.
-- takes: account_id number, passphrase_sealed bytes
INSERT INTO first_signin (account_id, purpose, step, passphrase_sealed, key_expires_at, updated_at)
VALUES (:account_id, 'first', 'key', :passphrase_sealed, NOW(6) + INTERVAL 24 HOUR, NOW(6))
ON DUPLICATE KEY UPDATE passphrase_sealed = :passphrase_sealed, key_expires_at = NOW(6) + INTERVAL 24 HOUR, updated_at = NOW(6)

-- name: self_key_registered
-- The passphrase is wiped once the key was proven.
-- takes: account_id number
UPDATE first_signin SET step = 'done', passphrase_sealed = NULL, key_expires_at = NULL, updated_at = NOW(6)
WHERE account_id = :account_id

-- name: self_activate
-- The first sign-in of an official is complete: 利用中.
-- takes: account_id number
UPDATE account SET issue_state = 'active' WHERE id = :account_id AND issue_state IN ('unissued', 'issued')

-- name: self_scheme_write
-- Which scheme is on screen in this session (R-005): only one in which the doctor is designated; else no row changes.
-- The session goes on under another token.
-- takes: token_hash bytes, account_id number, scheme text, next_hash bytes
UPDATE session s JOIN designation d ON d.account_id = s.account_id AND d.live_scheme = :scheme
JOIN medical_institution i ON i.id = d.institution_id
SET s.token_hash = :next_hash, s.scheme = d.scheme, s.institution_id = i.id, s.organisation_name = i.name, s.organisation_code = i.code
WHERE s.token_hash = :token_hash AND s.account_id = :account_id
