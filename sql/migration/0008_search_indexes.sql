-- Indexes of 医療機関ユーザ検索 (R-031): who of the accounts found belongs to the municipality, and how many are in a state,
-- are answered without reading the designation itself; the locked accounts are few and found at once.
ALTER TABLE designation
  ADD KEY designation_of_account (account_id, municipality_id, deleted_at),
  ADD KEY designation_count (municipality_id, deleted_at, expires_on, scheme, kind, account_id);
ALTER TABLE account ADD KEY account_locked (locked_at);
