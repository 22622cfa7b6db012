-- お知らせ of an institution: doctors who came or went (R-042, R-043), its name that was corrected (R-037). Read by its 責任者 and
-- clerks, put away by each person.

-- name: institution_message_move
-- The issuer changes 主たる勤務先: written before the designation is, for both places.
-- takes: designation_id number, to_institution_id number
INSERT INTO institution_message (institution_id, account_id, scheme, from_institution_id, to_institution_id,
  from_municipality_id, to_municipality_id, created_at)
SELECT i.id, d.account_id, d.scheme, d.institution_id, :to_institution_id, d.municipality_id, d.municipality_id, NOW(6)
FROM designation d JOIN medical_institution i ON i.id IN (d.institution_id, :to_institution_id)
WHERE d.id = :designation_id

-- name: institution_message_transfer
-- One designation has followed another one of another issuer: for both places, once when they are the same.
-- takes: designation_before_id number, designation_id number
INSERT INTO institution_message (institution_id, account_id, scheme, from_institution_id, to_institution_id,
  from_municipality_id, to_municipality_id, created_at)
SELECT i.id, n.account_id, n.scheme, o.institution_id, n.institution_id, o.municipality_id, n.municipality_id, NOW(6)
FROM designation o
JOIN designation n ON n.id = :designation_id
JOIN medical_institution i ON i.id IN (o.institution_id, n.institution_id)
WHERE o.id = :designation_before_id

-- name: institution_messages
-- What a person of the institution has not put away yet, newest first.
-- takes: institution_id number, account_id number
-- gives: many id number, scheme text, family_name text, given_name text, from_institution text, to_institution text,
--        from_municipality text, to_municipality text, moved number, transferred number, created_at text
SELECT t.id, t.scheme, a.family_name, a.given_name, f.name AS from_institution, n.name AS to_institution,
  b.name AS from_municipality, m.name AS to_municipality, t.from_institution_id <> t.to_institution_id AS moved,
  t.from_municipality_id <> t.to_municipality_id AS transferred, t.created_at
FROM institution_message t
JOIN account a ON a.id = t.account_id
JOIN medical_institution f ON f.id = t.from_institution_id
JOIN medical_institution n ON n.id = t.to_institution_id
JOIN municipality b ON b.id = t.from_municipality_id
JOIN municipality m ON m.id = t.to_municipality_id
WHERE t.institution_id = :institution_id AND t.created_at > NOW(6) - INTERVAL 90 DAY
  AND NOT EXISTS (SELECT 1 FROM institution_message_dismissal x WHERE x.message_id = t.id AND x.account_id = :account_id)
ORDER BY t.created_at DESC, t.id DESC LIMIT 20

-- name: institution_message_dismiss
-- Puts one away; changes no row when it is not the institution's.
-- takes: id number, institution_id number, account_id number
INSERT INTO institution_message_dismissal (message_id, account_id, dismissed_at)
SELECT t.id, :account_id, NOW(6) FROM institution_message t WHERE t.id = :id AND t.institution_id = :institution_id
ON DUPLICATE KEY UPDATE dismissed_at = NOW(6)

-- name: institution_name_message_write
-- A municipality has corrected the institution's name.
-- takes: institution_id number, municipality_id number, name_before text, name_after text
INSERT INTO institution_name_message (institution_id, municipality_id, name_before, name_after, created_at)
VALUES (:institution_id, :municipality_id, :name_before, :name_after, NOW(6))

-- name: institution_name_messages
-- Corrections of the name that a person of the institution has not put away yet, newest first.
-- takes: institution_id number, account_id number
-- gives: many id number, name_before text, name_after text, municipality text, created_at text
SELECT t.id, t.name_before, t.name_after, m.name AS municipality, t.created_at
FROM institution_name_message t
JOIN municipality m ON m.id = t.municipality_id
WHERE t.institution_id = :institution_id AND t.created_at > NOW(6) - INTERVAL 90 DAY
  AND NOT EXISTS (SELECT 1 FROM institution_name_message_dismissal x WHERE x.message_id = t.id AND x.account_id = :account_id)
ORDER BY t.created_at DESC, t.id DESC LIMIT 20

-- name: institution_name_message_dismiss
-- Puts one of them away; changes no row when it is not the institution's.
-- takes: id number, institution_id number, account_id number
INSERT INTO institution_name_message_dismissal (message_id, account_id, dismissed_at)
SELECT t.id, :account_id, NOW(6) FROM institution_name_message t WHERE t.id = :id AND t.institution_id = :institution_id
ON DUPLICATE KEY UPDATE dismissed_at = NOW(6)
