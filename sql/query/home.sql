-- The first page after sign-in: what waits to be done.

-- name: home_issue_counts
-- How many live designations of this municipality are in which state (R-030), counted once each and as the search finds them:
-- an added designation is 未発行 until its own notice was printed. reprint: as the search's 「出し直しが必要」.
-- takes: municipality_id number
-- gives: one unissued number, issued number, active number, locked number, expired number, expiring number, reprint number
SELECT
  COALESCE(SUM(valid AND NOT locked AND issue_state = 'unissued'), 0),
  COALESCE(SUM(valid AND NOT locked AND issue_state = 'issued'), 0),
  COALESCE(SUM(valid AND NOT locked AND issue_state = 'active'), 0),
  COALESCE(SUM(valid AND locked), 0),
  COALESCE(SUM(NOT valid), 0),
  COALESCE(SUM(valid AND expires_on < today + INTERVAL 90 DAY), 0),
  COALESCE(SUM(reprint_wanted), 0)
FROM (
  SELECT d.expires_on >= DATE(NOW() + INTERVAL 9 HOUR) AS valid, a.locked_at IS NOT NULL AS locked,
    IF(d.added_to_login = 0, a.issue_state, IF(d.notice_printed_at IS NULL, 'unissued',
      IF(a.issue_state = 'unissued', 'issued', a.issue_state))) AS issue_state,
    d.expires_on, d.reprint_wanted AND (d.added_to_login OR a.issue_state IN ('unissued', 'issued')) AS reprint_wanted, DATE(NOW() + INTERVAL 9 HOUR) AS today
  FROM designation d JOIN account a ON a.id = d.account_id
  WHERE d.municipality_id = :municipality_id AND d.deleted_at IS NULL) AS counted

-- name: home_transfers
-- 移管の依頼 that wait for this municipality's decision (R-043), found by its index.
-- takes: municipality_id number
-- gives: one waiting number
SELECT COUNT(*) FROM designation_transfer WHERE from_municipality_id = :municipality_id AND state = 'requested'

-- name: home_imports
-- The latest imports of this municipality, so that nobody has to look for a result.
-- takes: municipality_id number
-- gives: many reference text, file_name text, state text, rows_total number, count_errors number, created_at text
SELECT reference, file_name, state, rows_total, count_errors, created_at FROM bulk_import
WHERE municipality_id = :municipality_id ORDER BY created_at DESC LIMIT 5

-- name: home_designations
-- A doctor's designations: scheme, kind and validity, for the first page.
-- takes: account_id number
-- gives: many scheme text, kind text, number text, municipality_name text, institution_name text, expires_on day, days_left number
SELECT d.scheme, d.kind, d.number, m.name AS municipality_name, i.name AS institution_name, d.expires_on,
  DATEDIFF(d.expires_on, DATE(NOW() + INTERVAL 9 HOUR))
FROM designation d
JOIN municipality m ON m.id = d.municipality_id
JOIN medical_institution i ON i.id = d.institution_id
WHERE d.account_id = :account_id AND d.live_scheme IS NOT NULL ORDER BY d.scheme
