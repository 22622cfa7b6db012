-- What others do to an account: パスワード初期化, アカウントロック解除, 暗号化鍵再発行, アカウント削除 (R-059, R-063, R-068). Who may
-- is decided by domain/rights from the relation that account_target finds; whoever has no relation at all is
-- told that there is no such account (Z02).

-- part: same_prefecture
(SELECT LEFT(i.code, 2) FROM medical_institution i WHERE i.id = a.institution_id)
  = (SELECT LEFT(m.code, 2) FROM municipality m WHERE m.id = :municipality_id)

-- name: account_target
-- An account as its asker stands to it. The asker is a municipality (municipality_id), an institution
-- (institution_id), or one of 厚労省, 運用事業者 and システム運営主体 (organisation: ministry, contractor or operator); the other
-- two are 0 or empty. Deleted accounts and those without a relation are not found. A 責任者 who is no doctor counts as issued by the
-- municipalities that have a doctor there, within the institution's prefecture: otherwise whoever registers a doctor at a hospital
-- anywhere could reset its 責任者 (R-063, T1).
-- takes: reference text, asker_id number, municipality_id number, institution_id number, organisation text
-- gives: one account_id number, account_reference text, role text, login_id text, family_name text, given_name text,
--        family_kana text, given_kana text, department text, telephone text, issue_state text, locked number, has_key number,
--        version number, slip_number number, target_municipality_id number, target_institution_id number,
--        is_self number, issued_by_asker number, works_here number, manages_here number, same_organisation number, mail_address text?,
--        last_sign_in_at text?, created_at text
SELECT t.id, t.reference, t.role, t.login_id, t.family_name, t.given_name, t.family_kana, t.given_kana, t.department,
  t.telephone, t.issue_state, t.locked, t.has_key, t.version, t.slip_number, t.target_municipality_id,
  t.target_institution_id, t.is_self, t.issued_by_asker, t.works_here, t.manages_here, t.same_organisation, t.mail_address,
  t.last_sign_in_at, t.created_at
FROM (
  SELECT a.id, a.reference, a.role, a.login_id, a.family_name, a.given_name, a.family_kana, a.given_kana, a.department,
    a.telephone, a.issue_state, a.locked_at IS NOT NULL AS locked, k.id IS NOT NULL AS has_key, a.version,
    GREATEST(COALESCE(p.slip_number, 0), a.last_slip_number) AS slip_number, COALESCE(a.municipality_id, 0) AS target_municipality_id,
    COALESCE(a.institution_id, 0) AS target_institution_id, a.id = :asker_id AS is_self,
    EXISTS (SELECT 1 FROM designation d WHERE d.municipality_id = :municipality_id AND d.live_scheme IS NOT NULL
      AND (d.account_id = a.id OR (a.role = 'manager' AND d.institution_id = a.institution_id AND [same_prefecture]))) AS issued_by_asker,
    :institution_id > 0 AND (a.institution_id = :institution_id OR EXISTS (SELECT 1 FROM affiliation f
      WHERE f.account_id = a.id AND f.institution_id = :institution_id)) AS works_here,
    EXISTS (SELECT 1 FROM institution_manager m WHERE m.account_id = a.id AND m.active_institution = :institution_id) AS manages_here,
    :organisation <> '' AND SUBSTRING_INDEX(a.role, '_', 1) = :organisation AS same_organisation, a.mail_address, a.last_sign_in_at, a.created_at
  FROM account a
  LEFT JOIN key_file k ON k.active_account = a.id
  LEFT JOIN initial_password p ON p.account_id = a.id
  WHERE a.reference = :reference AND a.issue_state <> 'deleted') AS t
WHERE t.is_self OR t.issued_by_asker OR t.works_here OR t.same_organisation
  OR (:municipality_id > 0 AND t.target_municipality_id = :municipality_id)

-- name: account_password_drop
-- The chosen password is gone with パスワード初期化.
-- takes: account_id number
DELETE FROM password WHERE account_id = :account_id

-- name: account_unissued
-- 未発行 again, so that a notice can be printed; remembers the number of its slip.
-- takes: account_id number, slip_number number
UPDATE account SET issue_state = 'unissued', last_slip_number = :slip_number, version = version + 1
WHERE id = :account_id AND issue_state <> 'deleted'

-- name: account_designations_carry
-- Notices of these designations show the initial password from now on, although they were added to a login (R-039): their
-- issuer has reset it and hands the new one out.
-- takes: account_id number, municipality_id number
UPDATE designation SET added_to_login = 0
WHERE account_id = :account_id AND municipality_id = :municipality_id AND live_scheme IS NOT NULL

-- name: account_secret_question
-- The question of an account that registered one, for the identity check before パスワード初期化 (R-056).
-- takes: account_id number
-- gives: many question text
SELECT question FROM secret_question WHERE account_id = :account_id

-- name: account_secret_check
-- Reserves one of the five checks of a day before the answer is compared (T17); changes no row when they are used up.
-- takes: account_id number
UPDATE secret_question SET checks = IF(checked_at > NOW(6) - INTERVAL 1 DAY, checks + 1, 1), checked_at = NOW(6)
WHERE account_id = :account_id AND (checks < 5 OR checked_at <= NOW(6) - INTERVAL 1 DAY)

-- name: account_secret_answer
-- The hashed answer, sealed, and what it is bound to.
-- takes: account_id number
-- gives: one answer_hash bytes, account_reference text
SELECT q.answer_hash, a.reference FROM secret_question q JOIN account a ON a.id = q.account_id WHERE q.account_id = :account_id

-- name: account_unlock
-- Ends the lock; the password stays (R-055).
-- takes: account_id number
UPDATE account SET locked_at = NULL WHERE id = :account_id AND locked_at IS NOT NULL

-- name: account_unlock_browsers
-- Known browsers get their tries back.
-- takes: account_id number
UPDATE browser_key SET failures = 0 WHERE account_id = :account_id

-- name: account_browsers_drop
-- No browser is known any more: the key is void.
-- takes: account_id number
DELETE FROM browser_key WHERE account_id = :account_id

-- name: account_renew_first_signin
-- Mail and key are registered again at the next sign-in, without 秘密の質問 and password (R-046, R-059).
-- takes: account_id number
INSERT INTO first_signin (account_id, purpose, step, updated_at) VALUES (:account_id, 'renew', 'mail', NOW(6))
ON DUPLICATE KEY UPDATE purpose = IF(step = 'done', 'renew', purpose), step = 'mail', passphrase_sealed = NULL,
  key_expires_at = NULL, updated_at = NOW(6)

-- name: account_initial_password_drop
-- Nothing is left to sign in with.
-- takes: account_id number
DELETE FROM initial_password WHERE account_id = :account_id

-- name: account_bigrams_drop
-- Nobody finds it by name any more.
-- takes: account_id number
DELETE FROM account_bigram WHERE account_id = :account_id

-- name: account_affiliations_drop
-- Works nowhere any more.
-- takes: account_id number
DELETE FROM affiliation WHERE account_id = :account_id

-- name: account_designations_end
-- All designations end.
-- takes: account_id number
UPDATE designation SET deleted_at = NOW(6) WHERE account_id = :account_id AND deleted_at IS NULL

-- name: account_manager_end
-- Is 責任者 nowhere any more, neither active nor to come.
-- takes: account_id number
UPDATE institution_manager SET state = 'ended', ended_at = NOW(6) WHERE account_id = :account_id AND state <> 'ended'

-- name: account_mark_deleted
-- 削除済.
-- takes: account_id number
UPDATE account SET issue_state = 'deleted', deleted_at = NOW(6), locked_at = NULL, version = version + 1
WHERE id = :account_id AND issue_state <> 'deleted'
