-- What was answered to requests that came with an Idempotency-Key, for as long as they may come again.

CREATE TABLE idempotency_keys (
    account_id      BIGINT NOT NULL,
    idempotency_key VARCHAR(255) NOT NULL,
    request_hash    VARCHAR(64) NOT NULL,
    order_id        BIGINT NOT NULL,
    answer          MEDIUMTEXT NOT NULL,
    created_at      BIGINT NOT NULL,
    PRIMARY KEY (account_id, idempotency_key),
    FOREIGN KEY (account_id) REFERENCES accounts (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
CREATE INDEX idempotency_keys_order_id ON idempotency_keys (order_id);
