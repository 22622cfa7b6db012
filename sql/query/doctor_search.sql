-- 医療機関ユーザ検索 of a municipality (R-031): the designations that it issued, every condition optional. An
-- empty text switches a condition off; the server folds such constants away at each execution, so one
-- text serves all combinations. The tenant predicate is d.municipality_id.
--
-- Each family of statements starts where fewest rows are read, in a fixed order of tables (STRAIGHT_JOIN):
--   list         the municipality's designations in the order of an index, to the page's last row; the account is
--                looked at only for a state (otherwise it is joined by NULL, which reads nothing); counting reads
--                nothing but the index designation_count, unless for a state. 医療機関番号 is no column of the designation: its order sorts
--                the municipality's institutions, not their doctors; DISTINCT names the index's first columns, so that it is read in leaps
--   key          an ID or number: the server starts from its unique key
--   institution  the institutions whose name holds the text, then their designations
--   name         the bigrams of the name, then who of them is the municipality's
--   locked       the locked accounts, which are few
--   notice       conditions on notices: all of the municipality's designations, or fewer by a key
-- The inner SELECT finds the page's ids alone, the outer one fetches what is shown for these few rows. Each row tells how many
-- there are in all: the narrow families know it from their sorting, the list counts in its index up to :counted (0: not now).
-- The narrow families sort what they found in any order (:sort); the list has a statement for each.

-- part: doctor_search_tenant
d.municipality_id = :municipality_id AND d.deleted_at IS NULL

-- part: doctor_search_designation
(:scheme = '' OR d.scheme = :scheme)
  AND (:kind = '' OR d.kind = :kind)
  AND (:expires_from IS NULL OR d.expires_on >= :expires_from)
  AND (:expires_to IS NULL OR d.expires_on <= :expires_to)
  AND (:state = '' OR :state = 'expired' OR d.expires_on >= DATE(NOW() + INTERVAL 9 HOUR))
  AND (:state <> 'expired' OR d.expires_on < DATE(NOW() + INTERVAL 9 HOUR))

-- part: doctor_search_keys
(:number = '' OR d.live_number = :number)
  AND (:import_reference = '' OR d.import_id = (SELECT id FROM bulk_import
    WHERE reference = :import_reference AND municipality_id = :municipality_id))

-- The state as lists show it (lib/domain/issuance): a designation added to a login is 未発行 until its own notice was printed.
-- part: doctor_search_state
(:state = '' OR :state = 'expired'
    OR (:state = 'locked' AND a.locked_at IS NOT NULL)
    OR (a.locked_at IS NULL AND :state = IF(d.added_to_login = 0, a.issue_state, IF(d.notice_printed_at IS NULL, 'unissued',
      IF(a.issue_state = 'unissued', 'issued', a.issue_state)))))

-- part: doctor_search_person
(:login_id = '' OR a.login_id = :login_id)
  AND (:register_number = '' OR a.live_register_number = :register_number)
  AND (:name_folded = '' OR LOCATE(:name_folded, a.name_folded) > 0 OR LOCATE(:name_folded, a.kana_folded) > 0)

-- part: doctor_search_institution
(:institution_code = '' OR i.code = :institution_code)
  AND (:institution_folded = '' OR LOCATE(:institution_folded, i.name_folded) > 0)

-- part: doctor_search_list_rows
FROM designation d
LEFT JOIN account a ON a.id = IF(:state IN ('', 'expired'), NULL, d.account_id)
WHERE [doctor_search_tenant] AND [doctor_search_designation] AND [doctor_search_keys] AND [doctor_search_state]

-- part: doctor_search_count_rows
FROM designation d FORCE INDEX (designation_count)
WHERE [doctor_search_tenant] AND [doctor_search_designation]

-- part: doctor_search_key_rows
FROM designation d
JOIN account a ON a.id = d.account_id
JOIN medical_institution i ON i.id = d.institution_id
WHERE d.kind IN ('nanbyo', 'cooperating', 'shoman') AND [doctor_search_tenant] AND [doctor_search_designation]
  AND [doctor_search_keys] AND [doctor_search_state] AND [doctor_search_person] AND [doctor_search_institution]

-- part: doctor_search_institution_rows
FROM medical_institution_bigram b
JOIN medical_institution i ON i.id = b.institution_id
JOIN designation d FORCE INDEX (designation_institution) ON d.institution_id = i.id
JOIN account a ON a.id = d.account_id
WHERE b.bigram = :institution_bigram AND [doctor_search_institution] AND [doctor_search_tenant]
  AND [doctor_search_designation] AND [doctor_search_keys] AND [doctor_search_state]

-- part: doctor_search_name_rows
FROM account_bigram b1
JOIN designation d FORCE INDEX (designation_of_account) ON d.account_id = b1.account_id
JOIN account_bigram b2 ON b2.account_id = b1.account_id AND b2.bigram = :bigram_2
JOIN account a ON a.id = d.account_id
JOIN medical_institution i ON i.id = d.institution_id
WHERE b1.bigram = :bigram_1 AND [doctor_search_tenant]
  AND [doctor_search_designation] AND [doctor_search_keys] AND [doctor_search_state] AND [doctor_search_person]
  AND [doctor_search_institution]

-- part: doctor_search_locked_rows
FROM account a FORCE INDEX (account_locked)
JOIN designation d FORCE INDEX (designation_of_account) ON d.account_id = a.id
JOIN medical_institution i ON i.id = d.institution_id
WHERE a.locked_at > '1970-01-01' AND [doctor_search_tenant] AND [doctor_search_designation] AND [doctor_search_keys]

-- part: doctor_search_ordered_rows
FROM (SELECT STRAIGHT_JOIN DISTINCT i.id, i.code
  FROM (SELECT DISTINCT municipality_id, deleted_at, institution_id FROM designation FORCE INDEX (designation_list_institution)
    WHERE municipality_id = :municipality_id AND deleted_at IS NULL) AS own
  JOIN medical_institution i ON i.id = own.institution_id) AS place
JOIN designation d FORCE INDEX (designation_list_institution) ON d.institution_id = place.id
LEFT JOIN account a ON a.id = IF(:state IN ('', 'expired'), NULL, d.account_id)
WHERE [doctor_search_tenant] AND [doctor_search_designation] AND [doctor_search_keys] AND [doctor_search_state]

-- Since :as_of (microseconds of 1970, 0: no such time) a notice was printed: what was 未発行 or wanted a reprint then stays among
-- the results, so that the numbered parts of a bundle keep their rows while they are printed (R-038).
-- part: doctor_search_printed_since
(:as_of > 0 AND d.notice_printed_at >= TIMESTAMP('1970-01-01') + INTERVAL :as_of MICROSECOND)

-- part: doctor_search_notice_rows
FROM designation d
JOIN account a ON a.id = d.account_id
JOIN medical_institution i ON i.id = d.institution_id
LEFT JOIN initial_password p ON p.account_id = IF(:notice = 'password_expired', d.account_id, NULL)
WHERE d.kind IN ('nanbyo', 'cooperating', 'shoman') AND [doctor_search_tenant] AND [doctor_search_designation]
  AND [doctor_search_keys] AND ([doctor_search_state] OR (:state = 'unissued' AND [doctor_search_printed_since]))
  AND (:notice = ''
    OR (:notice = 'reprint' AND ([doctor_search_printed_since]
      OR (d.reprint_wanted = 1 AND (d.added_to_login = 1 OR a.issue_state IN ('unissued', 'issued')))))
    OR (:notice = 'password_expired' AND d.added_to_login = 0 AND a.issue_state IN ('unissued', 'issued')
      AND p.expires_at <= NOW(6)))
  AND [doctor_search_person] AND [doctor_search_institution]

-- part: doctor_search_sorted
ORDER BY IF(:sort = 'kana', d.kana_sort, NULL), IF(:sort = 'new', d.created_at, NULL) DESC,
  IF(:sort = 'expiry', d.expires_on, NULL), IF(:sort = 'institution', i.code, NULL), IF(:sort = 'new', -d.id, d.id)

-- part: doctor_search_columns
SELECT d.reference, a.reference AS account_reference, d.scheme, d.kind, d.number, a.medical_register_number,
  a.login_id, a.family_name, a.given_name, a.family_kana, a.given_kana, i.name AS institution_name,
  i.code AS institution_code, d.certified_on, d.expires_on, a.issue_state, a.locked_at IS NOT NULL AS locked,
  d.added_to_login, d.reprint_wanted, d.notice_printed_at IS NOT NULL AS printed,
  DATE(NOW() + INTERVAL 9 HOUR) AS today, f.department, m.id IS NOT NULL AS manager, k.id IS NOT NULL AS has_key,
  found, TIMESTAMPDIFF(MICROSECOND, TIMESTAMP('1970-01-01'), NOW(6)) AS asked_at, d.id AS designation_id

-- part: doctor_search_counted
JOIN (SELECT COUNT(*) AS found FROM (SELECT STRAIGHT_JOIN 1 [doctor_search_count_rows] LIMIT :counted) AS some) AS counted

-- part: doctor_search_shown
JOIN designation d ON d.id = page.id
JOIN account a ON a.id = d.account_id
JOIN medical_institution i ON i.id = d.institution_id
LEFT JOIN affiliation f ON f.account_id = d.account_id AND f.primary_scheme = d.scheme
LEFT JOIN institution_manager m ON m.active_institution = d.institution_id AND m.account_id = d.account_id
LEFT JOIN key_file k ON k.active_account = a.id

-- shape: doctor_search
-- What all searches take and give. name_folded and the bigrams serve only the searches by name.
-- takes: municipality_id number, scheme text, kind text, login_id text, register_number text, number text, institution_code text, institution_folded text, institution_bigram text, state text, import_reference text, notice text, as_of number, sort text, expires_from day, expires_to day, name_folded text, bigram_1 text, bigram_2 text, first number, most number, counted number
-- gives: many reference text, account_reference text, scheme text, kind text, number text, register_number text, login_id text, family_name text, given_name text, family_kana text, given_kana text, institution_name text, institution_code text, certified_on day, expires_on day, issue_state text, locked number, added_to_login number, reprint_wanted number, printed number, today day, department text?, manager number, has_key number, found number, asked_at number, designation_id number

-- name: doctor_search_count_import
-- How many designations of an import fit, at most :counted: the index in which the list counts does not know imports.
-- takes: like doctor_search
-- gives: one found number
SELECT COUNT(*) FROM (SELECT 1 [doctor_search_key_rows] LIMIT :counted) AS found

-- name: doctor_search_count_state
-- The same for a state, which that index does not know either.
-- takes: like doctor_search
-- gives: one found number
SELECT COUNT(*) FROM (SELECT STRAIGHT_JOIN 1 FROM designation d FORCE INDEX (designation_count)
  JOIN account a ON a.id = d.account_id
  WHERE [doctor_search_tenant] AND [doctor_search_designation] AND [doctor_search_state] LIMIT :counted) AS found

-- name: doctor_search_by_kana
-- A page of results in kana order.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT STRAIGHT_JOIN d.id [doctor_search_list_rows]
  ORDER BY d.kana_sort, d.id LIMIT :most OFFSET :first) AS page
[doctor_search_counted] [doctor_search_shown]
ORDER BY d.kana_sort, d.id

-- name: doctor_search_by_age
-- A page of results, newest registrations first.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT STRAIGHT_JOIN d.id [doctor_search_list_rows]
  ORDER BY d.created_at DESC, d.id DESC LIMIT :most OFFSET :first) AS page
[doctor_search_counted] [doctor_search_shown]
ORDER BY d.created_at DESC, d.id DESC

-- name: doctor_search_by_expiry
-- A page of results, the next to expire first.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT STRAIGHT_JOIN d.id [doctor_search_list_rows]
  ORDER BY d.expires_on, d.id LIMIT :most OFFSET :first) AS page
[doctor_search_counted] [doctor_search_shown]
ORDER BY d.expires_on, d.id

-- name: doctor_search_by_institution
-- A page of results by 医療機関番号, as the bundle of notices has them; doctors in the order of registration. The inner SELECT
-- sorts the institutions alone and reads their doctors until the page is full: the index gives these by d.id.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT STRAIGHT_JOIN d.id [doctor_search_ordered_rows]
  ORDER BY place.code LIMIT :most OFFSET :first) AS page
[doctor_search_counted] [doctor_search_shown]
ORDER BY i.code, d.id

-- name: doctor_search_by_key
-- A page of results of a search by ID, number or institution code.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT d.id, COUNT(*) OVER () AS found [doctor_search_key_rows]
  [doctor_search_sorted] LIMIT :most OFFSET :first) AS page
[doctor_search_shown]
[doctor_search_sorted]

-- name: doctor_search_by_place
-- A page of results of a search by the name of the institution.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT STRAIGHT_JOIN d.id, COUNT(*) OVER () AS found [doctor_search_institution_rows]
  [doctor_search_sorted] LIMIT :most OFFSET :first) AS page
[doctor_search_shown]
[doctor_search_sorted]

-- name: doctor_search_by_name
-- A page of results of a search by name.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT STRAIGHT_JOIN d.id, COUNT(*) OVER () AS found [doctor_search_name_rows]
  [doctor_search_sorted] LIMIT :most OFFSET :first) AS page
[doctor_search_shown]
[doctor_search_sorted]

-- name: doctor_search_locked
-- A page of the locked accounts.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT STRAIGHT_JOIN d.id, COUNT(*) OVER () AS found [doctor_search_locked_rows]
  [doctor_search_sorted] LIMIT :most OFFSET :first) AS page
[doctor_search_shown]
[doctor_search_sorted]

-- name: doctor_search_by_notice
-- A page of results of a search by what its notices want, or of one that goes on from an earlier moment.
-- takes: like doctor_search
-- gives: like doctor_search
[doctor_search_columns] FROM (SELECT d.id, COUNT(*) OVER () AS found [doctor_search_notice_rows]
  [doctor_search_sorted] LIMIT :most OFFSET :first) AS page
[doctor_search_shown]
[doctor_search_sorted]

-- name: doctor_search_detail
-- For the telephone: where one designation's ID of this municipality stands between its notice and the first sign-in.
-- takes: municipality_id number, reference text
-- gives: one slip_number number, printed_count number, password_expires_at text?, password_expired number, notice_printed_at text?, last_sign_in_at text?, purpose text?, step text?
SELECT COALESCE(p.slip_number, 0), COALESCE(p.printed_count, 0), p.expires_at, COALESCE(p.expires_at <= NOW(6), 0),
  d.notice_printed_at, a.last_sign_in_at, s.purpose, s.step
FROM designation d
JOIN account a ON a.id = d.account_id
LEFT JOIN initial_password p ON p.account_id = d.account_id
LEFT JOIN first_signin s ON s.account_id = d.account_id
WHERE d.reference = :reference AND d.municipality_id = :municipality_id AND d.deleted_at IS NULL
