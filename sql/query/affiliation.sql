-- 兼務先医療機関 of a doctor (R-044): the doctor adds and removes them; the 主たる勤務先 is the municipality's.

-- name: affiliation_list
-- Where the doctor works, for each scheme the 主たる勤務先 first.
-- takes: account_id number
-- gives: many id number, scheme text, place text, department text, code text, name text, manager number
SELECT f.id, f.scheme, f.place, f.department, i.code, i.name, m.id IS NOT NULL
FROM affiliation f
JOIN medical_institution i ON i.id = f.institution_id
LEFT JOIN institution_manager m ON m.active_institution = f.institution_id AND m.account_id = f.account_id
WHERE f.account_id = :account_id ORDER BY f.scheme, f.place, i.code

-- name: affiliation_find_code
-- A registered institution by its number.
-- takes: code text
-- gives: many reference text, code text, name text
SELECT reference, code, name FROM medical_institution WHERE code = :code

-- name: affiliation_find_name
-- Registered institutions whose folded name holds the text, at most 20.
-- takes: folded text, bigram text
-- gives: many reference text, code text, name text
SELECT i.reference, i.code, i.name FROM medical_institution_bigram b JOIN medical_institution i ON i.id = b.institution_id
WHERE b.bigram = :bigram AND LOCATE(:folded, i.name_folded) > 0 ORDER BY i.name_folded, i.id LIMIT 20

-- name: affiliation_add
-- Adds a 兼務先 under a scheme in which the doctor is designated; changes no row otherwise.
-- takes: account_id number, scheme text, reference text, department text
INSERT INTO affiliation (account_id, scheme, institution_id, place, department)
SELECT d.account_id, d.scheme, i.id, 'secondary', :department FROM designation d
JOIN medical_institution i ON i.reference = :reference
WHERE d.account_id = :account_id AND d.live_scheme = :scheme

-- name: affiliation_remove
-- Removes a 兼務先; a 主たる勤務先 stays.
-- takes: account_id number, id number
DELETE FROM affiliation WHERE account_id = :account_id AND id = :id AND place = 'secondary'
