-- 有効期限カレンダー of a municipality: how many of its designations run out when (R-046, R-047).

-- name: expiry_calendar_today
-- Today in Japan, and how many have run out already.
-- takes: municipality_id number
-- gives: one today day, expired number
SELECT DATE(NOW() + INTERVAL 9 HOUR),
  (SELECT COUNT(*) FROM designation
    WHERE municipality_id = :municipality_id AND deleted_at IS NULL AND expires_on < DATE(NOW() + INTERVAL 9 HOUR))

-- name: expiry_calendar_months
-- From today on, by month of the expiry as year × 100 + month; months without any are missing.
-- takes: municipality_id number, until day
-- gives: many month number, nanbyo number, shoman number
SELECT YEAR(expires_on) * 100 + MONTH(expires_on) AS month, SUM(scheme = 'nanbyo'), SUM(scheme = 'shoman')
FROM designation
WHERE municipality_id = :municipality_id AND deleted_at IS NULL
  AND expires_on BETWEEN DATE(NOW() + INTERVAL 9 HOUR) AND :until
GROUP BY month ORDER BY month
