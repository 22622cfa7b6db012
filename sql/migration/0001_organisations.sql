-- Organisations that take part (R-001): municipalities and medical institutions.
-- Every column carries its sentence as COMMENT; tests/house checks that none is missing.
-- Identifiers are ascii_nopad_bin, names utf8mb4_nopad_bin: equal means equal byte for byte.

CREATE TABLE municipality (
  id INT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  code CHAR(6) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT '公共団体コード: six digits, the last a check digit.',
  name VARCHAR(60) NOT NULL COMMENT 'Name as printed on notices.',
  kind VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'prefecture, designated_city, core_city or child_guidance_city.',
  handles_nanbyo TINYINT NOT NULL COMMENT '1 when it designates doctors under the 難病 scheme.',
  handles_shoman TINYINT NOT NULL COMMENT '1 when it designates doctors under the 小慢 scheme.',
  postal_code VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'Shipping address for media: 郵便番号 (R-010, column N).',
  address VARCHAR(200) NOT NULL DEFAULT '' COMMENT 'Shipping address for media: 所属先住所 (R-010, column O).',
  telephone VARCHAR(20) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL DEFAULT '' COMMENT 'Telephone of the department in charge, printed on notices.',
  created_at DATETIME(6) NOT NULL DEFAULT UTC_TIMESTAMP(6) COMMENT 'When the row was made, UTC.',
  PRIMARY KEY (id),
  UNIQUE KEY municipality_code (code),
  CONSTRAINT municipality_kind CHECK (kind IN ('prefecture', 'designated_city', 'core_city', 'child_guidance_city'))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Public bodies that designate doctors.';

CREATE TABLE medical_institution (
  id BIGINT NOT NULL AUTO_INCREMENT COMMENT 'Internal number.',
  reference CHAR(22) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'Random public id, used in addresses of pages.',
  code CHAR(10) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT '医療機関番号: ten digits, prefecture 2, fee table 1, serial 6, check digit 1 (Luhn).',
  name VARCHAR(200) NOT NULL COMMENT 'Name as first registered.',
  name_folded VARCHAR(400) NOT NULL COMMENT 'Name folded for searching and sorting.',
  created_at DATETIME(6) NOT NULL DEFAULT UTC_TIMESTAMP(6) COMMENT 'When the row was made, UTC.',
  PRIMARY KEY (id),
  UNIQUE KEY medical_institution_reference (reference),
  UNIQUE KEY medical_institution_code (code)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='医療機関.';

CREATE TABLE medical_institution_bigram (
  bigram VARCHAR(2) NOT NULL COMMENT 'Two neighbouring characters of the folded name (one for a name of one character).',
  institution_id BIGINT NOT NULL COMMENT 'The institution whose name holds them.',
  PRIMARY KEY (bigram, institution_id),
  KEY medical_institution_bigram_institution (institution_id),
  CONSTRAINT medical_institution_bigram_institution FOREIGN KEY (institution_id) REFERENCES medical_institution (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_nopad_bin COMMENT='Index for "name contains": MariaDB has no full-text search for Japanese, and LIKE reads all rows.';
