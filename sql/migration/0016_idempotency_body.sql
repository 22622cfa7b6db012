-- A form that was sent, corrected with the browser's way back and sent again is another one (R01).
-- compatible

ALTER TABLE idempotency_key
  ADD COLUMN body BINARY(32) NULL DEFAULT NULL COMMENT 'HMAC of what was posted, without secrets, under the key: a post with another body is not led to the first result. Empty for rows of older programs.';
