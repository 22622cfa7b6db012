-- Who owns an ID, told to those whom it concerns: a transfer request ends with the ID it asks for (R-043), institutions read of
-- moves on their screens (R-042, R-043), and 秘密の質問 supports the identity check of パスワード初期化 a few times a day (R-056).

ALTER TABLE designation_transfer DROP CONSTRAINT designation_transfer_state;

ALTER TABLE designation_transfer
  MODIFY state VARCHAR(9) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'requested' COMMENT 'requested, approved (by the issuer, done at once), refused (by the issuer), withdrawn (by who asked) or ended (the ID was deleted meanwhile).',
  ADD CONSTRAINT designation_transfer_state CHECK (state IN ('requested', 'approved', 'refused', 'withdrawn', 'ended'));

UPDATE designation_transfer SET state = 'ended', decided_at = UTC_TIMESTAMP(6)
WHERE state = 'requested' AND from_designation_id IN (SELECT id FROM designation WHERE deleted_at IS NOT NULL);

CREATE TABLE institution_message (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  institution_id BIGINT NOT NULL COMMENT 'Who is told: its 責任者 and clerks.',
  account_id BIGINT NOT NULL COMMENT 'The doctor who moved.',
  scheme VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'nanbyo (難病) or shoman (小慢).',
  from_institution_id BIGINT NOT NULL COMMENT '主たる勤務先 before.',
  to_institution_id BIGINT NOT NULL COMMENT '主たる勤務先 after.',
  from_municipality_id INT NOT NULL COMMENT 'The issuer before.',
  to_municipality_id INT NOT NULL COMMENT 'The issuer after: another one when the designation was transferred (R-043).',
  created_at DATETIME(6) NOT NULL COMMENT 'When, UTC.',
  PRIMARY KEY (id),
  KEY institution_message_shown (institution_id, created_at),
  KEY institution_message_age (created_at),
  CONSTRAINT institution_message_institution FOREIGN KEY (institution_id) REFERENCES medical_institution (id),
  CONSTRAINT institution_message_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT institution_message_before FOREIGN KEY (from_institution_id) REFERENCES medical_institution (id),
  CONSTRAINT institution_message_after FOREIGN KEY (to_institution_id) REFERENCES medical_institution (id),
  CONSTRAINT institution_message_issuer_before FOREIGN KEY (from_municipality_id) REFERENCES municipality (id),
  CONSTRAINT institution_message_issuer_after FOREIGN KEY (to_municipality_id) REFERENCES municipality (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='お知らせ on the menu page of an institution: a doctor came or went. Shown for 90 days, kept for a year.';

CREATE TABLE institution_message_dismissal (
  message_id BIGINT NOT NULL COMMENT 'The message.',
  account_id BIGINT NOT NULL COMMENT 'Who has read it and wants to see it no more.',
  dismissed_at DATETIME(6) NOT NULL COMMENT 'When, UTC.',
  PRIMARY KEY (message_id, account_id),
  CONSTRAINT institution_message_dismissal_message FOREIGN KEY (message_id) REFERENCES institution_message (id) ON DELETE CASCADE,
  CONSTRAINT institution_message_dismissal_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Messages that a person has put away.';

ALTER TABLE secret_question
  ADD COLUMN checks INT NOT NULL DEFAULT 0 COMMENT 'Answers that were compared at パスワード初期化 since the last pause of a day: at most 5.',
  ADD COLUMN checked_at DATETIME(6) NULL COMMENT 'When an answer was compared last, UTC.';
