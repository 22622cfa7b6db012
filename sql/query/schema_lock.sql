-- One nsdb-admin at a time. No program asks this, so what a Galera cluster would do with it does not matter to them.

-- name: schema_lock_take
-- Takes the lock of this database for this connection; 0 when somebody else still has it after so many seconds.
-- takes: seconds number
-- gives: one taken number
SELECT COALESCE(GET_LOCK(CONCAT('nsdb-admin.', LEFT(SHA2(DATABASE(), 256), 40)), :seconds), 0)

-- name: schema_lock_held
-- 1 while this connection has it.
-- gives: one held number
SELECT COALESCE(IS_USED_LOCK(CONCAT('nsdb-admin.', LEFT(SHA2(DATABASE(), 256), 40))) = CONNECTION_ID(), 0)
