-- 管理者権限のユーザID申請リスト (R-010, R-011): the way of a list from 厚労省 over its approval to 運用事業者, each step with actor and
-- time. Who loads a list cannot approve it; the database holds that, too.

CREATE TABLE application_list (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  reference CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Random public id, used in addresses of pages.',
  file_name VARCHAR(255) NOT NULL COMMENT 'Name of the file as the browser sent it.',
  file_sha256 BINARY(32) NOT NULL COMMENT 'SHA-256 of the file.',
  file_format VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'What was read: utf8_bom, utf8, cp932 or xlsx.',
  rows_total INT NOT NULL COMMENT 'Applicants in the list.',
  state VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT 'loaded' COMMENT 'loaded (②③), approved (④), requested (⑤), issued (⑥, and ⑦ ordered) or rejected.',
  reason VARCHAR(400) NOT NULL DEFAULT '' COMMENT 'Why it was rejected.',
  loaded_by BIGINT NOT NULL COMMENT 'The ministry user who loaded it.',
  loaded_at DATETIME(6) NOT NULL COMMENT 'When, UTC.',
  approved_by BIGINT NULL COMMENT 'Another ministry user, who approved it.',
  approved_at DATETIME(6) NULL COMMENT 'When, UTC.',
  requested_by BIGINT NULL COMMENT 'The ministry user who sent 登録申請 to 運用事業者.',
  requested_at DATETIME(6) NULL COMMENT 'When, UTC.',
  issued_by BIGINT NULL COMMENT 'The user of 運用事業者 who issued the accounts.',
  issued_at DATETIME(6) NULL COMMENT 'When, UTC.',
  rejected_by BIGINT NULL COMMENT 'Who rejected it.',
  rejected_at DATETIME(6) NULL COMMENT 'When, UTC.',
  PRIMARY KEY (id),
  UNIQUE KEY application_list_reference (reference),
  KEY application_list_age (loaded_at),
  CONSTRAINT application_list_loaded_by FOREIGN KEY (loaded_by) REFERENCES account (id),
  CONSTRAINT application_list_approved_by FOREIGN KEY (approved_by) REFERENCES account (id),
  CONSTRAINT application_list_requested_by FOREIGN KEY (requested_by) REFERENCES account (id),
  CONSTRAINT application_list_issued_by FOREIGN KEY (issued_by) REFERENCES account (id),
  CONSTRAINT application_list_rejected_by FOREIGN KEY (rejected_by) REFERENCES account (id),
  CONSTRAINT application_list_state CHECK (state IN ('loaded', 'approved', 'requested', 'issued', 'rejected')),
  CONSTRAINT application_list_two_persons CHECK (approved_by IS NULL OR approved_by <> loaded_by),
  CONSTRAINT application_list_steps CHECK ((state NOT IN ('approved', 'requested', 'issued') OR approved_by IS NOT NULL)
    AND (state NOT IN ('requested', 'issued') OR requested_by IS NOT NULL) AND (state <> 'issued' OR issued_by IS NOT NULL)
    AND (state <> 'rejected' OR rejected_by IS NOT NULL))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='管理者権限のユーザID申請リスト: one row for each file that was loaded.';

CREATE TABLE application_row (
  list_id BIGINT NOT NULL COMMENT 'The list.',
  row_in_file INT NOT NULL COMMENT 'Row as Excel counts.',
  municipality_id INT NOT NULL COMMENT 'The municipality of the 公共団体コード.',
  scheme VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'nanbyo, shoman or both: what the person is in charge of.',
  family_name VARCHAR(100) NOT NULL COMMENT '氏名 姓.',
  given_name VARCHAR(100) NOT NULL COMMENT '氏名 名.',
  family_kana VARCHAR(100) NOT NULL COMMENT 'フリガナ 姓.',
  given_kana VARCHAR(100) NOT NULL COMMENT 'フリガナ 名.',
  department VARCHAR(100) NOT NULL COMMENT '部署.',
  telephone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT '電話.',
  mail VARCHAR(254) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'メールアドレス: where ユーザID and 仮パスワード are sent (⑦).',
  postal_code VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Column N: 郵便番号 of the shipping address for media.',
  address VARCHAR(200) NOT NULL COMMENT 'Column O: 所属先住所, the shipping address for media.',
  account_id BIGINT NULL COMMENT 'The account that was issued; NULL before.',
  PRIMARY KEY (list_id, row_in_file),
  UNIQUE KEY application_row_account (account_id),
  CONSTRAINT application_row_list FOREIGN KEY (list_id) REFERENCES application_list (id),
  CONSTRAINT application_row_municipality FOREIGN KEY (municipality_id) REFERENCES municipality (id),
  CONSTRAINT application_row_account FOREIGN KEY (account_id) REFERENCES account (id),
  CONSTRAINT application_row_scheme CHECK (scheme IN ('nanbyo', 'shoman', 'both'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='The applicants of a list: future 自治体管理者.';
