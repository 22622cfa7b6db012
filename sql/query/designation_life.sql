-- What the issuer does to a designation after registration: 有効期限延長 (R-046), 削除 (転出, R-045), change of 主たる勤務先
-- (R-042). The row was found before by doctor_edit_read, which holds the tenant predicate.

-- name: designation_account_changed
-- Forms of this doctor that were opened before are refused (R04).
-- takes: account_id number
UPDATE account SET version = version + 1 WHERE id = :account_id

-- name: designation_extend
-- A later expiry, if nobody changed it since the page was shown.
-- takes: designation_id number, expires_before day, expires_on day
UPDATE designation SET expires_on = :expires_on
WHERE id = :designation_id AND expires_on = :expires_before AND deleted_at IS NULL

-- name: designation_end
-- The designation ends.
-- takes: designation_id number
UPDATE designation SET deleted_at = NOW(6) WHERE id = :designation_id AND deleted_at IS NULL

-- name: designation_affiliations_drop
-- With it the places of work under its scheme.
-- takes: account_id number, scheme text
DELETE FROM affiliation WHERE account_id = :account_id AND scheme = :scheme

-- name: designation_others
-- How many designations the doctor has besides.
-- takes: account_id number, designation_id number
-- gives: one others number
SELECT COUNT(*) FROM designation WHERE account_id = :account_id AND id <> :designation_id AND live_scheme IS NOT NULL

-- name: designation_password_shown
-- How many of a login's designations have notices that show its initial password. A statement of its own: an UPDATE that reads its
-- own table is refused to programs that may not read every table which refers to it.
-- takes: account_id number
-- gives: one designations number
SELECT COUNT(*) FROM designation WHERE account_id = :account_id AND live_scheme IS NOT NULL AND added_to_login = 0 LOCK IN SHARE MODE

-- name: designation_password_pass
-- The designation ended whose notice showed the initial password of a login that is not in use: those that are left show
-- it, and printed notices, which say nothing of it, want a reprint.
-- takes: account_id number
-- bulk: yes
UPDATE designation SET added_to_login = 0, reprint_wanted = IF(notice_printed_at IS NOT NULL, 1, reprint_wanted)
WHERE account_id = :account_id AND live_scheme IS NOT NULL
  AND EXISTS (SELECT 1 FROM account a WHERE a.id = :account_id AND a.issue_state IN ('unissued', 'issued'))

-- name: designation_manager_check
-- A doctor is 責任者 only where one of the designations has its 主たる勤務先 (R-061): ends what does not fit any more.
-- takes: account_id number
UPDATE institution_manager m SET m.state = 'ended', m.ended_at = NOW(6)
WHERE m.account_id = :account_id AND m.state <> 'ended' AND NOT EXISTS (SELECT 1 FROM designation d
  WHERE d.account_id = :account_id AND d.institution_id = m.institution_id AND d.live_scheme IS NOT NULL)

-- name: designation_secondaries
-- The 兼務先 that can become 主たる勤務先.
-- takes: account_id number, scheme text
-- gives: many reference text, code text, name text
SELECT i.reference, i.code, i.name FROM affiliation f JOIN medical_institution i ON i.id = f.institution_id
WHERE f.account_id = :account_id AND f.scheme = :scheme AND f.place = 'secondary' ORDER BY i.code

-- name: designation_institution_find
-- A registered institution by its number; locks it, since its 責任者 may be decided here.
-- takes: code text
-- gives: one institution_id number, name text
SELECT id, name FROM medical_institution WHERE code = :code FOR UPDATE

-- name: designation_primary_leave
-- The old 主たる勤務先 becomes a 兼務先.
-- takes: account_id number, scheme text
UPDATE affiliation SET place = 'secondary' WHERE account_id = :account_id AND primary_scheme = :scheme

-- name: designation_primary_enter
-- The new one becomes 主たる勤務先, whether it was a 兼務先 before or not.
-- takes: account_id number, scheme text, institution_id number, department text
INSERT INTO affiliation (account_id, scheme, institution_id, place, department)
VALUES (:account_id, :scheme, :institution_id, 'primary', :department)
ON DUPLICATE KEY UPDATE place = 'primary', department = :department

-- name: designation_sessions_move
-- Who is signed in goes on at the new place: not another hour with the rights that belong to the old one (R-042). The last
-- statement of its transaction, because a request of the doctor that notes its use waits for it.
-- takes: account_id number, scheme text, institution_id number
UPDATE session s JOIN medical_institution i ON i.id = :institution_id
SET s.institution_id = i.id, s.organisation_name = i.name, s.organisation_code = i.code
WHERE s.account_id = :account_id AND s.scheme = :scheme

-- name: designation_primary_write
-- The designation follows; a notice that names the old place wants a reprint.
-- takes: designation_id number, institution_id number
UPDATE designation SET institution_id = :institution_id,
  reprint_wanted = IF(notice_printed_at IS NOT NULL, 1, reprint_wanted)
WHERE id = :designation_id AND deleted_at IS NULL

-- name: designation_notification_drop
-- The designation's notification, if the media desk has not taken it yet: no medium is made for an ID that has ended (R-033).
-- takes: designation_id number
DELETE FROM contractor_notification WHERE designation_id = :designation_id AND taken_at IS NULL

-- name: designation_notification_move
-- The same after a change of 主たる勤務先: the medium is made for the new place.
-- takes: designation_id number, institution_id number
UPDATE contractor_notification SET institution_id = :institution_id WHERE designation_id = :designation_id AND taken_at IS NULL

-- name: designation_manager_begin
-- The first doctor of an institution without 責任者 becomes it (R-025).
-- takes: account_id number, institution_id number
INSERT INTO institution_manager (institution_id, account_id, state)
SELECT :institution_id, :account_id, 'active' FROM (SELECT 1) AS one
WHERE NOT EXISTS (SELECT 1 FROM institution_manager m WHERE m.active_institution = :institution_id)
