-- What was answered to requests that came with an Idempotency-Key, for as long as they may come again.

CREATE TABLE idempotency_keys (
    account_id      INTEGER NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    idempotency_key TEXT    NOT NULL,
    request_hash    TEXT    NOT NULL,
    order_id        INTEGER NOT NULL,
    answer          TEXT    NOT NULL,
    created_at      INTEGER NOT NULL,
    PRIMARY KEY (account_id, idempotency_key)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
CREATE INDEX idempotency_keys_order_id ON idempotency_keys (order_id);
