-- Sessions and the limits on guessing.

CREATE TABLE session (
  token_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the cookie''s token; the token itself is nowhere.',
  account_id BIGINT NOT NULL COMMENT 'Who.',
  epoch BIGINT NOT NULL COMMENT 'auth_epoch at sign-in; the session ends when the account''s differs.',
  stage VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'enrolling, proving or full.',
  scheme VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'The scheme on screen: nanbyo, shoman, or empty where it does not matter.',
  institution_id BIGINT NULL COMMENT 'The institution that an institution user works in now; NULL for others.',
  password_initial TINYINT NOT NULL DEFAULT 0 COMMENT '1 when the sign-in used an initial password.',
  challenge BINARY(32) NULL COMMENT 'What the browser signs to prove its key; changed after each use.',
  source VARBINARY(16) NOT NULL COMMENT 'Address it was started from.',
  user_agent VARCHAR(200) NOT NULL COMMENT 'What the browser called itself, for the list of sessions.',
  flash VARCHAR(40) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'Key of the message that the next page shows.',
  created_at DATETIME(6) NOT NULL COMMENT 'Sign-in, UTC.',
  expires_at DATETIME(6) NOT NULL COMMENT 'Absolute end, UTC (12 h).',
  PRIMARY KEY (token_hash),
  KEY session_account (account_id),
  KEY session_expiry (expires_at),
  CONSTRAINT session_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT session_stage CHECK (stage IN ('enrolling', 'proving', 'full'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Signed-in browsers.';

CREATE TABLE session_use (
  token_hash BINARY(32) NOT NULL COMMENT 'The session.',
  last_used_at DATETIME(6) NOT NULL COMMENT 'Last request, UTC; written at most once a minute, outside transactions. 30 min without one ends the session.',
  PRIMARY KEY (token_hash)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Last use, apart from session so that it never waits for a transaction.';

CREATE TABLE sign_in_guard (
  account_id BIGINT NOT NULL COMMENT 'The account.',
  failures INT NOT NULL DEFAULT 0 COMMENT 'Wrong attempts since the last success, reserved before checking (T17). 10 lock the account.',
  last_wrong_digest BINARY(32) NULL COMMENT 'HMAC of the last wrong password: the same mistake twice counts once.',
  updated_at DATETIME(6) NOT NULL COMMENT 'Last change, UTC.',
  PRIMARY KEY (account_id),
  CONSTRAINT sign_in_guard_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Guessing against one account (R-055).';

CREATE TABLE source_penalty (
  source VARBINARY(16) NOT NULL COMMENT 'Client address (IPv6: its /64).',
  failures INT NOT NULL COMMENT 'Wrong attempts, halved with every 10 quiet minutes.',
  updated_at DATETIME(6) NOT NULL COMMENT 'Last wrong attempt, UTC.',
  PRIMARY KEY (source),
  KEY source_penalty_age (updated_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Guessing from one address: it only slows (at most 5 s), since a whole hospital may sit behind one.';
