-- Creating posts that were done (R06): a double click or a replay gets the first result.

-- name: idempotency_key_insert
-- Takes the key; CONFLICT when it was used before.
-- takes: account_id number, idempotency_key text, route text, location text, body bytes
INSERT INTO idempotency_key (account_id, idempotency_key, route, location, body, created_at)
VALUES (:account_id, :idempotency_key, :route, :location, :body, NOW(6))

-- name: idempotency_key_location
-- Where the first answer led, and what was posted.
-- takes: account_id number, idempotency_key text
-- gives: one route text, location text, body bytes?
SELECT route, location, body FROM idempotency_key WHERE account_id = :account_id AND idempotency_key = :idempotency_key
