-- What the connection itself asks.

-- name: store_time
-- The database's clock, UTC (the session's time zone is +00:00).
-- gives: one now text
SELECT NOW(6)

-- name: store_server_settings
-- The server settings that durability and isolation rest on.
-- gives: one flush_log number, sync_binlog number, log_bin number, snapshot_isolation number, local_infile number, isolation text,
--        database_charset text, time_zone text, sql_mode text
SELECT @@innodb_flush_log_at_trx_commit, @@sync_binlog, @@log_bin, @@innodb_snapshot_isolation, @@local_infile,
    @@tx_isolation, @@character_set_database, @@time_zone, @@sql_mode
