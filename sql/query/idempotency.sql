-- Creating posts that were done (R06): a double click or a replay gets the first result.

-- name: idempotency_key_insert
-- Takes the key; CONFLICT when it was used before.
-- takes: account_id number, idempotency_key text, route text, location text
INSERT INTO idempotency_key (account_id, idempotency_key, route, location, created_at)
VALUES (:account_id, :idempotency_key, :route, :location, NOW(6))

-- name: idempotency_key_location
-- Where the first answer led.
-- takes: account_id number, idempotency_key text
-- gives: one route text, location text
SELECT route, location FROM idempotency_key WHERE account_id = :account_id AND idempotency_key = :idempotency_key
