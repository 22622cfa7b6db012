-- An institution is told who corrected its name (R-029, R-037). institution_message names a doctor who came or went: a name has none.
-- compatible

CREATE TABLE institution_name_message (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  institution_id BIGINT NOT NULL COMMENT 'Whose name it is, and who is told: its 責任者 and clerks.',
  municipality_id INT NOT NULL COMMENT 'Who corrected it.',
  name_before VARCHAR(200) NOT NULL COMMENT 'The name that was replaced.',
  name_after VARCHAR(200) NOT NULL COMMENT 'The name that took its place.',
  created_at DATETIME(6) NOT NULL COMMENT 'When, UTC.',
  PRIMARY KEY (id),
  KEY institution_name_message_shown (institution_id, created_at),
  KEY institution_name_message_age (created_at),
  CONSTRAINT institution_name_message_institution FOREIGN KEY (institution_id) REFERENCES medical_institution (id),
  CONSTRAINT institution_name_message_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='お知らせ on the menu page of an institution: its name was corrected. Shown for 90 days, kept for a year.';

CREATE TABLE institution_name_message_dismissal (
  message_id BIGINT NOT NULL COMMENT 'The message.',
  account_id BIGINT NOT NULL COMMENT 'Who has read it and wants to see it no more.',
  dismissed_at DATETIME(6) NOT NULL COMMENT 'When, UTC.',
  PRIMARY KEY (message_id, account_id),
  CONSTRAINT institution_name_message_dismissal_message FOREIGN KEY (message_id) REFERENCES institution_name_message (id) ON DELETE CASCADE,
  CONSTRAINT institution_name_message_dismissal_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Messages about the name that a person has put away.';
