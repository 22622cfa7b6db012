-- The list of migrations itself. nsdb-admin migrate runs this file first, in an empty schema.

CREATE TABLE schema_migration (
  version INT NOT NULL COMMENT 'Number at the start of the file''s name.',
  name VARCHAR(100) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Rest of the file''s name.',
  checksum CHAR(64) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'SHA-256 of the statements that were run, hexadecimal: a file that was applied must not change.',
  statements_done INT NOT NULL COMMENT 'How many statements of the file were run.',
  started_at DATETIME(6) NOT NULL COMMENT 'When it was begun, UTC.',
  applied_at DATETIME(6) NULL COMMENT 'When the last statement was done, UTC; NULL when it stopped midway.',
  PRIMARY KEY (version)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Which migrations this schema has had (nsdb-admin migrate).';
