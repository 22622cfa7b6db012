-- Correcting an institution's name. Whoever registers the first doctor of a 医療機関番号 types it, and every notice, list and
-- session of the institution shows it from then on (R-029, R-037).

-- name: institution_name_read
-- An institution as a municipality may correct its name: it has doctors there, and either lies in the institution's prefecture, or
-- no municipality of that prefecture has a doctor there. Those nearest to the institution know its name best: nobody from afar
-- rewrites what they print; but where there are none, the name is known by those from afar alone, who typed it and print it, and a
-- slip would stay for ever. outside: the municipality lies in another prefecture. printed counts its notices that were printed and
-- can be printed again.
-- takes: municipality_id number, code text
-- gives: one institution_id number, name text, doctors number, printed number, others number, outside number
SELECT i.id, i.name,
  (SELECT COUNT(DISTINCT d.account_id) FROM designation d
    WHERE d.institution_id = i.id AND d.municipality_id = m.id AND d.deleted_at IS NULL) AS doctors,
  (SELECT COUNT(*) FROM designation d JOIN account a ON a.id = d.account_id
    WHERE d.institution_id = i.id AND d.municipality_id = m.id AND d.deleted_at IS NULL AND d.notice_printed_at IS NOT NULL
      AND (d.added_to_login = 1 OR a.issue_state IN ('unissued', 'issued'))) AS printed,
  EXISTS (SELECT 1 FROM designation d
    WHERE d.institution_id = i.id AND d.municipality_id <> m.id AND d.deleted_at IS NULL) AS others,
  LEFT(m.code, 2) <> LEFT(i.code, 2) AS outside
FROM medical_institution i
JOIN municipality m ON m.id = :municipality_id
WHERE i.code = :code AND EXISTS (SELECT 1 FROM designation d
  WHERE d.institution_id = i.id AND d.municipality_id = :municipality_id AND d.deleted_at IS NULL)
  AND (LEFT(m.code, 2) = LEFT(i.code, 2) OR NOT EXISTS (SELECT 1 FROM designation d JOIN municipality n ON n.id = d.municipality_id
    WHERE d.institution_id = i.id AND d.deleted_at IS NULL AND LEFT(n.code, 2) = LEFT(i.code, 2)))

-- name: institution_name_prefecture
-- Whose municipalities correct the name where the one that asks may not: the institution's prefecture.
-- takes: code text
-- gives: one name text
SELECT name FROM municipality WHERE kind = 'prefecture' AND LEFT(code, 2) = LEFT(:code, 2) LIMIT 1

-- name: institution_name_write
-- The corrected name, under the lock of designation_institution_find.
-- takes: institution_id number, name text, name_folded text
UPDATE medical_institution SET name = :name, name_folded = :name_folded WHERE id = :institution_id

-- name: institution_name_bigrams_drop
-- Before the bigrams of the corrected name are written.
-- takes: institution_id number
DELETE FROM medical_institution_bigram WHERE institution_id = :institution_id

-- name: institution_name_reprint
-- Notices that were printed show the wrong name, whoever issued them.
-- takes: institution_id number
UPDATE designation SET reprint_wanted = 1
WHERE institution_id = :institution_id AND deleted_at IS NULL AND notice_printed_at IS NOT NULL

-- name: institution_name_sessions
-- The head of the pages of whoever is signed in there. The last statement of its transaction: a request that notes its use
-- waits for it. Found by account: sessions have no index by institution, and a whole scan would lock everybody's.
-- takes: institution_id number, name text
UPDATE (
  SELECT d.account_id FROM designation d WHERE d.institution_id = :institution_id AND d.deleted_at IS NULL
  UNION
  SELECT a.id FROM account a WHERE a.institution_id = :institution_id) AS here
STRAIGHT_JOIN session s ON s.account_id = here.account_id
SET s.organisation_name = :name
WHERE s.institution_id = :institution_id
