-- What happened, what is to be sent, and what was asked twice.

CREATE TABLE operation_log (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number; commit order may differ, operation_log_seal has the dense one.',
  happened_at DATETIME(6) NOT NULL COMMENT 'The transaction''s time, UTC.',
  account_id BIGINT NULL COMMENT 'Who; NULL for a failed sign-in with an unknown ID, and for the system.',
  role VARCHAR(30) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'The role it was done in; "system" for the worker and nsdb-admin.',
  municipality_id INT NULL COMMENT 'The actor''s municipality.',
  institution_id BIGINT NULL COMMENT 'The actor''s institution.',
  source VARCHAR(45) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'Client address as text.',
  request_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'Request id, shared with the log lines.',
  action VARCHAR(40) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'What: a stable word such as doctor_register, notice_print, sign_in_wrong.',
  subject_kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'On what: account, designation, import, …',
  subject_id BIGINT NULL COMMENT 'On which one.',
  outcome VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'done' COMMENT 'done, refused or failed.',
  detail TEXT NULL COMMENT 'JSON: fields and versions, numbers, codes; never a secret, never a patient''s value.',
  PRIMARY KEY (id),
  KEY operation_log_time (happened_at),
  KEY operation_log_account (account_id, happened_at),
  KEY operation_log_subject (subject_kind, subject_id),
  KEY operation_log_municipality (municipality_id, happened_at),
  CONSTRAINT operation_log_detail CHECK (detail IS NULL OR JSON_VALID(detail))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='操作ログ (R-111): written in the transaction of the change; handlers may only INSERT.';

CREATE TABLE operation_log_seal (
  sequence BIGINT NOT NULL COMMENT 'Dense number, given by the sealing lane alone.',
  log_id BIGINT NOT NULL COMMENT 'The log row.',
  previous BINARY(32) NOT NULL COMMENT 'hmac of the seal before.',
  hmac BINARY(32) NOT NULL COMMENT 'HMAC-SHA-256 under the log key of sequence, previous and the whole log row.',
  sealed_at DATETIME(6) NOT NULL COMMENT 'When, UTC.',
  PRIMARY KEY (sequence),
  UNIQUE KEY operation_log_seal_log (log_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='The chain that makes a changed or missing log row visible (nsdb-admin verify).';

CREATE TABLE outbox (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  message_id CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Random; the Message-ID of every copy, so that a second delivery is recognised.',
  account_id BIGINT NULL COMMENT 'The person it is for.',
  kind VARCHAR(30) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Which wording in conf/mail: key_file, account_locked, …',
  recipient VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Mail address: the envelope''s only recipient.',
  sealed MEDIUMBLOB NULL COMMENT 'The values of the wording and the attachment, sealed; emptied once the mail server has accepted the mail.',
  state VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'new' COMMENT 'new, sending, deferred, sent (accepted by the mail server), void (superseded before sending) or dead (given up, shown to the operator).',
  attempts INT NOT NULL DEFAULT 0 COMMENT 'Tries so far.',
  next_at DATETIME(6) NOT NULL COMMENT 'Not before, UTC: the delay doubles from 10 s to 1 h.',
  lease_owner CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL COMMENT 'The lane that is sending it.',
  last_error VARCHAR(300) NOT NULL DEFAULT '' COMMENT 'What the mail server or the line said last.',
  created_at DATETIME(6) NOT NULL COMMENT 'When the transaction that wants it committed its time, UTC.',
  sent_at DATETIME(6) NULL COMMENT 'When the mail server accepted it, UTC.',
  request_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'Request id, for the worker''s log lines.',
  PRIMARY KEY (id),
  UNIQUE KEY outbox_message_id (message_id),
  KEY outbox_due (state, next_at),
  KEY outbox_account (account_id, id),
  CONSTRAINT outbox_state CHECK (state IN ('new', 'sending', 'deferred', 'sent', 'void', 'dead'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Mails to send, written in the transaction that wants them.';

CREATE TABLE contractor_notification (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  designation_id BIGINT NOT NULL COMMENT 'The designation that was registered.',
  municipality_id INT NOT NULL COMMENT 'Its issuer: the parcel''s address.',
  institution_id BIGINT NOT NULL COMMENT 'Its institution: one medium each.',
  created_at DATETIME(6) NOT NULL COMMENT 'When it was registered, UTC: decides the cycle.',
  taken_at DATETIME(6) NULL COMMENT 'When the media desk took it into a cycle, UTC.',
  PRIMARY KEY (id),
  UNIQUE KEY contractor_notification_designation (designation_id),
  KEY contractor_notification_open (taken_at, municipality_id, institution_id),
  CONSTRAINT contractor_notification_designation FOREIGN KEY (designation_id) REFERENCES designation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='⑨ 指定医マスタの登録通知 to 運用事業者 (R-033).';

CREATE TABLE idempotency_key (
  account_id BIGINT NOT NULL COMMENT 'Who posted.',
  idempotency_key CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'The hidden random value of the form.',
  route VARCHAR(80) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Path it was posted to.',
  location VARCHAR(200) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Where the first answer led.',
  created_at DATETIME(6) NOT NULL COMMENT 'When, UTC; rows are dropped after 7 days.',
  PRIMARY KEY (account_id, idempotency_key),
  KEY idempotency_key_age (created_at)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Creating posts that were done: a double click or a replay gets the first result.';
