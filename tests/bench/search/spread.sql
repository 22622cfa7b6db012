-- Spreads the crowd as the country does: one municipality with 20,000 designations and 65 with about 2,000 each;
-- kinds, issue states, locks, expiry and ages of registration mixed.
INSERT INTO municipality (code, name, kind, handles_nanbyo, handles_shoman)
SELECT LPAD(200000 + seq, 6, '0'), CONCAT('測定', seq, '県'), 'prefecture', 1, 1 FROM seq_1_to_65;
SET @others = (SELECT MIN(id) FROM municipality WHERE code >= '200000' AND name LIKE '測定%');
SET @crowd = (SELECT MIN(id) + 1000 FROM account WHERE role = 'doctor');
UPDATE affiliation SET scheme = 'shoman' WHERE account_id > @crowd AND MOD(account_id, 10) IN (2, 6);
UPDATE account SET issue_state = ELT(1 + MOD(id, 20), 'unissued', 'unissued', 'unissued', 'issued', 'issued', 'active', 'active',
  'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active', 'active'),
  locked_at = IF(MOD(id, 200) = 7, NOW(6), NULL) WHERE id > @crowd;
UPDATE designation SET municipality_id = IF(MOD(institution_id, 15) < 2, 1, @others + MOD(institution_id, 65)),
  scheme = IF(MOD(account_id, 10) IN (2, 6), 'shoman', 'nanbyo'),
  kind = ELT(1 + MOD(account_id, 10), 'nanbyo', 'nanbyo', 'shoman', 'nanbyo', 'cooperating', 'nanbyo', 'shoman', 'nanbyo', 'nanbyo', 'nanbyo'),
  expires_on = IF(MOD(account_id, 33) = 5, CURRENT_DATE - INTERVAL 10 + MOD(account_id, 90) DAY, expires_on),
  certified_on = IF(MOD(account_id, 33) = 5, CURRENT_DATE - INTERVAL 2000 DAY, certified_on),
  created_at = created_at - INTERVAL MOD(id, 2000) HOUR
WHERE account_id > @crowd;
