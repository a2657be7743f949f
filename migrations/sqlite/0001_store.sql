-- The store's first tables. Times are milliseconds since 1970 in UTC, money is minor units, *_key columns are what two
-- texts are compared by.

CREATE TABLE settings (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE customers (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT    NOT NULL,
    email      TEXT    NOT NULL,
    email_key  TEXT    NOT NULL,
    phone      TEXT,
    version    INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX customers_email_key ON customers (email_key);

CREATE TABLE accounts (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    customer_id   INTEGER REFERENCES customers (id) ON DELETE CASCADE,
    username      TEXT    NOT NULL,
    username_key  TEXT    NOT NULL,
    password_hash TEXT    NOT NULL,
    role          TEXT    NOT NULL,
    version       INTEGER NOT NULL,
    created_at    INTEGER NOT NULL,
    updated_at    INTEGER NOT NULL
);
CREATE UNIQUE INDEX accounts_username_key ON accounts (username_key);
CREATE UNIQUE INDEX accounts_customer_id ON accounts (customer_id);

CREATE TABLE products (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    sku         TEXT,
    name        TEXT    NOT NULL,
    name_key    TEXT    NOT NULL,
    description TEXT,
    category    TEXT,
    price       INTEGER NOT NULL CHECK (price >= 0),
    image_url   TEXT,
    version     INTEGER NOT NULL,
    created_at  INTEGER NOT NULL,
    updated_at  INTEGER NOT NULL
);
CREATE UNIQUE INDEX products_sku ON products (sku);
CREATE INDEX products_name_key ON products (name_key);
CREATE INDEX products_price ON products (price);
CREATE INDEX products_created_at ON products (created_at);
CREATE INDEX products_category ON products (category);

-- What is searched: each folded word of a product once, with the weight of the best place it stands in.
CREATE TABLE product_words (
    word       TEXT    NOT NULL,
    product_id INTEGER NOT NULL,
    weight     INTEGER NOT NULL,
    PRIMARY KEY (word, product_id)
) WITHOUT ROWID;

-- Apart from the products, so that an order touches small rows only.
CREATE TABLE stock (
    product_id INTEGER PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
    on_hand    INTEGER NOT NULL CHECK (on_hand >= 0)
);

-- The ledger: appended to, never changed. It outlives its product.
CREATE TABLE stock_movements (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    product_id INTEGER NOT NULL,
    delta      INTEGER NOT NULL,
    reason     TEXT    NOT NULL,
    order_id   INTEGER,
    account_id INTEGER,
    note       TEXT,
    moved_at   INTEGER NOT NULL
);
CREATE INDEX stock_movements_product_id ON stock_movements (product_id, id);

-- A checkout holds good for the version of the cart that it read.
CREATE TABLE carts (
    customer_id INTEGER PRIMARY KEY REFERENCES customers (id) ON DELETE CASCADE,
    version     INTEGER NOT NULL
);

CREATE TABLE cart_items (
    customer_id INTEGER NOT NULL REFERENCES carts (customer_id) ON DELETE CASCADE,
    product_id  INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE,
    quantity    INTEGER NOT NULL CHECK (quantity > 0),
    position    INTEGER NOT NULL,
    PRIMARY KEY (customer_id, product_id)
) WITHOUT ROWID;
CREATE INDEX cart_items_product_id ON cart_items (product_id);

CREATE TABLE orders (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    number           TEXT,
    customer_id      INTEGER REFERENCES customers (id) ON DELETE SET NULL,
    status           TEXT    NOT NULL,
    placed_at        INTEGER NOT NULL,
    currency         TEXT    NOT NULL,
    total            INTEGER NOT NULL,
    shipping_address TEXT,
    note             TEXT,
    carrier          TEXT,
    tracking_number  TEXT,
    version          INTEGER NOT NULL
);
CREATE UNIQUE INDEX orders_number ON orders (number) WHERE number IS NOT NULL;
CREATE INDEX orders_placed_at ON orders (placed_at);
CREATE INDEX orders_customer_id ON orders (customer_id, placed_at);
CREATE INDEX orders_status ON orders (status, placed_at);

CREATE TABLE order_lines (
    order_id   INTEGER NOT NULL REFERENCES orders (id),
    line       INTEGER NOT NULL,
    product_id INTEGER,
    sku        TEXT,
    name       TEXT    NOT NULL,
    unit_price INTEGER NOT NULL,
    quantity   INTEGER NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, line)
) WITHOUT ROWID;

CREATE TABLE order_events (
    order_id   INTEGER NOT NULL REFERENCES orders (id),
    position   INTEGER NOT NULL,
    status     TEXT    NOT NULL,
    changed_at INTEGER NOT NULL,
    note       TEXT,
    account_id INTEGER,
    PRIMARY KEY (order_id, position)
) WITHOUT ROWID;
