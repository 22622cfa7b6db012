-- 初期パスワード (R-028, R-059): whoever makes or renews one. It works until the end of a day in Japan, which is printed on
-- the notice and counted from the day of issue there.

-- part: initial_password_end
TIMESTAMP(DATE(issued_at + INTERVAL 9 HOUR)) + INTERVAL :days DAY + INTERVAL 15 HOUR - INTERVAL 1 MICROSECOND

-- name: doctor_initial_password_insert
-- Keeps the sealed 初期パスワード of a new doctor; the first slip.
-- takes: account_id number, sealed bytes, issued_at text, days number
-- bulk: yes
INSERT INTO initial_password (account_id, slip_number, sealed, issued_at, expires_at)
VALUES (:account_id, 1, :sealed, :issued_at, [initial_password_end])

-- name: user_password_insert
-- The 初期パスワード (or 仮パスワード of the mail) of a new user, sealed; the first slip.
-- takes: account_id number, sealed bytes, days number
INSERT INTO initial_password (account_id, slip_number, sealed, issued_at, expires_at)
VALUES (:account_id, 1, :sealed, NOW(6), [initial_password_end])

-- name: notice_reissue
-- [再発行]: a new initial password under the next slip number; the old one dies (R-028).
-- takes: account_id number, slip_number number, sealed bytes, days number
UPDATE initial_password SET slip_number = slip_number + 1, sealed = :sealed, issued_at = NOW(6),
  expires_at = [initial_password_end], printed_count = 0
WHERE account_id = :account_id AND slip_number = :slip_number

-- name: account_reset_password
-- パスワード初期化: a new initial password under the next slip number; while it exists no other password works.
-- takes: account_id number, slip_number number, sealed bytes, days number
INSERT INTO initial_password (account_id, slip_number, sealed, issued_at, expires_at)
VALUES (:account_id, :slip_number, :sealed, NOW(6), [initial_password_end])
ON DUPLICATE KEY UPDATE slip_number = VALUES(slip_number), sealed = VALUES(sealed), issued_at = VALUES(issued_at),
  expires_at = VALUES(expires_at), printed_count = 0

-- name: sample_initial_password
-- The same for an account of the sample; the first slip.
-- takes: reference text, sealed bytes, days number, printed_count number
INSERT INTO initial_password (account_id, slip_number, sealed, issued_at, expires_at, printed_count)
VALUES ((SELECT id FROM account WHERE reference = :reference), 1, :sealed, NOW(6), [initial_password_end], :printed_count)
