-- Everything that is sealed under the key ring, for nsdb-admin keys: walked in the order of (id, part).

-- shape: sealed_value
-- A sealed value with what its associated data is made of.
-- takes: after_id number, after_part number, most number
-- gives: many id number, part number, name text, sealed bytes

-- shape: sealed_replacement
-- The same value under another key; it changes nothing when somebody changed the value since it was read.
-- takes: id number, part number, sealed bytes, was bytes

-- name: sealed_initial_passwords
-- 初期パスワード.
-- takes: like sealed_value
-- gives: like sealed_value
SELECT i.account_id, i.slip_number, a.reference, i.sealed FROM initial_password i JOIN account a ON a.id = i.account_id
WHERE i.account_id > :after_id OR (i.account_id = :after_id AND i.slip_number > :after_part)
ORDER BY i.account_id LIMIT :most

-- name: sealed_initial_password_replace
-- A slip under the new key.
-- takes: like sealed_replacement
UPDATE initial_password SET sealed = :sealed WHERE account_id = :id AND slip_number = :part AND sealed = :was

-- name: sealed_passphrases
-- Passphrases of key files that are not yet registered.
-- takes: like sealed_value
-- gives: like sealed_value
SELECT f.account_id, 1 AS part, a.reference, f.passphrase_sealed FROM first_signin f JOIN account a ON a.id = f.account_id
WHERE (f.account_id > :after_id OR (f.account_id = :after_id AND 1 > :after_part)) AND f.passphrase_sealed IS NOT NULL
ORDER BY f.account_id LIMIT :most

-- name: sealed_passphrase_replace
-- A passphrase under the new key.
-- takes: like sealed_replacement
UPDATE first_signin SET passphrase_sealed = :sealed WHERE account_id = :id AND 1 = :part AND passphrase_sealed = :was

-- name: sealed_import_pieces
-- Uploaded lists.
-- takes: like sealed_value
-- gives: like sealed_value
SELECT c.import_id, c.number, b.reference, c.sealed FROM bulk_import_chunk c JOIN bulk_import b ON b.id = c.import_id
WHERE c.import_id > :after_id OR (c.import_id = :after_id AND c.number > :after_part)
ORDER BY c.import_id, c.number LIMIT :most

-- name: sealed_import_piece_replace
-- A piece of a list under the new key.
-- takes: like sealed_replacement
UPDATE bulk_import_chunk SET sealed = :sealed WHERE import_id = :id AND number = :part AND sealed = :was

-- name: sealed_mails
-- Mails that are not sent yet, or were given up.
-- takes: like sealed_value
-- gives: like sealed_value
SELECT id, 1 AS part, message_id, sealed FROM outbox
WHERE (id > :after_id OR (id = :after_id AND 1 > :after_part)) AND sealed IS NOT NULL
ORDER BY id LIMIT :most

-- name: sealed_mail_replace
-- A mail under the new key.
-- takes: like sealed_replacement
UPDATE outbox SET sealed = :sealed WHERE id = :id AND 1 = :part AND sealed = :was

-- name: sealed_passwords
-- Hashes of chosen passwords; those of releases before 0017 are not sealed yet.
-- takes: like sealed_value
-- gives: like sealed_value
SELECT p.account_id, 1 AS part, a.reference, p.hash FROM password p JOIN account a ON a.id = p.account_id
WHERE p.account_id > :after_id OR (p.account_id = :after_id AND 1 > :after_part)
ORDER BY p.account_id LIMIT :most

-- name: sealed_password_replace
-- A hash under the new key.
-- takes: like sealed_replacement
UPDATE password SET hash = :sealed WHERE account_id = :id AND 1 = :part AND hash = :was

-- name: sealed_answers
-- Hashes of answers to 秘密の質問; those of releases before 0017 are not sealed yet.
-- takes: like sealed_value
-- gives: like sealed_value
SELECT q.account_id, 1 AS part, a.reference, q.answer_hash FROM secret_question q JOIN account a ON a.id = q.account_id
WHERE q.account_id > :after_id OR (q.account_id = :after_id AND 1 > :after_part)
ORDER BY q.account_id LIMIT :most

-- name: sealed_answer_replace
-- A hash under the new key.
-- takes: like sealed_replacement
UPDATE secret_question SET answer_hash = :sealed WHERE account_id = :id AND 1 = :part AND answer_hash = :was

-- name: sealed_hashes_wanting
-- How many hashes of passwords and answers a release before 0017 wrote that are not sealed yet.
-- gives: one count number
SELECT (SELECT COUNT(*) FROM password WHERE hash LIKE '$argon2id$%')
  + (SELECT COUNT(*) FROM secret_question WHERE answer_hash LIKE '$argon2id$%')
