-- 操作ログ (R-111): written in the transaction of the change. Handlers only insert.

-- name: operation_log_insert
-- Numbers that are 0 are stored as NULL; without a time it is the statement's.
-- takes: happened_at text?, account_id number?, role text, municipality_id number?, institution_id number?,
--        source text, request_id text, action text, subject_kind text, subject_id number?, outcome text,
--        detail text?
-- bulk: yes
INSERT INTO operation_log (happened_at, account_id, role, municipality_id, institution_id, source, request_id,
    action, subject_kind, subject_id, outcome, detail)
VALUES (COALESCE(:happened_at, NOW(6)), NULLIF(:account_id, 0), :role, NULLIF(:municipality_id, 0), NULLIF(:institution_id, 0), :source,
    :request_id, :action, :subject_kind, NULLIF(:subject_id, 0), :outcome, :detail)
