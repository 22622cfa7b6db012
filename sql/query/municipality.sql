-- Municipalities as the rules for registering need them.

-- name: municipality_facts
-- What a municipality may register (R-005, R-023), and the day in Japan.
-- takes: municipality_id number
-- gives: one code text, name text, handles_nanbyo number, handles_shoman number, today day
SELECT code, name, handles_nanbyo, handles_shoman, DATE(NOW() + INTERVAL 9 HOUR) FROM municipality
WHERE id = :municipality_id
