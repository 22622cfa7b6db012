-- What a page's head says of the asker's organisation stands in the session, written at sign-in and when the scheme on screen
-- changes: each request finds it without two more tables. Whether the password is an initial one is asked of initial_password.

ALTER TABLE session
  DROP COLUMN password_initial,
  ADD COLUMN organisation_name VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'Name of the 自治体 or 医療機関, as at sign-in; empty for others.' AFTER institution_id,
  ADD COLUMN organisation_code VARCHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT '公共団体コード or 医療機関コード of it.' AFTER organisation_name;

UPDATE session s JOIN account a ON a.id = s.account_id
LEFT JOIN municipality m ON m.id = a.municipality_id
LEFT JOIN medical_institution i ON i.id = s.institution_id
SET s.organisation_name = COALESCE(m.name, i.name, ''), s.organisation_code = COALESCE(m.code, i.code, '');
