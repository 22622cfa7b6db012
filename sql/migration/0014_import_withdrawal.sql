-- [取り込みの取消] is work for the worker, as 一括登録 itself (R-037): thousands of IDs take longer than a person waits.

ALTER TABLE bulk_import DROP CONSTRAINT bulk_import_state, DROP CONSTRAINT bulk_import_wanted;

ALTER TABLE bulk_import
  MODIFY state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'waiting, checking, checked (dry run without problems, can be committed), refused (problems), committing, done, failed, withdrawing or withdrawn (R-037).',
  MODIFY wanted VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'check' COMMENT 'What the worker does next: check, commit or withdraw. Of a done file withdraw says that the last withdrawal was refused.',
  ADD CONSTRAINT bulk_import_state CHECK (state IN ('waiting', 'checking', 'checked', 'refused', 'committing', 'done', 'failed', 'withdrawing', 'withdrawn')),
  ADD CONSTRAINT bulk_import_wanted CHECK (wanted IN ('check', 'commit', 'withdraw'));
