-- Reminders of designations that run out (R-047).

CREATE TABLE expiry_reminder (
  designation_id BIGINT NOT NULL COMMENT 'The designation.',
  expires_on DATE NOT NULL COMMENT 'The expiry that the reminder speaks of: an extension makes room for new ones.',
  mark SMALLINT NOT NULL COMMENT '90, 30 or 7: so many days before, at most, the mail was ordered.',
  ordered_at DATETIME(6) NOT NULL COMMENT 'When, UTC.',
  PRIMARY KEY (designation_id, expires_on, mark),
  CONSTRAINT expiry_reminder_designation FOREIGN KEY (designation_id) REFERENCES designation (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Which reminder mails were ordered: each once.';

CREATE INDEX designation_expiry ON designation (expires_on, deleted_at);
