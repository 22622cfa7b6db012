-- Persons and what they may sign in with. A person is one account (R-005); a designation is what a
-- municipality granted; an affiliation is where the person works.

CREATE TABLE account (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  reference CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Random public id, used in addresses of pages.',
  login_id CHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'ユーザID: 12 random characters without look-alikes (R-028).',
  role VARCHAR(30) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'What the person is: ministry_administrator … clerk, manager, doctor. A doctor who doubles as 責任者 stays doctor here; institution_manager says the rest.',
  municipality_id INT NULL COMMENT 'The municipality of a municipal user; NULL for others.',
  institution_id BIGINT NULL COMMENT 'The institution of a clerk or of a 責任者 who is no doctor; NULL for others.',
  medical_register_number VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL COMMENT '医籍登録番号 of a doctor, padded to six digits: the key that says whether a doctor already has an ID (R-024).',
  family_name VARCHAR(100) NOT NULL COMMENT '氏名 姓.',
  given_name VARCHAR(100) NOT NULL COMMENT '氏名 名.',
  family_kana VARCHAR(100) NOT NULL DEFAULT '' COMMENT 'フリガナ 姓.',
  given_kana VARCHAR(100) NOT NULL DEFAULT '' COMMENT 'フリガナ 名.',
  name_folded VARCHAR(400) NOT NULL COMMENT 'Family and given name folded for searching.',
  kana_folded VARCHAR(400) NOT NULL COMMENT 'Family and given kana folded for searching and sorting.',
  department VARCHAR(100) NOT NULL DEFAULT '' COMMENT '部署(部門/診療科) of a user who is no doctor; a doctor has it in affiliation.',
  telephone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT '電話.',
  contact_mail VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'Mail address that the registering side entered; never used for keys.',
  mail_address VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL COMMENT 'Mail address that the person registered; the latest one only (R-051).',
  mail_generation INT NOT NULL DEFAULT 0 COMMENT 'Grows with each registration of a mail address; keys of an older generation are void.',
  issue_state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'unissued' COMMENT 'R-030: unissued (未発行), issued (発行済), active (利用中), deleted (削除済). Lock and expiry are told by other columns.',
  locked_at DATETIME(6) NULL COMMENT 'When the account was locked (R-055); NULL when it is not.',
  version INT NOT NULL DEFAULT 1 COMMENT 'Grows with each correction; a form that was opened on an older version is refused (R04).',
  created_at DATETIME(6) NOT NULL DEFAULT UTC_TIMESTAMP(6) COMMENT 'When the account was made, UTC.',
  created_by BIGINT NULL COMMENT 'The account that registered it; NULL for the first ones, made by nsdb-admin.',
  deleted_at DATETIME(6) NULL COMMENT 'When it was deleted, UTC.',
  last_sign_in_at DATETIME(6) NULL COMMENT 'Latest complete sign-in, UTC.',
  previous_sign_in_at DATETIME(6) NULL COMMENT 'The complete sign-in before that, shown to the person.',
  live_register_number VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin AS (IF(issue_state <> 'deleted', medical_register_number, NULL)) STORED COMMENT 'medical_register_number while the account lives: unique.',
  PRIMARY KEY (id),
  UNIQUE KEY account_reference (reference),
  UNIQUE KEY account_login_id (login_id),
  UNIQUE KEY account_live_register_number (live_register_number),
  KEY account_municipality (municipality_id, role),
  KEY account_institution (institution_id, role),
  KEY account_kana (kana_folded, id),
  CONSTRAINT account_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT account_institution FOREIGN KEY (institution_id) REFERENCES medical_institution (id),
  CONSTRAINT account_role CHECK (role IN ('ministry_administrator', 'ministry_user', 'contractor_administrator', 'contractor_user', 'operator_administrator', 'operator_user', 'municipality_administrator', 'municipality_staff', 'manager', 'doctor', 'clerk')),
  CONSTRAINT account_issue_state CHECK (issue_state IN ('unissued', 'issued', 'active', 'deleted')),
  CONSTRAINT account_belongs CHECK (
    (role IN ('municipality_administrator', 'municipality_staff')) = (municipality_id IS NOT NULL)
    AND (role IN ('manager', 'clerk')) = (institution_id IS NOT NULL)
    AND (role = 'doctor') = (medical_register_number IS NOT NULL))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Everybody who may sign in.';

CREATE TABLE account_bigram (
  bigram VARCHAR(2) NOT NULL COMMENT 'Two neighbouring characters of the folded name or kana (one for a text of one character).',
  account_id BIGINT NOT NULL COMMENT 'The account whose name or kana holds them.',
  PRIMARY KEY (bigram, account_id),
  KEY account_bigram_account (account_id),
  CONSTRAINT account_bigram_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Index for "name contains".';

CREATE TABLE bulk_import (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  reference CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Random public id, used in addresses of pages.',
  municipality_id INT NOT NULL COMMENT 'The municipality that uploaded it.',
  account_id BIGINT NOT NULL COMMENT 'The person who uploaded it.',
  epoch BIGINT NOT NULL COMMENT 'auth_epoch of that person at the upload: a revoked person''s import does not commit (architecture §6).',
  file_name VARCHAR(255) NOT NULL COMMENT 'Name of the file as the browser sent it.',
  file_size BIGINT NOT NULL COMMENT 'Bytes.',
  file_sha256 BINARY(32) NOT NULL COMMENT 'SHA-256 of the file.',
  file_format VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'What was read: utf8_bom, utf8, cp932 or xlsx; empty before reading.',
  batch CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Files of one upload share it.',
  accept_repairs TINYINT NOT NULL DEFAULT 0 COMMENT '1 when the person accepted the proposed repairs of Excel damage (R-027).',
  state VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'waiting, checking, checked (dry run without problems, can be committed), refused (problems), committing, done, failed or withdrawn (R-037).',
  wanted VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'check' COMMENT 'What the worker does next: check or commit.',
  large TINYINT NOT NULL DEFAULT 0 COMMENT '1 for the lane of large jobs.',
  lease_owner CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin NULL COMMENT 'The worker lane that works on it.',
  lease_until DATETIME(6) NULL COMMENT 'When that claim lapses if the lane died, UTC.',
  attempts INT NOT NULL DEFAULT 0 COMMENT 'How often a lane took it up; after 5 it fails.',
  rows_total INT NOT NULL DEFAULT 0 COMMENT 'Data rows found.',
  rows_done INT NOT NULL DEFAULT 0 COMMENT 'Progress.',
  count_new INT NOT NULL DEFAULT 0 COMMENT 'Rows that make a new account.',
  count_added INT NOT NULL DEFAULT 0 COMMENT 'Rows that add a designation to a login known under the other scheme.',
  count_errors INT NOT NULL DEFAULT 0 COMMENT 'Problems that stop the file.',
  count_warnings INT NOT NULL DEFAULT 0 COMMENT 'Remarks that do not.',
  count_repairs INT NOT NULL DEFAULT 0 COMMENT 'Values that would be repaired.',
  created_at DATETIME(6) NOT NULL DEFAULT UTC_TIMESTAMP(6) COMMENT 'When it was uploaded, UTC.',
  checked_at DATETIME(6) NULL COMMENT 'When the check ended, UTC.',
  finished_at DATETIME(6) NULL COMMENT 'When it was committed, refused, failed or withdrawn, UTC.',
  request_id VARCHAR(40) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'Request id of the upload, for log lines of the worker.',
  PRIMARY KEY (id),
  UNIQUE KEY bulk_import_reference (reference),
  KEY bulk_import_municipality (municipality_id, created_at),
  KEY bulk_import_waiting (state, large, lease_until),
  CONSTRAINT bulk_import_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT bulk_import_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT bulk_import_state CHECK (state IN ('waiting', 'checking', 'checked', 'refused', 'committing', 'done', 'failed', 'withdrawn')),
  CONSTRAINT bulk_import_wanted CHECK (wanted IN ('check', 'commit'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='一括登録: one row for each file, its history (R-037).';

CREATE TABLE bulk_import_chunk (
  import_id BIGINT NOT NULL COMMENT 'The file it belongs to.',
  number INT NOT NULL COMMENT 'Place, from 0.',
  sealed MEDIUMBLOB NOT NULL COMMENT 'At most 1 MiB of the file, sealed with AES-256-GCM; associated data: import reference and number.',
  PRIMARY KEY (import_id, number),
  CONSTRAINT bulk_import_chunk_file FOREIGN KEY (import_id) REFERENCES bulk_import (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='The uploaded file, in the database so that any host''s worker can take it; deleted 30 days after the result.';

CREATE TABLE bulk_import_line (
  import_id BIGINT NOT NULL COMMENT 'The file it belongs to.',
  number INT NOT NULL COMMENT 'Place in the report, from 1.',
  row_in_file INT NOT NULL COMMENT 'Row as Excel counts (the header is row 1); 0 for the file as a whole.',
  column_name VARCHAR(60) NOT NULL DEFAULT '' COMMENT 'Heading of the column; empty for the whole row.',
  column_letter VARCHAR(3) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'Excel''s letter of that column.',
  severity VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'error, warning or repair.',
  code VARCHAR(40) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Stable code of the rule.',
  value VARCHAR(400) NOT NULL DEFAULT '' COMMENT 'The value as it stands in the file, shortened.',
  repaired VARCHAR(400) NOT NULL DEFAULT '' COMMENT 'The value that a repair would put there.',
  message VARCHAR(600) NOT NULL COMMENT 'Reason and remedy, Japanese.',
  PRIMARY KEY (import_id, number),
  CONSTRAINT bulk_import_line_file FOREIGN KEY (import_id) REFERENCES bulk_import (id),
  CONSTRAINT bulk_import_line_severity CHECK (severity IN ('error', 'warning', 'repair'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='The report of an import: every problem, warning and proposed repair; deleted after a year.';

CREATE TABLE designation (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  reference CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Random public id, used in addresses of pages.',
  account_id BIGINT NOT NULL COMMENT 'The doctor.',
  scheme VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'nanbyo (難病) or shoman (小慢).',
  kind VARCHAR(12) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT '指定医の種別: nanbyo, cooperating or shoman (R-003).',
  number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT '指定医番号, given by the municipality.',
  municipality_id INT NOT NULL COMMENT 'The issuer: the only one who may edit or delete it (R-040).',
  institution_id BIGINT NOT NULL COMMENT '主たる勤務先 under this scheme (R-039); affiliation holds the same row as primary.',
  certified_on DATE NOT NULL COMMENT '認定登録年月日.',
  expires_on DATE NOT NULL COMMENT '有効期限年月日: valid through the end of this day in Japan.',
  import_id BIGINT NULL COMMENT 'The 一括登録 that brought it; NULL for 個別登録.',
  added_to_login TINYINT NOT NULL DEFAULT 0 COMMENT '1 when the doctor already had a login under the other scheme: the notice says so and shows no password.',
  notice_printed_at DATETIME(6) NULL COMMENT 'When a notice of this designation was last printed, UTC.',
  reprint_wanted TINYINT NOT NULL DEFAULT 0 COMMENT '1 when a correction changed what the notice says (R-037).',
  kana_sort VARCHAR(100) NOT NULL COMMENT 'Start of the doctor''s folded kana: the order of lists without a join.',
  created_at DATETIME(6) NOT NULL DEFAULT UTC_TIMESTAMP(6) COMMENT 'When it was registered, UTC.',
  deleted_at DATETIME(6) NULL COMMENT 'When it was deleted, UTC.',
  live_scheme VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin AS (IF(deleted_at IS NULL, scheme, NULL)) STORED COMMENT 'scheme while the designation lives: unique with the doctor.',
  live_number VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin AS (IF(deleted_at IS NULL, number, NULL)) STORED COMMENT 'number while the designation lives: unique with issuer and kind.',
  PRIMARY KEY (id),
  UNIQUE KEY designation_reference (reference),
  UNIQUE KEY designation_doctor_scheme (account_id, live_scheme),
  UNIQUE KEY designation_number (municipality_id, kind, live_number),
  KEY designation_list_kana (municipality_id, deleted_at, kana_sort, id),
  KEY designation_list_new (municipality_id, deleted_at, created_at, id),
  KEY designation_list_expiry (municipality_id, deleted_at, expires_on, id),
  KEY designation_list_institution (municipality_id, deleted_at, institution_id, id),
  KEY designation_import (import_id),
  KEY designation_institution (institution_id, deleted_at),
  CONSTRAINT designation_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT designation_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT designation_institution FOREIGN KEY (institution_id) REFERENCES medical_institution (id),
  CONSTRAINT designation_import FOREIGN KEY (import_id) REFERENCES bulk_import (id),
  CONSTRAINT designation_kind CHECK ((scheme = 'nanbyo' AND kind IN ('nanbyo', 'cooperating')) OR (scheme = 'shoman' AND kind = 'shoman')),
  CONSTRAINT designation_days CHECK (certified_on <= expires_on)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='What a municipality granted to a doctor.';

CREATE TABLE affiliation (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  account_id BIGINT NOT NULL COMMENT 'The doctor.',
  scheme VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'The scheme it is for.',
  institution_id BIGINT NOT NULL COMMENT 'Where the doctor works.',
  place VARCHAR(9) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'primary (主たる勤務先) or secondary (兼務先).',
  department VARCHAR(100) NOT NULL DEFAULT '' COMMENT '部署(部門/診療科) there.',
  created_at DATETIME(6) NOT NULL DEFAULT UTC_TIMESTAMP(6) COMMENT 'When the row was made, UTC.',
  primary_scheme VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin AS (IF(place = 'primary', scheme, NULL)) STORED COMMENT 'scheme when primary: one 主たる勤務先 for each scheme.',
  PRIMARY KEY (id),
  UNIQUE KEY affiliation_place (account_id, scheme, institution_id),
  UNIQUE KEY affiliation_primary (account_id, primary_scheme),
  KEY affiliation_institution (institution_id, place),
  CONSTRAINT affiliation_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT affiliation_institution FOREIGN KEY (institution_id) REFERENCES medical_institution (id),
  CONSTRAINT affiliation_place_word CHECK (place IN ('primary', 'secondary'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Where doctors work. Removed rows are in the operation log.';

CREATE TABLE institution_manager (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  institution_id BIGINT NOT NULL COMMENT 'The institution.',
  account_id BIGINT NOT NULL COMMENT 'The 責任者.',
  state VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'active, pending (takes over at the first sign-in, R-066) or ended.',
  created_at DATETIME(6) NOT NULL DEFAULT UTC_TIMESTAMP(6) COMMENT 'When it was set, UTC.',
  ended_at DATETIME(6) NULL COMMENT 'When it ended, UTC.',
  active_institution BIGINT AS (IF(state = 'active', institution_id, NULL)) STORED COMMENT 'institution_id while active: exactly one 責任者 (R-060).',
  pending_institution BIGINT AS (IF(state = 'pending', institution_id, NULL)) STORED COMMENT 'institution_id while pending: one successor.',
  PRIMARY KEY (id),
  UNIQUE KEY institution_manager_active (active_institution),
  UNIQUE KEY institution_manager_pending (pending_institution),
  KEY institution_manager_account (account_id, state),
  CONSTRAINT institution_manager_institution FOREIGN KEY (institution_id) REFERENCES medical_institution (id),
  CONSTRAINT institution_manager_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT institution_manager_state CHECK (state IN ('active', 'pending', 'ended'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='責任者 of institutions, past and present.';

CREATE TABLE initial_password (
  account_id BIGINT NOT NULL COMMENT 'The account; the row is deleted when its first sign-in is complete (R-032).',
  slip_number INT NOT NULL COMMENT 'Issue number: grows with [再発行] and パスワード初期化; printed on the notice (R-028).',
  sealed VARBINARY(64) NOT NULL COMMENT 'The 12 characters, AES-256-GCM; associated data: account reference and slip number.',
  issued_at DATETIME(6) NOT NULL COMMENT 'When it was made, UTC; printed as issue date.',
  expires_at DATETIME(6) NOT NULL COMMENT 'When it stops working, UTC (setting initial_password_days, 90).',
  printed_count INT NOT NULL DEFAULT 0 COMMENT 'How many notices of this slip were printed.',
  PRIMARY KEY (account_id),
  CONSTRAINT initial_password_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='初期パスワード, sealed, because a notice can be printed again until the first sign-in.';

CREATE TABLE password (
  account_id BIGINT NOT NULL COMMENT 'The account.',
  hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Argon2id in PHC form, with its parameters.',
  changed_at DATETIME(6) NOT NULL COMMENT 'When the person chose it, UTC.',
  PRIMARY KEY (account_id),
  CONSTRAINT password_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Passwords that persons chose; only ever hashed.';

CREATE TABLE secret_question (
  account_id BIGINT NOT NULL COMMENT 'The account.',
  question VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Which of the offered questions (domain/first_signin).',
  answer_hash VARCHAR(255) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Argon2id of the folded answer; supports an identity check, never resets anything (R-056).',
  changed_at DATETIME(6) NOT NULL COMMENT 'When it was registered, UTC.',
  PRIMARY KEY (account_id),
  CONSTRAINT secret_question_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='秘密の質問.';

CREATE TABLE auth_epoch (
  account_id BIGINT NOT NULL COMMENT 'The account.',
  epoch BIGINT NOT NULL DEFAULT 1 COMMENT 'Changes only by revocation; sessions and jobs carry the value they started under (architecture §6).',
  PRIMARY KEY (account_id),
  CONSTRAINT auth_epoch_account FOREIGN KEY (account_id) REFERENCES account (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='The wall behind 強制ログアウト.';

CREATE TABLE first_signin (
  account_id BIGINT NOT NULL COMMENT 'The account.',
  purpose VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'first (all steps) or renew (mail and key again after an extension or 暗号化鍵再発行, R-046, R-059).',
  step VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'The step that is next: mail, key, secret or done.',
  passphrase_sealed VARBINARY(96) NULL COMMENT 'The passphrase of the key file just sent, sealed; shown until activation, then wiped (R-052).',
  key_expires_at DATETIME(6) NULL COMMENT 'Until when the key file just sent can be activated: 24 h, UTC.',
  updated_at DATETIME(6) NOT NULL COMMENT 'Last change, UTC.',
  PRIMARY KEY (account_id),
  CONSTRAINT first_signin_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT first_signin_purpose CHECK (purpose IN ('first', 'renew')),
  CONSTRAINT first_signin_step CHECK (step IN ('mail', 'key', 'secret', 'done'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='How far the 初回ログイン of an account has come; it can be left and resumed.';

CREATE TABLE key_file (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  account_id BIGINT NOT NULL COMMENT 'The account.',
  generation INT NOT NULL COMMENT 'Grows with each key file of the account.',
  mail_generation INT NOT NULL COMMENT 'account.mail_generation it was made for; void when that has grown (R-051). 0 when downloaded on screen.',
  public_key VARBINARY(128) NOT NULL COMMENT 'ECDSA P-256 public key, SubjectPublicKeyInfo DER; the private key is never kept.',
  state VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'pending (made, not yet proven), active, or void.',
  created_at DATETIME(6) NOT NULL COMMENT 'When it was made, UTC.',
  expires_at DATETIME(6) NOT NULL COMMENT 'Until when a pending one can be activated, UTC.',
  activated_at DATETIME(6) NULL COMMENT 'First proof of possession, UTC.',
  voided_at DATETIME(6) NULL COMMENT 'When it became void, UTC.',
  active_account BIGINT AS (IF(state = 'active', account_id, NULL)) STORED COMMENT 'account_id while active: one key for each account.',
  pending_account BIGINT AS (IF(state = 'pending', account_id, NULL)) STORED COMMENT 'account_id while pending: one at a time.',
  PRIMARY KEY (id),
  UNIQUE KEY key_file_generation (account_id, generation),
  UNIQUE KEY key_file_active (active_account),
  UNIQUE KEY key_file_pending (pending_account),
  CONSTRAINT key_file_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT key_file_state CHECK (state IN ('pending', 'active', 'void'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='暗号化鍵ファイル: the second factor.';

CREATE TABLE browser_key (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  account_id BIGINT NOT NULL COMMENT 'The account.',
  key_file_id BIGINT NOT NULL COMMENT 'The key that this browser holds.',
  browser_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the random token in the browser''s own cookie.',
  user_agent VARCHAR(200) NOT NULL COMMENT 'What the browser called itself, for the list in 自アカウント管理.',
  registered_at DATETIME(6) NOT NULL COMMENT 'When it was imported there, UTC.',
  last_used_at DATETIME(6) NOT NULL COMMENT 'Last proof from there, UTC.',
  failures INT NOT NULL DEFAULT 0 COMMENT 'Wrong attempts from this browser since its last success: its own budget of 10, so that guessing from elsewhere cannot shut the owner out (R-055).',
  PRIMARY KEY (id),
  UNIQUE KEY browser_key_browser (account_id, browser_hash),
  CONSTRAINT browser_key_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT browser_key_key_file FOREIGN KEY (key_file_id) REFERENCES key_file (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Browsers that hold the key: listed for the person, and known to the source limiter.';
