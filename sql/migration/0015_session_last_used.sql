-- The last use of a session stands in the session itself: every page looks it up, and a table beside it was a fifth of that
-- look-up. Transactions change a session's row only in their last statements, so noting a use waits for none of them long.

ALTER TABLE session
  ADD COLUMN last_used_at DATETIME(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6) COMMENT 'Last request, UTC; written at most once a minute, outside transactions. 30 min without one ends the session.' AFTER created_at;

UPDATE session s LEFT JOIN session_use u USING (token_hash) SET s.last_used_at = COALESCE(u.last_used_at, s.created_at);

DROP TABLE session_use;
