-- IDPW発行通知書 (R-029…R-032, R-038): what a notice shows, and the marks that printing leaves.

-- name: notice_one
-- What the notice of one designation of this municipality shows. No lock: under snapshot isolation the marks
-- below fail with 1020 when the row has changed since, and the transaction runs again.
-- takes: municipality_id number, reference text
-- gives: one id number, reference text, account_id number, account_reference text, scheme text, kind text, login_id text, family_name text, given_name text, department text?, institution_id number, institution_name text, institution_code text, municipality_name text, municipality_telephone text, issue_state text, expires_on day, added_to_login number, slip_number number, sealed bytes?, issued_at text?, expires_at text?, password_expired number, printed_count number, today day, created_at text, has_key number, has_question number
SELECT d.id, d.reference, d.account_id, a.reference AS account_reference, d.scheme, d.kind, a.login_id, a.family_name, a.given_name,
  f.department, i.id AS institution_id, i.name AS institution_name, i.code AS institution_code, m.name AS municipality_name,
  m.telephone AS municipality_telephone, a.issue_state, d.expires_on, d.added_to_login, p.slip_number, p.sealed, p.issued_at,
  p.expires_at, p.expires_at <= NOW(6) AS password_expired, p.printed_count, DATE(NOW() + INTERVAL 9 HOUR) AS today, d.created_at,
  k.id IS NOT NULL AS has_key, q.account_id IS NOT NULL AS has_question
FROM designation d
JOIN account a ON a.id = d.account_id
JOIN medical_institution i ON i.id = d.institution_id
JOIN municipality m ON m.id = d.municipality_id
LEFT JOIN initial_password p ON p.account_id = a.id
LEFT JOIN affiliation f ON f.account_id = d.account_id AND f.primary_scheme = d.scheme
LEFT JOIN key_file k ON k.active_account = a.id
LEFT JOIN secret_question q ON q.account_id = a.id
WHERE d.reference = :reference AND d.municipality_id = :municipality_id AND d.deleted_at IS NULL

-- name: notice_account
-- What the notice of one account shows: of a user of a public body, or of an institution. The issuer is the user's own
-- municipality ('' for 厚労省, 運用事業者 and システム運営主体), that of a doctor's designation, or, for others of an institution, that of
-- its first doctor; schemes are bits (2 難病, 4 小慢). fresh: the slip was made within the last quarter of an hour.
-- takes: account_id number
-- gives: one account_id number, reference text, role text, login_id text, family_name text, given_name text, department text, issue_state text, created_by number, slip_number number, sealed bytes?, issued_at text?, expires_at text?, slip_expired number, fresh number, printed_count number, schemes number, institution_name text, institution_code text, municipality_name text, municipality_telephone text, has_key number, has_question number
SELECT t.id, t.reference, t.role, t.login_id, t.family_name, t.given_name,
  COALESCE((SELECT MAX(f.department) FROM affiliation f WHERE f.account_id = t.id AND f.institution_id = i.id), t.department),
  t.issue_state, COALESCE(t.created_by, 0), COALESCE(p.slip_number, 0), p.sealed, p.issued_at, p.expires_at,
  COALESCE(p.expires_at <= NOW(6), 0), COALESCE(p.issued_at > NOW(6) - INTERVAL 15 MINUTE, 0), COALESCE(p.printed_count, 0),
  CASE WHEN t.role = 'doctor' THEN t.designated WHEN i.id IS NOT NULL THEN 6
    ELSE COALESCE(2 * m.handles_nanbyo + 4 * m.handles_shoman, 0) END,
  COALESCE(i.name, ''), COALESCE(i.code, ''), COALESCE(m.name, ''), COALESCE(m.telephone, ''),
  k.id IS NOT NULL, q.account_id IS NOT NULL
FROM (
  SELECT a.id, a.reference, a.role, a.login_id, a.family_name, a.given_name, a.department, a.issue_state, a.created_by,
    a.municipality_id, a.institution_id,
    (SELECT BIT_OR(IF(d.scheme = 'nanbyo', 2, 4)) FROM designation d WHERE d.account_id = a.id AND d.live_scheme IS NOT NULL) AS designated,
    IF(a.role = 'doctor',
      (SELECT MIN(d.id) FROM designation d WHERE d.account_id = a.id AND d.live_scheme IS NOT NULL),
      (SELECT MIN(d.id) FROM designation d WHERE d.institution_id = a.institution_id AND d.deleted_at IS NULL)) AS designation_id
  FROM account a WHERE a.id = :account_id AND a.issue_state <> 'deleted') AS t
LEFT JOIN designation g ON g.id = t.designation_id
LEFT JOIN municipality m ON m.id = COALESCE(t.municipality_id, g.municipality_id)
LEFT JOIN medical_institution i ON i.id = COALESCE(t.institution_id, g.institution_id)
LEFT JOIN initial_password p ON p.account_id = t.id
LEFT JOIN key_file k ON k.active_account = t.id
LEFT JOIN secret_question q ON q.account_id = t.id

-- name: notice_mark_account
-- The account's notice was printed: 未発行 becomes 発行済.
-- takes: account_id number
-- bulk: yes
UPDATE account SET issue_state = 'issued' WHERE id = :account_id AND issue_state = 'unissued'

-- name: notice_mark_password
-- One more copy of this slip.
-- takes: account_id number, slip_number number
-- bulk: yes
UPDATE initial_password SET printed_count = printed_count + 1 WHERE account_id = :account_id AND slip_number = :slip_number

-- name: notice_mark_designation
-- The designation's notice was printed; a wanted reprint is done.
-- takes: designation_id number
-- bulk: yes
UPDATE designation SET notice_printed_at = NOW(6), reprint_wanted = 0 WHERE id = :designation_id

-- name: notice_reissue_state
-- After [再発行] the account is 未発行 until the new notice is printed.
-- takes: account_id number
UPDATE account SET issue_state = 'unissued', last_slip_number = last_slip_number + 1, version = version + 1
WHERE id = :account_id AND issue_state IN ('unissued', 'issued')
