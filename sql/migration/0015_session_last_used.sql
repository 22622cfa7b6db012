-- The last use of a session stands in the session itself: every page looks it up, and a table beside it was one more to find.
-- Other changes of a session's row are statements of their own; a transaction only deletes it. So noting a use waits for nobody
-- who stays signed in.

ALTER TABLE session
  ADD COLUMN last_used_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) COMMENT 'Last request, UTC; written at most once a minute, outside transactions. 30 min without one ends the session.' AFTER created_at;

UPDATE session s LEFT JOIN session_use u USING (token_hash) SET s.last_used_at = COALESCE(u.last_used_at, s.created_at);

DROP TABLE session_use;
