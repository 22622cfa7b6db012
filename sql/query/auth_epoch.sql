-- The wall behind 強制ログアウト (architecture §6).

-- name: auth_epoch_hold
-- The account's epoch, its row locked shared until the transaction ends: a revocation waits for this
-- transaction, or this transaction sees the revocation.
-- takes: account_id number
-- gives: one epoch number
SELECT epoch FROM auth_epoch WHERE account_id = :account_id LOCK IN SHARE MODE

-- name: auth_epoch_insert
-- The row that each new account needs.
-- takes: account_id number
-- bulk: yes
INSERT INTO auth_epoch (account_id) VALUES (:account_id)

-- name: auth_epoch_advance
-- Revokes: every session and job of the account ends, and none of its open transactions commits.
-- takes: account_id number
UPDATE auth_epoch SET epoch = epoch + 1 WHERE account_id = :account_id
