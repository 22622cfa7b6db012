-- nsdb-admin bootstrap: the first administrators (A19).

-- name: bootstrap_present
-- Administrators of 厚労省, 運用事業者 and システム運営主体 that live; locks the place where they would be.
-- gives: many id number
SELECT id FROM account WHERE municipality_id IS NULL
  AND role IN ('ministry_administrator', 'contractor_administrator', 'operator_administrator')
  AND issue_state <> 'deleted' FOR UPDATE
