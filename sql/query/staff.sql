-- Users of an institution in the hands of its 責任者 and doctors (R-063…R-069). The tenant is the institution: clerks and
-- 責任者 who are no doctors belong to it, doctors work there (affiliation).

-- name: staff_search
-- A page of the institution's users by kana; empty texts switch a condition off. kinds and valid_until are of a doctor's
-- live designations, primary_here counts those with their 主たる勤務先 here.
-- takes: institution_id number, login_id text, kind text, state text, name_folded text, first number, most number
-- gives: many reference text, role text, login_id text, family_name text, given_name text, family_kana text, given_kana text, department text, issue_state text, locked number, has_key number, last_sign_in_at text?, has_slip number, slip_expired number, manager_state text, kinds text?, valid_until day, today day, primary_here number, account_id number
SELECT a.reference, a.role, a.login_id, a.family_name, a.given_name, a.family_kana, a.given_kana,
  COALESCE((SELECT MAX(f.department) FROM affiliation f WHERE f.account_id = a.id AND f.institution_id = :institution_id), a.department),
  a.issue_state, a.locked_at IS NOT NULL, k.id IS NOT NULL, a.last_sign_in_at, p.account_id IS NOT NULL,
  COALESCE(p.expires_at <= NOW(6), 0), COALESCE(m.state, ''),
  (SELECT GROUP_CONCAT(d.kind ORDER BY d.scheme) FROM designation d WHERE d.account_id = a.id AND d.live_scheme IS NOT NULL),
  (SELECT MAX(d.expires_on) FROM designation d WHERE d.account_id = a.id AND d.live_scheme IS NOT NULL),
  DATE(NOW() + INTERVAL 9 HOUR),
  (SELECT COUNT(*) FROM designation d WHERE d.account_id = a.id AND d.live_scheme IS NOT NULL AND d.institution_id = :institution_id),
  a.id
FROM (
  SELECT id AS account_id FROM account WHERE institution_id = :institution_id
  UNION
  SELECT account_id FROM affiliation WHERE institution_id = :institution_id) AS here
JOIN account a ON a.id = here.account_id
LEFT JOIN key_file k ON k.active_account = a.id
LEFT JOIN initial_password p ON p.account_id = a.id
LEFT JOIN institution_manager m ON m.account_id = a.id AND m.institution_id = :institution_id AND m.state <> 'ended'
WHERE a.issue_state <> 'deleted'
  AND (:login_id = '' OR a.login_id = :login_id)
  AND (:kind = '' OR (:kind = 'manager' AND (m.id IS NOT NULL OR a.role = 'manager')) OR (:kind <> 'manager' AND a.role = :kind))
  AND (:name_folded = '' OR LOCATE(:name_folded, a.name_folded) > 0 OR LOCATE(:name_folded, a.kana_folded) > 0)
  AND (:state = '' OR (:state = 'locked' AND a.locked_at IS NOT NULL) OR (a.issue_state = :state AND a.locked_at IS NULL))
ORDER BY a.kana_folded, a.id LIMIT :first, :most

-- name: staff_managers
-- The 責任者 in office and the expected one, for the municipality that has doctors there; issued_here: no doctor and of the
-- municipality's prefecture, or a doctor with an ID of this municipality, so that it may reset, unlock and reissue (R-063).
-- takes: municipality_id number, institution_code text
-- gives: many institution_id number, institution_name text, account_reference text?, role text, login_id text, family_name text, given_name text, state text, issue_state text, locked number, has_key number, slip_printable number, issued_here number
SELECT i.id, i.name, a.reference, COALESCE(a.role, ''), COALESCE(a.login_id, ''), COALESCE(a.family_name, ''), COALESCE(a.given_name, ''),
  COALESCE(n.state, ''), COALESCE(a.issue_state, ''), COALESCE(a.locked_at IS NOT NULL, 0), k.id IS NOT NULL,
  COALESCE(a.issue_state IN ('unissued', 'issued') AND p.expires_at > NOW(6), 0),
  COALESCE(a.role = 'manager' AND LEFT(i.code, 2) = (SELECT LEFT(m.code, 2) FROM municipality m WHERE m.id = :municipality_id), 0)
    OR EXISTS (SELECT 1 FROM designation o
    WHERE o.account_id = a.id AND o.municipality_id = :municipality_id AND o.live_scheme IS NOT NULL)
FROM medical_institution i
LEFT JOIN institution_manager n ON n.institution_id = i.id AND n.state <> 'ended'
LEFT JOIN account a ON a.id = n.account_id
LEFT JOIN key_file k ON k.active_account = a.id
LEFT JOIN initial_password p ON p.account_id = a.id
WHERE i.code = :institution_code AND EXISTS (SELECT 1 FROM designation d
  WHERE d.institution_id = i.id AND d.municipality_id = :municipality_id AND d.deleted_at IS NULL)
ORDER BY n.state

-- name: staff_institution_code
-- 医療機関番号 of an institution.
-- takes: institution_id number
-- gives: one code text
SELECT code FROM medical_institution WHERE id = :institution_id
