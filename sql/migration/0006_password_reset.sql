-- パスワード初期化 (R-059): a reset is a purpose of its own, with a step of its own, in the sign-in; and slip numbers grow for
-- as long as the account lives, even when the row of its initial password has gone.

ALTER TABLE first_signin DROP CONSTRAINT first_signin_purpose, DROP CONSTRAINT first_signin_step;

ALTER TABLE first_signin
  MODIFY purpose VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'first (all steps), renew (mail and key again after an extension or 暗号化鍵再発行, R-046, R-059) or reset (a new password after パスワード初期化; mail and key only when they were voided besides).',
  MODIFY step VARCHAR(8) CHARACTER SET ascii COLLATE ascii_nopad_bin NOT NULL COMMENT 'The step that is next: mail, key, secret (first), password (reset) or done.',
  ADD CONSTRAINT first_signin_step CHECK (step IN ('mail', 'key', 'secret', 'password', 'done')),
  ADD CONSTRAINT first_signin_purpose CHECK (purpose IN ('first', 'renew', 'reset'));

ALTER TABLE account
  ADD COLUMN last_slip_number INT NOT NULL DEFAULT 1 COMMENT 'Highest slip number of an initial password so far; the first slip is 1.' AFTER issue_state;

UPDATE account SET last_slip_number = GREATEST(1, COALESCE((SELECT p.slip_number FROM initial_password p WHERE p.account_id = account.id), 1));
