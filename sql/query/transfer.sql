-- 移管の依頼 (R-043): asked by the municipality that wants to register the doctor, decided by the issuer. Statements by
-- reference hold the tenant predicate.

-- name: transfer_target
-- The live designation that a request is about: another municipality's. Locked, so that it does not end unseen.
-- takes: account_id number, scheme text, municipality_id number
-- gives: one designation_id number, municipality_id number
SELECT id, municipality_id FROM designation
WHERE account_id = :account_id AND live_scheme = :scheme AND municipality_id <> :municipality_id LOCK IN SHARE MODE

-- name: transfer_number_taken
-- Whether the asking side has given that 指定医番号 already.
-- takes: municipality_id number, kind text, number text
-- gives: one taken number
SELECT COUNT(*) FROM designation WHERE municipality_id = :municipality_id AND kind = :kind AND live_number = :number

-- name: transfer_end
-- Open requests end with the designation that they ask for.
-- takes: account_id number
UPDATE designation_transfer SET state = 'ended', decided_at = NOW(6)
WHERE account_id = :account_id AND open_scheme IS NOT NULL AND from_designation_id NOT IN (
  SELECT d.id FROM designation d WHERE d.account_id = :account_id AND d.live_scheme IS NOT NULL)

-- name: transfer_insert
-- A new request; CONFLICT when one is open for the doctor and scheme.
-- takes: reference text, account_id number, scheme text, from_designation_id number, from_municipality_id number,
--        to_municipality_id number, kind text, number text, family_name text, given_name text, register_number text,
--        institution_code text, institution_name text, department text, certified_on day, expires_on day,
--        requested_by number, requested_role text
INSERT INTO designation_transfer (reference, account_id, scheme, from_designation_id, from_municipality_id,
  to_municipality_id, kind, number, family_name, given_name, register_number, institution_code, institution_name,
  department, certified_on, expires_on, requested_by, requested_role, requested_at)
VALUES (:reference, :account_id, :scheme, :from_designation_id, :from_municipality_id, :to_municipality_id, :kind, :number,
  :family_name, :given_name, :register_number, :institution_code, :institution_name, :department, :certified_on,
  :expires_on, :requested_by, :requested_role, NOW(6))

-- name: transfer_lock
-- A request as either side may see it, locked until the transaction ends.
-- takes: reference text, municipality_id number
-- gives: one transfer_id number, account_id number, scheme text, from_designation_id number, from_municipality_id number,
--        to_municipality_id number, kind text, number text, register_number text, institution_code text,
--        institution_name text, department text, certified_on day, expires_on day, state text, requested_by number,
--        requested_role text
SELECT id, account_id, scheme, from_designation_id, from_municipality_id, to_municipality_id, kind, number, register_number,
  institution_code, institution_name, department, certified_on, expires_on, state, requested_by, requested_role
FROM designation_transfer
WHERE reference = :reference AND (from_municipality_id = :municipality_id OR to_municipality_id = :municipality_id) FOR UPDATE

-- name: transfer_person
-- The doctor of a request: names for the order of lists, the state of the ID, whether a key is in force.
-- takes: account_id number, designation_id number
-- gives: one family_name text, given_name text, family_kana text, given_kana text, login_id text, issue_state text,
--        has_key number, institution_id number
SELECT a.family_name, a.given_name, a.family_kana, a.given_kana, a.login_id, a.issue_state,
  EXISTS (SELECT 1 FROM key_file k WHERE k.active_account = a.id) AS has_key, d.institution_id
FROM account a JOIN designation d ON d.id = :designation_id WHERE a.id = :account_id

-- name: transfer_unused_login
-- The login is not in use, and no other designation's notice shows its initial password: the new one's does.
-- takes: designation_id number
UPDATE designation SET added_to_login = 0 WHERE id = :designation_id

-- name: transfer_decide
-- Ends a request: once.
-- takes: transfer_id number, state text, decided_by number, reason text, designation_id number?
UPDATE designation_transfer SET state = :state, decided_by = :decided_by, decided_at = NOW(6), reason = :reason,
  designation_id = NULLIF(:designation_id, 0)
WHERE id = :transfer_id AND state = 'requested'

-- name: transfer_told
-- Whom to tell by mail: the doctor, and the 責任者 in office of the old and the new 主たる勤務先.
-- takes: account_id number, old_institution_id number, designation_id number
-- gives: many account_id number, mail_address text, is_doctor number
SELECT a.id, a.mail_address, a.id = :account_id AS is_doctor FROM account a
WHERE a.mail_address IS NOT NULL AND a.issue_state = 'active' AND (a.id = :account_id OR a.id IN (
  SELECT m.account_id FROM institution_manager m
  WHERE m.active_institution IN (:old_institution_id, (SELECT d.institution_id FROM designation d WHERE d.id = :designation_id))))

-- name: transfer_municipalities
-- The names of both sides.
-- takes: from_municipality_id number, to_municipality_id number
-- gives: one from_name text, to_name text
SELECT f.name, t.name FROM municipality f JOIN municipality t ON t.id = :to_municipality_id
WHERE f.id = :from_municipality_id

-- name: transfer_list
-- The latest requests of a municipality, open ones first: sent and received. login_id only for the issuer, who knows it.
-- takes: municipality_id number
-- gives: many reference text, sent number, scheme text, kind text, number text, family_name text, given_name text,
--        register_number text, institution_name text, institution_code text, department text, certified_on day,
--        expires_on day, state text, requested_at text, decided_at text?, reason text, from_name text, to_name text,
--        account_name text?, login_id text?, from_designation_id number
SELECT t.reference, t.to_municipality_id = :municipality_id AS sent, t.scheme, t.kind, t.number, t.family_name, t.given_name,
  t.register_number, t.institution_name, t.institution_code, t.department, t.certified_on, t.expires_on, t.state,
  t.requested_at, t.decided_at, t.reason, f.name AS from_name, n.name AS to_name,
  IF(t.from_municipality_id = :municipality_id, CONCAT(a.family_name, '　', a.given_name), NULL) AS account_name,
  IF(t.from_municipality_id = :municipality_id, a.login_id, NULL) AS login_id, t.from_designation_id
FROM designation_transfer t
JOIN municipality f ON f.id = t.from_municipality_id
JOIN municipality n ON n.id = t.to_municipality_id
JOIN account a ON a.id = t.account_id
WHERE t.from_municipality_id = :municipality_id OR t.to_municipality_id = :municipality_id
ORDER BY t.state <> 'requested', t.requested_at DESC, t.id DESC LIMIT 200
