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
-- gives: one message_id text, kind text, recipient text, sealed bytes?, attempts number, created_at text, age_seconds number,
--        request_id text
SELECT message_id, kind, recipient, sealed, attempts, created_at, TIMESTAMPDIFF(SECOND, created_at, NOW(6)), request_id
FROM outbox
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

-- name: outbox_dead
-- Mails that were given up and whose content is still there (a week): an operator may have them sent again.
-- gives: many id number, kind text, created_at text, attempts number, last_error text
SELECT id, kind, created_at, attempts, last_error FROM outbox WHERE state = 'dead' AND sealed IS NOT NULL ORDER BY id

-- name: outbox_retry
-- The same mails are due again, as if they were new; but no key file that a later one has made void.
UPDATE outbox o LEFT JOIN outbox l ON l.account_id = o.account_id AND l.kind = 'key_file' AND l.id > o.id
  AND o.kind = 'key_file'
SET o.state = 'new', o.attempts = 0, o.next_at = NOW(6)
WHERE o.state = 'dead' AND o.sealed IS NOT NULL AND l.id IS NULL
