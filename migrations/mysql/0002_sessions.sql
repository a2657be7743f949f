-- A session is what one sign-in began: the family of its refresh tokens. Of tokens only digests are kept. Each refresh
-- counts the generation up; access tokens of a generation under generation_min are dead.
CREATE TABLE sessions (
    id             BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    account_id     BIGINT NOT NULL,
    family_hash    VARCHAR(64) NOT NULL,
    token_hash     VARCHAR(64) NOT NULL,
    generation     BIGINT NOT NULL,
    generation_min BIGINT NOT NULL,
    created_at     BIGINT NOT NULL,
    refreshed_at   BIGINT NOT NULL,
    expires_at     BIGINT NOT NULL,
    UNIQUE INDEX sessions_family_hash (family_hash),
    INDEX sessions_account_id (account_id),
    INDEX sessions_expires_at (expires_at),
    FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
