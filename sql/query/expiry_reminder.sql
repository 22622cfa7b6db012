-- Reminder mails 90, 30 and 7 days before a designation runs out (R-047).

-- name: expiry_reminder_due
-- Doctors in use with a mail address whose next mark was not told yet. Who comes late, for example after the worker
-- stood still, gets the nearest mark only.
-- gives: many designation_id number, account_id number, mail_address text, scheme text, expires_on day, days_left number,
--        mark number, municipality_name text
SELECT t.id, t.account_id, t.mail_address, t.scheme, t.expires_on, t.days_left, t.mark, t.municipality_name
FROM (
  SELECT d.id, d.account_id, a.mail_address, d.scheme, d.expires_on, m.name AS municipality_name,
    DATEDIFF(d.expires_on, DATE(NOW() + INTERVAL 9 HOUR)) AS days_left,
    CASE WHEN d.expires_on <= DATE(NOW() + INTERVAL 9 HOUR) + INTERVAL 7 DAY THEN 7
      WHEN d.expires_on <= DATE(NOW() + INTERVAL 9 HOUR) + INTERVAL 30 DAY THEN 30 ELSE 90 END AS mark
  FROM designation d
  JOIN account a ON a.id = d.account_id
  JOIN municipality m ON m.id = d.municipality_id
  WHERE d.deleted_at IS NULL AND a.issue_state = 'active' AND a.mail_address IS NOT NULL
    AND d.expires_on BETWEEN DATE(NOW() + INTERVAL 9 HOUR) AND DATE(NOW() + INTERVAL 9 HOUR) + INTERVAL 90 DAY) AS t
WHERE NOT EXISTS (SELECT 1 FROM expiry_reminder r
  WHERE r.designation_id = t.id AND r.expires_on = t.expires_on AND r.mark = t.mark)
LIMIT 100

-- name: expiry_reminder_note
-- This reminder is ordered; CONFLICT when another worker was first.
-- takes: designation_id number, expires_on day, mark number
INSERT INTO expiry_reminder (designation_id, expires_on, mark, ordered_at) VALUES (:designation_id, :expires_on, :mark, NOW(6))
