-- 編集 of a doctor's ID by its issuer (R-037): corrections of name, 部署, numbers and dates.

-- name: doctor_edit_read
-- The values as they are, for the form and for the comparison under the lock of the transaction.
-- takes: municipality_id number, reference text
-- gives: one designation_id number, account_id number, version number, scheme text, kind text, family_name text, given_name text, family_kana text, given_kana text, telephone text, contact_mail text, register_number text, number text, certified_on day, expires_on day, department text?, institution_name text, institution_code text, login_id text, issue_state text, has_key number, added_to_login number, printed number, issued_by_others number, others number
SELECT d.id, d.account_id, a.version, d.scheme, d.kind, a.family_name, a.given_name, a.family_kana, a.given_kana,
  a.telephone, a.contact_mail, a.medical_register_number, d.number, d.certified_on, d.expires_on, f.department,
  i.name AS institution_name, i.code AS institution_code, a.login_id, a.issue_state,
  EXISTS (SELECT 1 FROM key_file k WHERE k.active_account = d.account_id) AS has_key, d.added_to_login,
  d.notice_printed_at IS NOT NULL AS printed,
  (SELECT COUNT(*) FROM designation o WHERE o.account_id = d.account_id AND o.live_scheme IS NOT NULL AND o.municipality_id <> d.municipality_id) AS issued_by_others,
  (SELECT COUNT(*) FROM designation o WHERE o.account_id = d.account_id AND o.live_scheme IS NOT NULL AND o.id <> d.id) AS others
FROM designation d
JOIN account a ON a.id = d.account_id
JOIN medical_institution i ON i.id = d.institution_id
LEFT JOIN affiliation f ON f.account_id = d.account_id AND f.primary_scheme = d.scheme
WHERE d.reference = :reference AND d.municipality_id = :municipality_id AND d.deleted_at IS NULL

-- name: doctor_edit_account
-- Corrects the person, if nobody did since the form was opened (R04).
-- takes: account_id number, version number, family_name text, given_name text, family_kana text, given_kana text, name_folded text, kana_folded text, telephone text, contact_mail text, register_number text
UPDATE account SET family_name = :family_name, given_name = :given_name, family_kana = :family_kana, given_kana = :given_kana,
  name_folded = :name_folded, kana_folded = :kana_folded, telephone = :telephone, contact_mail = :contact_mail,
  medical_register_number = :register_number, version = version + 1
WHERE id = :account_id AND version = :version AND issue_state <> 'deleted'

-- name: doctor_edit_designation
-- Corrects the designation; a changed notice wants a reprint when one was printed.
-- takes: designation_id number, number text, certified_on day, expires_on day, kana_sort text, notice_changed number
UPDATE designation SET number = :number, certified_on = :certified_on, expires_on = :expires_on, kana_sort = :kana_sort,
  reprint_wanted = IF(:notice_changed AND notice_printed_at IS NOT NULL, 1, reprint_wanted)
WHERE id = :designation_id

-- name: doctor_edit_kana_sort
-- The doctor's other designations sort by the new kana, too; their notices show the same name.
-- takes: account_id number, kana_sort text, name_changed number
UPDATE designation SET kana_sort = :kana_sort,
  reprint_wanted = IF(:name_changed AND notice_printed_at IS NOT NULL AND live_scheme IS NOT NULL, 1, reprint_wanted)
WHERE account_id = :account_id

-- name: doctor_edit_department
-- Corrects 部署 at the 主たる勤務先 of a scheme.
-- takes: account_id number, scheme text, department text
UPDATE affiliation SET department = :department WHERE account_id = :account_id AND primary_scheme = :scheme

-- name: doctor_edit_bigrams_drop
-- Before the bigrams of a corrected name are written.
-- takes: account_id number
DELETE FROM account_bigram WHERE account_id = :account_id
