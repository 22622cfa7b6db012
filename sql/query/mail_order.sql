-- Mails are ordered in the transaction that wants them; the worker sends them.

-- name: mail_order_insert
-- One mail to send.
-- takes: message_id text, account_id number?, kind text, recipient text, sealed bytes, request_id text
INSERT INTO outbox (message_id, account_id, kind, recipient, sealed, next_at, created_at, request_id)
VALUES (:message_id, NULLIF(:account_id, 0), :kind, :recipient, :sealed, NOW(6), NOW(6), :request_id)
