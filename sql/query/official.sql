-- Users of 自治体 (R-013, R-014), 厚労省, 運用事業者 and システム運営主体 (R-115). Every statement carries the tenant: the
-- municipality (0 for the others) and the two roles of the organisation. Another tenant's user does not exist.

-- part: official_tenant
a.municipality_id <=> NULLIF(:municipality_id, 0) AND a.role IN (:administrator, :member) AND a.issue_state <> 'deleted'

-- name: official_search
-- A page of the organisation's users; empty texts switch a condition off.
-- takes: municipality_id number, administrator text, member text, login_id text, kind text, state text, name_folded text, first number, most number
-- gives: many reference text, role text, login_id text, family_name text, given_name text, family_kana text, given_kana text, department text, telephone text, contact_mail text, issue_state text, locked number, has_key number, last_sign_in_at text?, password_expired number, account_id number
SELECT a.reference, a.role, a.login_id, a.family_name, a.given_name, a.family_kana, a.given_kana, a.department, a.telephone,
  a.contact_mail, a.issue_state, a.locked_at IS NOT NULL, k.id IS NOT NULL, a.last_sign_in_at, COALESCE(p.expires_at <= NOW(6), 0), a.id
FROM account a
LEFT JOIN key_file k ON k.active_account = a.id
LEFT JOIN initial_password p ON p.account_id = a.id
WHERE [official_tenant]
  AND (:login_id = '' OR a.login_id = :login_id)
  AND (:kind = '' OR a.role = :kind)
  AND (:name_folded = '' OR LOCATE(:name_folded, a.name_folded) > 0 OR LOCATE(:name_folded, a.kana_folded) > 0)
  AND (:state = '' OR (:state = 'locked' AND a.locked_at IS NOT NULL) OR (a.issue_state = :state AND a.locked_at IS NULL))
ORDER BY a.kana_folded, a.id LIMIT :first, :most

-- name: official_one
-- One user of the organisation: what the form needs.
-- takes: municipality_id number, administrator text, member text, reference text
-- gives: one account_id number, reference text, role text, login_id text, family_name text, given_name text, family_kana text, given_kana text, department text, telephone text, contact_mail text, issue_state text, version number
SELECT a.id, a.reference, a.role, a.login_id, a.family_name, a.given_name, a.family_kana, a.given_kana, a.department, a.telephone,
  a.contact_mail, a.issue_state, a.version
FROM account a WHERE a.reference = :reference AND [official_tenant]

-- name: official_edit
-- Corrects a user, if nobody did since the form was opened (R04).
-- takes: account_id number, version number, family_name text, given_name text, family_kana text, given_kana text, name_folded text, kana_folded text, department text, telephone text, contact_mail text
UPDATE account SET family_name = :family_name, given_name = :given_name, family_kana = :family_kana, given_kana = :given_kana,
  name_folded = :name_folded, kana_folded = :kana_folded, department = :department, telephone = :telephone,
  contact_mail = :contact_mail, version = version + 1
WHERE id = :account_id AND version = :version AND issue_state <> 'deleted'
