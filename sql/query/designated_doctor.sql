-- Registering designated doctors (R-023…R-043), one or 1,000 at a time. Look-ups take their keys as a JSON array, so
-- that a whole batch is one statement; rows are written by array binding.

-- name: doctor_known
-- The live accounts of some 医籍登録番号 with their live designations: a row for each designation, at least one
-- for each account. secondary_codes: 医療機関番号 of the 兼務先 under that scheme, with commas.
-- takes: register_numbers text
-- gives: many register_number text, account_id number, account_reference text, login_id text, family_name text,
--        given_name text, family_kana text, given_kana text, scheme text?, municipality_id number,
--        municipality_name text?, institution_code text?, institution_name text?, secondary_codes text?
SELECT a.live_register_number, a.id, a.reference, a.login_id, a.family_name, a.given_name, a.family_kana, a.given_kana,
  d.scheme, d.municipality_id, m.name AS municipality_name, i.code, i.name AS institution_name,
  (SELECT GROUP_CONCAT(s.code) FROM affiliation f JOIN medical_institution s ON s.id = f.institution_id
    WHERE f.account_id = a.id AND f.scheme = d.scheme AND f.place = 'secondary') AS secondary_codes
FROM JSON_TABLE(:register_numbers, '$[*]' COLUMNS (number VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$')) j
JOIN account a ON a.live_register_number = j.number
LEFT JOIN designation d ON d.account_id = a.id AND d.live_scheme IS NOT NULL
LEFT JOIN municipality m ON m.id = d.municipality_id
LEFT JOIN medical_institution i ON i.id = d.institution_id
ORDER BY a.id

-- name: doctor_numbers_taken
-- Which of some pairs of kind and 指定医番号 this municipality has given already.
-- takes: municipality_id number, pairs text
-- gives: many kind text, number text
SELECT d.kind, d.live_number
FROM JSON_TABLE(:pairs, '$[*]' COLUMNS (
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$[0]',
  number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$[1]')) j
JOIN designation d ON d.municipality_id = :municipality_id AND d.kind = j.kind AND d.live_number = j.number

-- name: doctor_institutions
-- Institutions by 医療機関番号.
-- takes: codes text
-- gives: many id number, code text, name text, name_folded text
SELECT i.id, i.code, i.name, i.name_folded
FROM JSON_TABLE(:codes, '$[*]' COLUMNS (code CHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$')) j
JOIN medical_institution i ON i.code = j.code
ORDER BY i.code

-- name: doctor_institutions_lock
-- The same, locked shared in the order in which they are given until the transaction ends: who is 責任者 does not change
-- meanwhile, and other registrations at the same institutions do not wait. The order of the tables is fixed, so that no
-- other row is ever locked.
-- takes: codes text
-- gives: many id number, code text
SELECT STRAIGHT_JOIN i.id, i.code
FROM JSON_TABLE(:codes, '$[*]' COLUMNS (code CHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$')) j
JOIN medical_institution i FORCE INDEX (medical_institution_code) ON i.code = j.code
LOCK IN SHARE MODE

-- name: doctor_institution_insert
-- A new institution; one that somebody made meanwhile is left alone.
-- takes: reference text, code text, name text, name_folded text
-- bulk: yes
INSERT INTO medical_institution (reference, code, name, name_folded) VALUES (:reference, :code, :name, :name_folded)
ON DUPLICATE KEY UPDATE id = id

-- name: doctor_institution_bigram_insert
-- One pair of characters of an institution's name.
-- takes: bigram text, institution_id number
-- bulk: yes
INSERT INTO medical_institution_bigram (bigram, institution_id) VALUES (:bigram, :institution_id)
ON DUPLICATE KEY UPDATE institution_id = institution_id

-- name: doctor_account_insert
-- A doctor's account, 未発行.
-- takes: reference text, login_id text, register_number text, family_name text, given_name text, family_kana text,
--        given_kana text, name_folded text, kana_folded text, telephone text, contact_mail text, created_at text,
--        created_by number
-- bulk: yes
INSERT INTO account (reference, login_id, role, medical_register_number, family_name, given_name, family_kana, given_kana,
  name_folded, kana_folded, telephone, contact_mail, created_at, created_by)
VALUES (:reference, :login_id, 'doctor', :register_number, :family_name, :given_name, :family_kana, :given_kana,
  :name_folded, :kana_folded, :telephone, :contact_mail, :created_at, :created_by)

-- name: doctor_account_numbers
-- The internal numbers of accounts by reference.
-- takes: references text
-- gives: many id number, reference text
SELECT a.id, a.reference
FROM JSON_TABLE(:references, '$[*]' COLUMNS (reference CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$')) j
JOIN account a ON a.reference = j.reference

-- name: doctor_account_bigram_insert
-- One pair of characters of a doctor's name or kana.
-- takes: bigram text, account_id number
-- bulk: yes
INSERT INTO account_bigram (bigram, account_id) VALUES (:bigram, :account_id)

-- name: doctor_first_signin_insert
-- The first step of the 初回ログイン.
-- takes: account_id number, updated_at text
-- bulk: yes
INSERT INTO first_signin (account_id, purpose, step, updated_at) VALUES (:account_id, 'first', 'mail', :updated_at)

-- name: doctor_designation_insert
-- What the municipality granted.
-- takes: reference text, account_id number, scheme text, kind text, number text, municipality_id number,
--        institution_id number, certified_on day, expires_on day, import_id number?, added_to_login number,
--        kana_sort text, created_at text
-- bulk: yes
INSERT INTO designation (reference, account_id, scheme, kind, number, municipality_id, institution_id, certified_on,
  expires_on, import_id, added_to_login, kana_sort, created_at)
VALUES (:reference, :account_id, :scheme, :kind, :number, :municipality_id, :institution_id, :certified_on, :expires_on,
  NULLIF(:import_id, 0), :added_to_login, :kana_sort, :created_at)

-- name: doctor_designation_numbers
-- The internal numbers of designations by reference.
-- takes: references text
-- gives: many id number, reference text
SELECT d.id, d.reference
FROM JSON_TABLE(:references, '$[*]' COLUMNS (reference CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin PATH '$')) j
JOIN designation d ON d.reference = j.reference

-- name: doctor_affiliation_insert
-- The 主たる勤務先 under a scheme.
-- takes: account_id number, scheme text, institution_id number, department text, created_at text
-- bulk: yes
INSERT INTO affiliation (account_id, scheme, institution_id, place, department, created_at)
VALUES (:account_id, :scheme, :institution_id, 'primary', :department, :created_at)

-- name: doctor_managers
-- Which of some institutions have a 責任者.
-- takes: institutions text
-- gives: many institution_id number
SELECT m.active_institution
FROM JSON_TABLE(:institutions, '$[*]' COLUMNS (id BIGINT PATH '$')) j
JOIN institution_manager m ON m.active_institution = j.id

-- name: doctor_managers_hold
-- The same, locked shared. Asked only for institutions that have one, as far as this transaction sees: what is not there
-- would lock the gap where others' rows go.
-- takes: institutions text
-- gives: many institution_id number
SELECT STRAIGHT_JOIN m.active_institution
FROM JSON_TABLE(:institutions, '$[*]' COLUMNS (id BIGINT PATH '$')) j
JOIN institution_manager m FORCE INDEX (institution_manager_active) ON m.active_institution = j.id
LOCK IN SHARE MODE

-- name: doctor_manager_insert
-- The first doctor of an institution becomes 責任者, if it has none (R-025).
-- takes: institution_id number, account_id number, created_at text
-- bulk: yes
INSERT INTO institution_manager (institution_id, account_id, state, created_at)
VALUES (:institution_id, :account_id, 'active', :created_at)
ON DUPLICATE KEY UPDATE id = id

-- name: doctor_notification_insert
-- Tells 運用事業者 of the registration (⑨ 指定医マスタの登録通知, R-033).
-- takes: designation_id number, municipality_id number, institution_id number, created_at text
-- bulk: yes
INSERT INTO contractor_notification (designation_id, municipality_id, institution_id, created_at)
VALUES (:designation_id, :municipality_id, :institution_id, :created_at)

-- name: doctor_withdraw_lock
-- The import's live designations, locked, with what forbids the withdrawal: a printed notice, or an account that
-- it made and that is not 未発行 any more.
-- takes: import_id number
-- gives: many designation_id number, account_id number, scheme text, institution_id number, printed number, begun number
SELECT d.id, d.account_id, d.scheme, d.institution_id, d.notice_printed_at IS NOT NULL AS printed,
  d.added_to_login = 0 AND a.issue_state <> 'unissued' AS begun
FROM designation d
JOIN account a ON a.id = d.account_id
WHERE d.import_id = :import_id AND d.live_scheme IS NOT NULL
ORDER BY d.id FOR UPDATE

-- name: doctor_withdraw_designations
-- Deletes the import's designations.
-- takes: import_id number, now text
UPDATE designation SET deleted_at = :now WHERE import_id = :import_id AND live_scheme IS NOT NULL

-- name: doctor_withdraw_affiliations
-- Where those doctors worked under those schemes. Removed rows are in the operation log.
-- takes: import_id number, now text
DELETE f FROM affiliation f JOIN designation d ON d.account_id = f.account_id AND d.scheme = f.scheme
WHERE d.import_id = :import_id AND d.deleted_at = :now

-- name: doctor_withdraw_transfers
-- Other municipalities' open requests for them (R-043).
-- takes: import_id number, now text
UPDATE designation_transfer SET state = 'ended', decided_at = :now
WHERE open_scheme IS NOT NULL AND from_designation_id IN (
  SELECT d.id FROM designation d WHERE d.import_id = :import_id AND d.deleted_at = :now)

-- name: doctor_withdraw_notifications
-- Notifications that the media desk has not taken yet.
-- takes: import_id number, now text
DELETE n FROM contractor_notification n JOIN designation d ON d.id = n.designation_id
WHERE d.import_id = :import_id AND d.deleted_at = :now AND n.taken_at IS NULL

-- name: doctor_withdraw_manager
-- Ends a 責任者 who has no designation left at the institution. One table and no join: a join would make the server ask
-- for rights on every table that refers to it.
-- takes: institution_id number, account_id number, now text
-- bulk: yes
UPDATE institution_manager SET state = 'ended', ended_at = :now
WHERE active_institution = :institution_id AND account_id = :account_id
  AND NOT EXISTS (SELECT 1 FROM designation o WHERE o.account_id = :account_id AND o.institution_id = :institution_id
    AND o.live_scheme IS NOT NULL)

-- name: doctor_withdraw_successors
-- Institutions that lost their 責任者 so but have doctors: the one registered first follows (R-025).
-- takes: import_id number, now text
INSERT INTO institution_manager (institution_id, account_id, state, created_at)
SELECT o.institution_id, o.account_id, 'active', :now
FROM designation o
WHERE o.id IN (SELECT MIN(live.id) FROM designation live
  WHERE live.live_scheme IS NOT NULL AND live.institution_id IN (SELECT gone.institution_id FROM designation gone
    WHERE gone.import_id = :import_id AND gone.deleted_at = :now)
  GROUP BY live.institution_id)
  AND NOT EXISTS (SELECT 1 FROM institution_manager m WHERE m.active_institution = o.institution_id)

-- name: doctor_withdraw_account
-- Ends an account that has no designation left.
-- takes: account_id number, now text
-- bulk: yes
UPDATE account SET issue_state = 'deleted', deleted_at = :now
WHERE id = :account_id AND issue_state <> 'deleted'
  AND NOT EXISTS (SELECT 1 FROM designation o WHERE o.account_id = :account_id AND o.live_scheme IS NOT NULL)

-- name: doctor_withdraw_left
-- Accounts that keep designations which are not of the import, none of them with a notice that shows the initial password.
-- takes: import_id number, now text
-- gives: many account_id number
SELECT DISTINCT l.account_id FROM designation w
JOIN designation l ON l.account_id = w.account_id AND l.live_scheme IS NOT NULL
WHERE w.import_id = :import_id AND w.deleted_at = :now AND NOT EXISTS (SELECT 1 FROM designation o
  WHERE o.account_id = w.account_id AND o.live_scheme IS NOT NULL AND o.added_to_login = 0)

-- name: doctor_withdraw_passwords
-- Their 初期パスワード.
-- takes: import_id number, now text
DELETE p FROM initial_password p JOIN account a ON a.id = p.account_id JOIN designation d ON d.account_id = a.id
WHERE d.import_id = :import_id AND d.deleted_at = :now AND a.issue_state = 'deleted'

-- name: doctor_withdraw_epoch
-- Ends whatever sessions an account that ended has.
-- takes: account_id number
-- bulk: yes
UPDATE auth_epoch SET epoch = epoch + 1
WHERE account_id = :account_id AND EXISTS (SELECT 1 FROM account WHERE id = :account_id AND issue_state = 'deleted')

-- name: doctor_withdraw_bigrams
-- They are found by name no more.
-- takes: import_id number, now text
DELETE b FROM account_bigram b JOIN account a ON a.id = b.account_id JOIN designation d ON d.account_id = a.id
WHERE d.import_id = :import_id AND d.deleted_at = :now AND a.issue_state = 'deleted'
