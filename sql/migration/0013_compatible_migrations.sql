-- Upgrading while the site works (R-114): which migrations programs of the version before need not know.

ALTER TABLE schema_migration
  ADD COLUMN compatible TINYINT NOT NULL DEFAULT 0 COMMENT '1 when programs built for the version before go on working: its file says so and only adds what they need not know.' AFTER name;
