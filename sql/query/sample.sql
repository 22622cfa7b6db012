-- Sample data (nsdb-admin sample): every row names its parents by their codes and references, so that all rows can be
-- made before the first is stored.

-- name: sample_present
-- Whether the municipality is there already: then the sample data are.
-- takes: code text
-- gives: one found number
SELECT COUNT(*) FROM municipality WHERE code = :code

-- name: sample_doctor_count
-- How many doctors of the crowd there are: their 医籍登録番号 start at 100000, those of the sample at 900001.
-- gives: one found number
SELECT COUNT(*) FROM account WHERE live_register_number >= '100000' AND live_register_number < '900000'

-- name: sample_municipality
-- A public body.
-- takes: code text, name text, kind text, postal_code text, address text, telephone text
INSERT INTO municipality (code, name, kind, handles_nanbyo, handles_shoman, postal_code, address, telephone)
VALUES (:code, :name, :kind, 1, 1, :postal_code, :address, :telephone)

-- name: sample_institution
-- A medical institution.
-- takes: reference text, code text, name text, name_folded text
INSERT INTO medical_institution (reference, code, name, name_folded) VALUES (:reference, :code, :name, :name_folded)

-- name: sample_institution_bigrams
-- The pairs of characters of an institution's name, the values of a JSON object.
-- takes: bigrams text, code text
INSERT INTO medical_institution_bigram (bigram, institution_id)
SELECT pairs.bigram, i.id
FROM medical_institution i
JOIN JSON_TABLE(:bigrams, '$.*' COLUMNS (bigram VARCHAR(2) PATH '$')) AS pairs
WHERE i.code = :code

-- name: sample_account
-- A person. Codes that do not apply are NULL.
-- takes: reference text, login_id text, role text, municipality_code text?, institution_code text?, register_number text?, family_name text, given_name text, family_kana text, given_kana text, name_folded text, kana_folded text, department text, mail_address text?, mail_generation number, issue_state text, locked number
INSERT INTO account (reference, login_id, role, municipality_id, institution_id, medical_register_number, family_name,
  given_name, family_kana, given_kana, name_folded, kana_folded, department, mail_address, mail_generation, issue_state,
  locked_at, created_at)
SELECT :reference, :login_id, :role, m.id, i.id, :register_number, :family_name, :given_name, :family_kana, :given_kana,
  :name_folded, :kana_folded, :department, :mail_address, :mail_generation, :issue_state, IF(:locked, NOW(6), NULL), NOW(6)
FROM (SELECT 1) AS always
LEFT JOIN municipality m ON m.code = :municipality_code
LEFT JOIN medical_institution i ON i.code = :institution_code

-- name: sample_epoch
-- The epoch of a person's sessions.
-- takes: reference text
INSERT INTO auth_epoch (account_id) SELECT id FROM account WHERE reference = :reference

-- name: sample_account_bigrams
-- The pairs of characters of a person's name and kana, the values of a JSON object.
-- takes: bigrams text, reference text
INSERT INTO account_bigram (bigram, account_id)
SELECT pairs.bigram, a.id
FROM account a
JOIN JSON_TABLE(:bigrams, '$.*' COLUMNS (bigram VARCHAR(2) PATH '$')) AS pairs
WHERE a.reference = :reference

-- name: sample_password
-- A password that somebody chose.
-- takes: reference text, hash bytes
INSERT INTO password (account_id, hash, changed_at) VALUES ((SELECT id FROM account WHERE reference = :reference), :hash, NOW(6))

-- name: sample_secret_question
-- 秘密の質問 of a person who has done the first sign-in.
-- takes: reference text, question text, answer_hash bytes
INSERT INTO secret_question (account_id, question, answer_hash, changed_at)
VALUES ((SELECT id FROM account WHERE reference = :reference), :question, :answer_hash, NOW(6))

-- name: sample_key_file
-- The registered key of a person who has done the first sign-in.
-- takes: reference text, mail_generation number, public_key bytes
INSERT INTO key_file (account_id, generation, mail_generation, public_key, state, created_at, expires_at, activated_at)
VALUES ((SELECT id FROM account WHERE reference = :reference), 1, :mail_generation, :public_key, 'active', NOW(6), NOW(6), NOW(6))

-- name: sample_designation
-- What a municipality granted to a doctor.
-- takes: reference text, account_reference text, scheme text, kind text, number text, municipality_code text, institution_code text, certified_on day, expires_on day, added_to_login number, printed number, kana_sort text
INSERT INTO designation (reference, account_id, scheme, kind, number, municipality_id, institution_id, certified_on,
  expires_on, added_to_login, notice_printed_at, kana_sort, created_at)
SELECT :reference, a.id, :scheme, :kind, :number, m.id, i.id, :certified_on, :expires_on, :added_to_login,
  IF(:printed, NOW(6), NULL), :kana_sort, NOW(6)
FROM account a
JOIN municipality m ON m.code = :municipality_code
JOIN medical_institution i ON i.code = :institution_code
WHERE a.reference = :account_reference

-- name: sample_affiliation
-- Where a doctor works.
-- takes: account_reference text, scheme text, institution_code text, place text, department text
INSERT INTO affiliation (account_id, scheme, institution_id, place, department, created_at)
SELECT a.id, :scheme, i.id, :place, :department, NOW(6)
FROM account a
JOIN medical_institution i ON i.code = :institution_code
WHERE a.reference = :account_reference

-- name: sample_manager
-- 責任者 of an institution, or the successor who takes over at the first sign-in.
-- takes: account_reference text, institution_code text, state text
INSERT INTO institution_manager (institution_id, account_id, state, created_at)
SELECT i.id, a.id, :state, NOW(6)
FROM account a
JOIN medical_institution i ON i.code = :institution_code
WHERE a.reference = :account_reference

-- name: sample_notification
-- Tells the contractor of a registration (R-033).
-- takes: reference text
INSERT INTO contractor_notification (designation_id, municipality_id, institution_id, created_at)
SELECT id, municipality_id, institution_id, NOW(6) FROM designation WHERE reference = :reference
