-- New accounts of users, doctors apart (R-013, R-064, R-067, R-115).

-- name: user_insert
-- A new account, 未発行. It belongs to a municipality, to an institution, or (both 0) to the organisation that its role names.
-- takes: reference text, login_id text, role text, municipality_id number, institution_id number, family_name text, given_name text, family_kana text, given_kana text, name_folded text, kana_folded text, department text, telephone text, contact_mail text, created_by number
-- gives: id
INSERT INTO account (reference, login_id, role, municipality_id, institution_id, family_name, given_name, family_kana, given_kana,
  name_folded, kana_folded, department, telephone, contact_mail, created_at, created_by)
VALUES (:reference, :login_id, :role, NULLIF(:municipality_id, 0), NULLIF(:institution_id, 0), :family_name, :given_name,
  :family_kana, :given_kana, :name_folded, :kana_folded, :department, :telephone, :contact_mail, NOW(6), NULLIF(:created_by, 0))
