-- 医療機関ユーザ検索 of a municipality (R-031): the designations that it issued, every condition optional. An
-- empty text switches a condition off; the server folds such constants away at each execution, so one
-- text serves all combinations. The tenant predicate is d.municipality_id.
--
-- One statement for each order, so that each walks its own index and stops at the page's last row
-- (STRAIGHT_JOIN: designation first); a search by key or by name starts from the key or the bigrams. The inner
-- SELECT finds the page's ids alone, the outer one fetches what is shown for these few rows.

-- part: doctor_search_tables
FROM designation d
JOIN account a ON a.id = d.account_id
JOIN medical_institution i ON i.id = d.institution_id

-- part: doctor_search_conditions
d.municipality_id = :municipality_id AND d.deleted_at IS NULL
  AND (:scheme = '' OR d.scheme = :scheme)
  AND (:kind = '' OR d.kind = :kind)
  AND (:login_id = '' OR a.login_id = :login_id)
  AND (:register_number = '' OR a.live_register_number = :register_number)
  AND (:number = '' OR d.live_number = :number)
  AND (:institution_code = '' OR i.code = :institution_code)
  AND (:institution_bigram = '' OR (LOCATE(:institution_folded, i.name_folded) > 0
    AND i.id IN (SELECT institution_id FROM medical_institution_bigram WHERE bigram = :institution_bigram)))
  AND (:import_reference = '' OR d.import_id = (SELECT id FROM bulk_import
    WHERE reference = :import_reference AND municipality_id = :municipality_id))
  AND (:expires_from IS NULL OR d.expires_on >= :expires_from)
  AND (:expires_to IS NULL OR d.expires_on <= :expires_to)
  AND (:state = ''
    OR (:state IN ('unissued', 'issued', 'active') AND a.issue_state = :state AND a.locked_at IS NULL
      AND d.expires_on >= DATE(NOW() + INTERVAL 9 HOUR))
    OR (:state = 'locked' AND a.locked_at IS NOT NULL AND d.expires_on >= DATE(NOW() + INTERVAL 9 HOUR))
    OR (:state = 'expired' AND d.expires_on < DATE(NOW() + INTERVAL 9 HOUR)))

-- part: doctor_search_name
AND (LOCATE(:name_folded, a.name_folded) > 0 OR LOCATE(:name_folded, a.kana_folded) > 0)

-- part: doctor_search_name_bigrams
FROM account_bigram b1
JOIN account_bigram b2 ON b2.account_id = b1.account_id AND b2.bigram = :bigram_2
JOIN designation d ON d.account_id = b1.account_id
JOIN account a ON a.id = d.account_id
JOIN medical_institution i ON i.id = d.institution_id

-- part: doctor_search_columns
SELECT d.reference, a.reference AS account_reference, d.scheme, d.kind, d.number, a.medical_register_number,
  a.login_id, a.family_name, a.given_name, a.family_kana, a.given_kana, i.name AS institution_name,
  i.code AS institution_code, d.certified_on, d.expires_on, a.issue_state, a.locked_at IS NOT NULL AS locked,
  d.added_to_login, d.reprint_wanted, d.notice_printed_at IS NOT NULL AS printed,
  DATE(NOW() + INTERVAL 9 HOUR) AS today, f.department, m.id IS NOT NULL AS manager

-- part: doctor_search_shown
JOIN designation d ON d.id = page.id
JOIN account a ON a.id = d.account_id
JOIN medical_institution i ON i.id = d.institution_id
LEFT JOIN affiliation f ON f.account_id = d.account_id AND f.primary_scheme = d.scheme
LEFT JOIN institution_manager m ON m.active_institution = d.institution_id AND m.account_id = d.account_id

-- shape: doctor_search
-- What all searches take and give. name_folded and the bigrams serve only the searches by name.
-- takes: municipality_id number, scheme text, kind text, login_id text, register_number text, number text, institution_code text, institution_folded text, institution_bigram text, state text, import_reference text, expires_from day, expires_to day, name_folded text, bigram_1 text, bigram_2 text, first number, most number
-- gives: many reference text, account_reference text, scheme text, kind text, number text, register_number text, login_id text, family_name text, given_name text, family_kana text, given_kana text, institution_name text, institution_code text, certified_on day, expires_on day, issue_state text, locked number, added_to_login number, reprint_wanted number, printed number, today day, department text?, manager number

-- name: doctor_search_count
-- How many designations fit, at most 1,001.
-- takes: like doctor_search
-- gives: one found number
SELECT COUNT(*) FROM (SELECT 1 [doctor_search_tables] WHERE [doctor_search_conditions] LIMIT 1001) AS found

-- name: doctor_search_count_by_name
-- The same for a search by name; bigram_1 and bigram_2 are the rarest-looking pairs of the folded name.
-- takes: like doctor_search
-- gives: one found number
SELECT COUNT(*) FROM (SELECT 1 [doctor_search_name_bigrams] WHERE b1.bigram = :bigram_1
  AND [doctor_search_conditions] [doctor_search_name] LIMIT 1001) AS found

-- name: doctor_search_by_kana
-- A page of results in kana order.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT STRAIGHT_JOIN d.id [doctor_search_tables] WHERE [doctor_search_conditions]
  ORDER BY d.kana_sort, d.id LIMIT :most OFFSET :first) AS page
[doctor_search_shown]
ORDER BY d.kana_sort, d.id

-- name: doctor_search_by_age
-- A page of results, newest registrations first.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT STRAIGHT_JOIN d.id [doctor_search_tables] WHERE [doctor_search_conditions]
  ORDER BY d.created_at DESC, d.id DESC LIMIT :most OFFSET :first) AS page
[doctor_search_shown]
ORDER BY d.created_at DESC, d.id DESC

-- name: doctor_search_by_expiry
-- A page of results, the next to expire first.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT STRAIGHT_JOIN d.id [doctor_search_tables] WHERE [doctor_search_conditions]
  ORDER BY d.expires_on, d.id LIMIT :most OFFSET :first) AS page
[doctor_search_shown]
ORDER BY d.expires_on, d.id

-- name: doctor_search_by_institution
-- A page of results by institution, doctors in the order of registration.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT STRAIGHT_JOIN d.id [doctor_search_tables] WHERE [doctor_search_conditions]
  ORDER BY d.institution_id, d.id LIMIT :most OFFSET :first) AS page
[doctor_search_shown]
ORDER BY d.institution_id, d.id

-- name: doctor_search_by_key
-- A page of results of a search by ID, number or institution: the server starts from that key.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT d.id [doctor_search_tables] WHERE d.kind IN ('nanbyo', 'cooperating', 'shoman') AND [doctor_search_conditions]
  ORDER BY d.kana_sort, d.id LIMIT :most OFFSET :first) AS page
[doctor_search_shown]
ORDER BY d.kana_sort, d.id

-- name: doctor_search_by_name
-- A page of results of a search by name, in kana order.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT d.id [doctor_search_name_bigrams] WHERE b1.bigram = :bigram_1
  AND [doctor_search_conditions] [doctor_search_name]
  ORDER BY d.kana_sort, d.id LIMIT :most OFFSET :first) AS page
[doctor_search_shown]
ORDER BY d.kana_sort, d.id
