-- 管理者権限のユーザID申請リスト (R-010, R-011). A step is an UPDATE that names the state it starts from: of two at once one changes
-- nothing. Who loaded a list cannot approve it.

-- name: application_municipalities
-- All municipalities, for the check of a file.
-- gives: many id number, code text, name text, handles_nanbyo number, handles_shoman number
SELECT id, code, name, handles_nanbyo, handles_shoman FROM municipality ORDER BY code

-- name: application_taken
-- Whether a living 自治体管理者 of this municipality has this mail address already; the latest truth, not a snapshot's.
-- takes: municipality_id number, mail text
-- gives: many login_id text
SELECT login_id FROM account WHERE municipality_id = :municipality_id AND role = 'municipality_administrator'
  AND contact_mail = :mail AND issue_state <> 'deleted' LIMIT 1 FOR UPDATE

-- name: application_list_insert
-- A list that was read without problems (②③).
-- takes: reference text, file_name text, file_sha256 bytes, file_format text, rows_total number, account_id number
-- gives: id
INSERT INTO application_list (reference, file_name, file_sha256, file_format, rows_total, loaded_by, loaded_at)
VALUES (:reference, :file_name, :file_sha256, :file_format, :rows_total, :account_id, NOW(6))

-- name: application_row_insert
-- One applicant.
-- takes: list_id number, row_in_file number, municipality_id number, scheme text, family_name text, given_name text, family_kana text, given_kana text, department text, telephone text, mail text, postal_code text, address text
-- bulk: yes
INSERT INTO application_row (list_id, row_in_file, municipality_id, scheme, family_name, given_name, family_kana, given_kana,
  department, telephone, mail, postal_code, address)
VALUES (:list_id, :row_in_file, :municipality_id, :scheme, :family_name, :given_name, :family_kana, :given_kana,
  :department, :telephone, :mail, :postal_code, :address)

-- part: application_list_columns
SELECT l.id, l.reference, l.file_name, LOWER(HEX(l.file_sha256)), l.file_format, l.rows_total, l.state, l.reason,
  l.loaded_by, l.loaded_at, CONCAT(a.family_name, ' ', a.given_name), l.approved_at, CONCAT(b.family_name, ' ', b.given_name),
  l.requested_at, CONCAT(c.family_name, ' ', c.given_name), l.issued_at, CONCAT(d.family_name, ' ', d.given_name),
  l.rejected_at, CONCAT(e.family_name, ' ', e.given_name)
FROM application_list l
JOIN account a ON a.id = l.loaded_by
LEFT JOIN account b ON b.id = l.approved_by
LEFT JOIN account c ON c.id = l.requested_by
LEFT JOIN account d ON d.id = l.issued_by
LEFT JOIN account e ON e.id = l.rejected_by

-- name: application_lists
-- The latest lists; 運用事業者 (contractor 1) sees those that were requested of it.
-- takes: contractor number
-- gives: many id number, reference text, file_name text, sha256 text, file_format text, rows_total number, state text, reason text, loaded_by number, loaded_at text, loader text, approved_at text?, approver text?, requested_at text?, requester text?, issued_at text?, issuer text?, rejected_at text?, rejecter text?
[application_list_columns]
WHERE :contractor = 0 OR l.requested_at IS NOT NULL ORDER BY l.loaded_at DESC LIMIT 100

-- name: application_list_one
-- One list, with the same sight.
-- takes: contractor number, reference text
-- gives: one id number, reference text, file_name text, sha256 text, file_format text, rows_total number, state text, reason text, loaded_by number, loaded_at text, loader text, approved_at text?, approver text?, requested_at text?, requester text?, issued_at text?, issuer text?, rejected_at text?, rejecter text?
[application_list_columns]
WHERE l.reference = :reference AND (:contractor = 0 OR l.requested_at IS NOT NULL)

-- name: application_rows
-- The applicants of a list, with what became of them and of their mail.
-- takes: list_id number
-- gives: many row_in_file number, municipality_id number, municipality_code text, municipality_name text, scheme text, family_name text, given_name text, family_kana text, given_kana text, department text, telephone text, mail text, postal_code text, address text, login_id text?, mail_state text?
SELECT r.row_in_file, r.municipality_id, m.code, m.name, r.scheme, r.family_name, r.given_name, r.family_kana, r.given_kana,
  r.department, r.telephone, r.mail, r.postal_code, r.address, a.login_id, o.state
FROM application_row r
JOIN municipality m ON m.id = r.municipality_id
LEFT JOIN account a ON a.id = r.account_id
LEFT JOIN outbox o ON o.account_id = r.account_id AND o.kind = 'administrator_issued'
WHERE r.list_id = :list_id ORDER BY r.row_in_file

-- name: application_list_approve
-- Step ④: by another person than the one who loaded it.
-- takes: list_id number, account_id number
UPDATE application_list SET state = 'approved', approved_by = :account_id, approved_at = NOW(6)
WHERE id = :list_id AND state = 'loaded' AND loaded_by <> :account_id

-- name: application_list_request
-- Step ⑤: 登録申請 to 運用事業者.
-- takes: list_id number, account_id number
UPDATE application_list SET state = 'requested', requested_by = :account_id, requested_at = NOW(6)
WHERE id = :list_id AND state = 'approved'

-- name: application_list_issue
-- Step ⑥: 運用事業者 issues the accounts.
-- takes: list_id number, account_id number
UPDATE application_list SET state = 'issued', issued_by = :account_id, issued_at = NOW(6)
WHERE id = :list_id AND state = 'requested'

-- name: application_list_reject
-- Sends it back with a reason, at any step before the accounts are there.
-- takes: list_id number, account_id number, reason text
UPDATE application_list SET state = 'rejected', rejected_by = :account_id, rejected_at = NOW(6), reason = :reason
WHERE id = :list_id AND state IN ('loaded', 'approved', 'requested')

-- name: application_row_account
-- The account that was issued for an applicant.
-- takes: list_id number, row_in_file number, account_id number
UPDATE application_row SET account_id = :account_id WHERE list_id = :list_id AND row_in_file = :row_in_file

-- name: application_account_issued
-- The 仮パスワード is on its way: 発行済.
-- takes: account_id number
UPDATE account SET issue_state = 'issued' WHERE id = :account_id AND issue_state = 'unissued'

-- name: application_shipping_address
-- Columns N and O become the municipality's shipping address for media (R-010).
-- takes: municipality_id number, postal_code text, address text
UPDATE municipality SET postal_code = :postal_code, address = :address WHERE id = :municipality_id
