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

-- name: manager_may_be
-- Whether a doctor may be 責任者 there: a live designation has its 主たる勤務先 there (R-061).
-- takes: account_id number, institution_id number
-- gives: one designations number
SELECT COUNT(*) FROM designation
WHERE account_id = :account_id AND institution_id = :institution_id AND live_scheme IS NOT NULL LOCK IN SHARE MODE
