-- Passwords that persons chose.

-- name: password_write
-- The password that a person chose; its hash is sealed (lib/crypto/password.h).
-- takes: account_id number, hash bytes
INSERT INTO password (account_id, hash, changed_at) VALUES (:account_id, :hash, NOW(6))
ON DUPLICATE KEY UPDATE hash = :hash, changed_at = NOW(6)

-- name: password_rehash
-- The same password under today's parameters; changes nothing when the person has changed it meanwhile.
-- takes: account_id number, hash bytes, old_hash bytes
UPDATE password SET hash = :hash WHERE account_id = :account_id AND hash = :old_hash

-- name: password_surroundings
-- What a new password is compared with: the present one and the words that are easy to guess about the person.
-- takes: account_id number
-- gives: one hash bytes?, initial_sealed bytes?, slip_number number, account_reference text, login_id text, family_name text,
--        given_name text, family_kana text, given_kana text, mail_address text?, has_key number, institution_name text,
--        municipality_name text
SELECT p.hash, n.sealed, n.slip_number, a.reference, a.login_id, a.family_name, a.given_name, a.family_kana, a.given_kana,
    a.mail_address, k.id IS NOT NULL, COALESCE(i.name, ''), COALESCE(m.name, '')
FROM account a
LEFT JOIN password p ON p.account_id = a.id
LEFT JOIN initial_password n ON n.account_id = a.id
LEFT JOIN key_file k ON k.active_account = a.id
LEFT JOIN medical_institution i ON i.id = COALESCE(a.institution_id,
  (SELECT d.institution_id FROM designation d WHERE d.account_id = a.id AND d.deleted_at IS NULL ORDER BY d.scheme LIMIT 1))
LEFT JOIN municipality m ON m.id = a.municipality_id
WHERE a.id = :account_id
