-- Hashes of chosen passwords and of answers to 秘密の質問 are sealed under the key ring (C02): a stolen table alone is nothing to guess
-- with. What is there already stays as it is for the moment; nsdb-admin migrate seals it at its end, because the keys are not here.

ALTER TABLE password
  MODIFY hash VARBINARY(255) NOT NULL COMMENT 'Argon2id in PHC form, with its parameters, sealed with AES-256-GCM; associated data: account reference. Unsealed ($argon2id$…) when an earlier release wrote it, until nsdb-admin migrate or the next sign-in.';

ALTER TABLE secret_question
  MODIFY answer_hash VARBINARY(255) NOT NULL COMMENT 'Argon2id of the folded answer, sealed like password.hash; supports an identity check, never resets anything (R-056).';
