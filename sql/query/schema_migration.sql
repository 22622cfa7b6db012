-- Which migrations this schema has had.

-- name: schema_migration_version
-- What the schema has had, for a program that was built for the version `known`: the highest migration that was applied completely
-- (0 for none), how many it cannot work with because they are newer and not marked as compatible, and how many stopped midway.
-- takes: known number
-- gives: one version number, foreign_ones number, unfinished number
SELECT COALESCE(MAX(IF(applied_at IS NULL, 0, version)), 0), COALESCE(SUM(version > :known AND NOT compatible), 0),
  COALESCE(SUM(applied_at IS NULL AND version <= :known), 0)
FROM schema_migration

-- name: schema_migration_list
-- All, in order. statements_done statements of the file ran; checksum is theirs.
-- gives: many version number, name text, statements_done number, checksum text, applied_at text?
SELECT version, name, statements_done, checksum, applied_at FROM schema_migration ORDER BY version

-- name: schema_migration_insert
-- Begins a migration.
-- takes: version number, name text, checksum text
INSERT INTO schema_migration (version, name, checksum, statements_done, started_at)
VALUES (:version, :name, :checksum, 0, NOW(6))

-- name: schema_migration_insert_compatible
-- Begins one that programs of the version before need not know.
-- takes: version number, name text, checksum text
INSERT INTO schema_migration (version, name, compatible, checksum, statements_done, started_at)
VALUES (:version, :name, 1, :checksum, 0, NOW(6))

-- name: schema_migration_progress
-- One more statement of the file was run.
-- takes: version number, statements_done number, checksum text
UPDATE schema_migration SET statements_done = :statements_done, checksum = :checksum WHERE version = :version

-- name: schema_migration_finish
-- The whole file was run.
-- takes: version number
UPDATE schema_migration SET applied_at = NOW(6) WHERE version = :version

-- name: schema_migration_exists
-- 1 when the schema has the table at all.
-- gives: one count number
SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = 'schema_migration'

-- name: schema_migration_checksum
-- SHA-256, hexadecimal.
-- takes: statements text
-- gives: one checksum text
SELECT SHA2(:statements, 256)
