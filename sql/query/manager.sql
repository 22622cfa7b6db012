-- 責任者 of institutions (R-060…R-066). Whoever changes one locks the institution's row first; what is read after that is
-- read under lock, so that it is the newest.

-- name: manager_institution_lock
-- Locks the institution until the transaction ends: its 責任者 changes for one person at a time.
-- takes: institution_id number
-- gives: one institution_id number
SELECT id FROM medical_institution WHERE id = :institution_id FOR UPDATE

-- name: manager_expected
-- Where an account waits to become 責任者.
-- takes: account_id number
-- gives: one institution_id number
SELECT pending_institution FROM institution_manager WHERE account_id = :account_id AND state = 'pending'

-- name: manager_expected_hold
-- The same under lock: NOT_FOUND when somebody took the expectation away.
-- takes: account_id number, institution_id number
-- gives: one manager_id number
SELECT id FROM institution_manager WHERE pending_institution = :institution_id AND account_id = :account_id FOR UPDATE

-- name: manager_active_hold
-- The 責任者 in office, under lock.
-- takes: institution_id number
-- gives: one manager_id number, account_id number
SELECT id, account_id FROM institution_manager WHERE active_institution = :institution_id FOR UPDATE

-- name: manager_is_doctor
-- Whether an account is a doctor's.
-- takes: account_id number
-- gives: one is_doctor number
SELECT role = 'doctor' FROM account WHERE id = :account_id

-- name: manager_leave
-- Ends the 責任者 in office.
-- takes: institution_id number
UPDATE institution_manager SET state = 'ended', ended_at = NOW(6) WHERE active_institution = :institution_id

-- name: manager_enter
-- The expected one takes office.
-- takes: account_id number, institution_id number
UPDATE institution_manager SET state = 'active' WHERE pending_institution = :institution_id AND account_id = :account_id

-- name: manager_appoint
-- Somebody takes office at once; CONFLICT when the office is not free.
-- takes: account_id number, institution_id number
INSERT INTO institution_manager (institution_id, account_id, state, created_at)
VALUES (:institution_id, :account_id, 'active', NOW(6))

-- name: manager_expect
-- Somebody takes office at the first sign-in; CONFLICT when another is expected already.
-- takes: account_id number, institution_id number
INSERT INTO institution_manager (institution_id, account_id, state, created_at)
VALUES (:institution_id, :account_id, 'pending', NOW(6))

-- part: manager_left_behind
(SELECT gone.institution_id, 0 AS doctors FROM (
    SELECT institution_id FROM designation WHERE municipality_id = :municipality_id AND deleted_at IS NOT NULL
    UNION
    SELECT from_institution_id FROM institution_message WHERE from_municipality_id = :municipality_id) AS gone
  WHERE NOT EXISTS (SELECT 1 FROM designation d WHERE d.institution_id = gone.institution_id AND d.deleted_at IS NULL)
    AND EXISTS (SELECT 1 FROM account a WHERE a.institution_id = gone.institution_id AND a.issue_state <> 'deleted'))

-- name: manager_vacancy_count
-- How many institutions with doctors of this municipality have no 責任者; and those that its doctors left, no doctor stays at and
-- clerks still have IDs of (R-060, R-061).
-- takes: municipality_id number
-- gives: one institutions number
SELECT COUNT(*) FROM (
  (SELECT institution_id, COUNT(*) AS doctors FROM designation WHERE municipality_id = :municipality_id AND deleted_at IS NULL
    GROUP BY institution_id)
  UNION ALL [manager_left_behind]) AS here
LEFT JOIN institution_manager m ON m.active_institution = here.institution_id
WHERE m.id IS NULL

-- name: manager_vacancies
-- The first of those institutions, with the number of the municipality's doctors, of users who are no doctors, and whether a 責任者 is
-- expected.
-- takes: municipality_id number, most number
-- gives: many code text, name text, doctors number, clerks number, expected number
SELECT i.code, i.name, here.doctors,
  (SELECT COUNT(*) FROM account c WHERE c.institution_id = i.id AND c.issue_state <> 'deleted'), e.id IS NOT NULL
FROM (
  (SELECT institution_id, COUNT(DISTINCT account_id) AS doctors FROM designation
    WHERE municipality_id = :municipality_id AND deleted_at IS NULL GROUP BY institution_id)
  UNION ALL [manager_left_behind]) AS here
JOIN medical_institution i ON i.id = here.institution_id
LEFT JOIN institution_manager m ON m.active_institution = i.id
LEFT JOIN institution_manager e ON e.pending_institution = i.id
WHERE m.id IS NULL ORDER BY i.name_folded, i.id LIMIT :most

-- name: manager_candidates
-- The municipality's doctors with their 主たる勤務先 there, 利用中 first: one of them becomes 責任者.
-- takes: municipality_id number, institution_code text
-- gives: many reference text, login_id text, family_name text, given_name text, kinds text, issue_state text, locked number, expires_on day, today day
SELECT a.reference, a.login_id, a.family_name, a.given_name, GROUP_CONCAT(d.kind ORDER BY d.scheme), a.issue_state,
  a.locked_at IS NOT NULL, MAX(d.expires_on), DATE(NOW() + INTERVAL 9 HOUR)
FROM medical_institution i
JOIN designation d ON d.institution_id = i.id AND d.municipality_id = :municipality_id AND d.deleted_at IS NULL
JOIN account a ON a.id = d.account_id
WHERE i.code = :institution_code
GROUP BY a.id ORDER BY a.issue_state <> 'active', a.kana_folded, a.id LIMIT 200

-- name: manager_vacant_lock
-- Locks an institution by its number: its 責任者 is decided by one person at a time.
-- takes: code text
-- gives: one institution_id number
SELECT id FROM medical_institution WHERE code = :code FOR UPDATE

-- name: manager_is_candidate
-- Whether a doctor of this municipality has the 主たる勤務先 there (R-061).
-- takes: municipality_id number, institution_id number, account_id number
-- gives: one designations number
SELECT COUNT(*) FROM designation WHERE account_id = :account_id AND institution_id = :institution_id
  AND municipality_id = :municipality_id AND live_scheme IS NOT NULL LOCK IN SHARE MODE

-- name: manager_may_be
-- Whether a doctor may be 責任者 there: a live designation has its 主たる勤務先 there (R-061).
-- takes: account_id number, institution_id number
-- gives: one designations number
SELECT COUNT(*) FROM designation
WHERE account_id = :account_id AND institution_id = :institution_id AND live_scheme IS NOT NULL LOCK IN SHARE MODE
