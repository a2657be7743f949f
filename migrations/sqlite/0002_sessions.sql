-- A session is what one sign-in began: the family of its refresh tokens. Of tokens only digests are kept. Each refresh
-- counts the generation up; access tokens of a generation under generation_min are dead.
CREATE TABLE sessions (
    id             INTEGER PRIMARY KEY AUTOINCREMENT,
    account_id     INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    family_hash    TEXT    NOT NULL,
    token_hash     TEXT    NOT NULL,
    generation     INTEGER NOT NULL,
    generation_min INTEGER NOT NULL,
    created_at     INTEGER NOT NULL,
    refreshed_at   INTEGER NOT NULL,
    expires_at     INTEGER NOT NULL
);
CREATE UNIQUE INDEX sessions_family_hash ON sessions (family_hash);
CREATE INDEX sessions_account_id ON sessions (account_id);
CREATE INDEX sessions_expires_at ON sessions (expires_at);
