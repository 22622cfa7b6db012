-- The worker's mail lane: claims rows of the outbox under a lease, sends them, remembers how it went. A row in the state
-- `sending` is due again when its lease (next_at) has lapsed: its sender died.

-- name: outbox_due
-- Mails to send now, the longest waiting first.
-- takes: most number
-- gives: many id number
SELECT id FROM outbox WHERE state IN ('new', 'deferred', 'sending') AND next_at <= NOW(6) ORDER BY next_at LIMIT :most

-- name: outbox_claim
-- Takes a row for `lease_seconds`; changes nothing when another lane was first or the row is void by now.
-- takes: id number, owner text, lease_seconds number
UPDATE outbox SET state = 'sending', attempts = attempts + 1, lease_owner = :owner,
  next_at = NOW(6) + INTERVAL :lease_seconds SECOND
WHERE id = :id AND state IN ('new', 'deferred', 'sending') AND next_at <= NOW(6)

-- name: outbox_claimed
-- What a claimed row says.
-- takes: id number, owner text
-- gives: one message_id text, kind text, recipient text, sealed bytes?, attempts number, created_at text, request_id text
SELECT message_id, kind, recipient, sealed, attempts, created_at, request_id FROM outbox
WHERE id = :id AND state = 'sending' AND lease_owner = :owner

-- name: outbox_sent
-- The mail server has accepted it: the content goes.
-- takes: id number, owner text
UPDATE outbox SET state = 'sent', sealed = NULL, sent_at = NOW(6), lease_owner = NULL, last_error = ''
WHERE id = :id AND state = 'sending' AND lease_owner = :owner

-- name: outbox_defer
-- Not accepted now: again after the delay.
-- takes: id number, owner text, delay_seconds number, last_error text
UPDATE outbox SET state = 'deferred', lease_owner = NULL, next_at = NOW(6) + INTERVAL :delay_seconds SECOND,
  last_error = :last_error
WHERE id = :id AND state = 'sending' AND lease_owner = :owner

-- name: outbox_bury
-- Given up.
-- takes: id number, owner text, last_error text
UPDATE outbox SET state = 'dead', lease_owner = NULL, last_error = :last_error
WHERE id = :id AND state = 'sending' AND lease_owner = :owner

-- name: outbox_release
-- What a lane that died was sending is due at once.
-- takes: owner text
UPDATE outbox SET next_at = NOW(6) WHERE state = 'sending' AND lease_owner = :owner

-- name: outbox_crashed
-- A mail that ended its sender again and again is given up.
-- takes: attempts number
UPDATE outbox SET state = 'dead', lease_owner = NULL, last_error = 'the sender ended each time while it was sending'
WHERE state = 'sending' AND next_at <= NOW(6) AND attempts >= :attempts
