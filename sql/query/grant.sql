-- What the programs' database accounts may do (nsdb-admin grant).

-- name: grant_tables
-- The privileges that an account has on single tables of this schema. `grantee` is written 'name'@'host'.
-- takes: grantee text
-- gives: many table_name text, privilege text
SELECT table_name, privilege_type FROM information_schema.table_privileges
WHERE grantee = :grantee AND table_schema = DATABASE()
ORDER BY table_name, privilege_type

-- name: grant_elsewhere
-- What it has beyond that: on whole schemas or on the server.
-- takes: grantee text
-- gives: many place text, privilege text
SELECT table_schema, privilege_type FROM information_schema.schema_privileges WHERE grantee = :grantee
UNION ALL
SELECT '*', privilege_type FROM information_schema.user_privileges WHERE grantee = :grantee AND privilege_type <> 'USAGE'
UNION ALL
SELECT table_schema, privilege_type FROM information_schema.table_privileges
WHERE grantee = :grantee AND table_schema <> DATABASE()
