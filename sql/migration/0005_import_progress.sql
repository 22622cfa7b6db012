-- Progress of imports, apart from bulk_import: it is written while the import's own transaction is open, and that
-- transaction ends by changing the import's row.

CREATE TABLE bulk_import_progress (
  import_id BIGINT NOT NULL COMMENT 'The file.',
  rows_done INT NOT NULL DEFAULT 0 COMMENT 'Rows read in the run under way.',
  lease_until DATETIME(6) NOT NULL COMMENT 'The claim of the lane that works on it, prolonged with each step, UTC.',
  PRIMARY KEY (import_id),
  CONSTRAINT bulk_import_progress_file FOREIGN KEY (import_id) REFERENCES bulk_import (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='How far imports under way have come.';
