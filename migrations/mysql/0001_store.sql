-- The store's first tables. Times are milliseconds since 1970 in UTC, money is minor units, *_key columns are what two
-- texts are compared by.

CREATE TABLE settings (
    name  VARCHAR(200) PRIMARY KEY,
    value VARCHAR(255) NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE customers (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    name       VARCHAR(200) NOT NULL,
    email      VARCHAR(254) NOT NULL,
    email_key  VARCHAR(762) NOT NULL,
    phone      VARCHAR(50),
    version    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX customers_email_key ON customers (email_key);

CREATE TABLE accounts (
    id            BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    customer_id   BIGINT,
    username      VARCHAR(64) NOT NULL,
    username_key  VARCHAR(192) NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    role          VARCHAR(32) NOT NULL,
    version       BIGINT NOT NULL,
    created_at    BIGINT NOT NULL,
    updated_at    BIGINT NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX accounts_username_key ON accounts (username_key);
CREATE UNIQUE INDEX accounts_customer_id ON accounts (customer_id);

CREATE TABLE products (
    id          BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    sku         VARCHAR(100),
    name        VARCHAR(200) NOT NULL,
    name_key    VARCHAR(200) NOT NULL,
    description TEXT,
    category    VARCHAR(100),
    price       BIGINT NOT NULL CHECK (price >= 0),
    image_url   TEXT,
    version     BIGINT NOT NULL,
    created_at  BIGINT NOT NULL,
    updated_at  BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX products_sku ON products (sku);
CREATE INDEX products_name_key ON products (name_key);
CREATE INDEX products_price ON products (price);
CREATE INDEX products_created_at ON products (created_at);
CREATE INDEX products_category ON products (category);

-- What is searched: each folded word of a product once, with the weight of the best place it stands in.
CREATE TABLE product_words (
    word       VARCHAR(40) NOT NULL,
    product_id BIGINT NOT NULL,
    weight     BIGINT NOT NULL,
    PRIMARY KEY (word, product_id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- Apart from the products, so that an order touches small rows only.
CREATE TABLE stock (
    product_id BIGINT PRIMARY KEY,
    on_hand    BIGINT NOT NULL CHECK (on_hand >= 0),
    FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

-- The ledger: appended to, never changed. It outlives its product.
CREATE TABLE stock_movements (
    id         BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    product_id BIGINT NOT NULL,
    delta      BIGINT NOT NULL,
    reason     VARCHAR(32) NOT NULL,
    order_id   BIGINT,
    account_id BIGINT,
    note       TEXT,
    moved_at   BIGINT NOT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX stock_movements_product_id ON stock_movements (product_id, id);

-- A checkout holds good for the version of the cart that it read.
CREATE TABLE carts (
    customer_id BIGINT PRIMARY KEY,
    version     BIGINT NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE cart_items (
    customer_id BIGINT NOT NULL,
    product_id  BIGINT NOT NULL,
    quantity    BIGINT NOT NULL CHECK (quantity > 0),
    position    BIGINT NOT NULL,
    PRIMARY KEY (customer_id, product_id),
    FOREIGN KEY (customer_id) REFERENCES carts (customer_id) ON DELETE CASCADE,
    FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX cart_items_product_id ON cart_items (product_id);

CREATE TABLE orders (
    id               BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY,
    number           VARCHAR(100),
    customer_id      BIGINT,
    status           VARCHAR(32) NOT NULL,
    placed_at        BIGINT NOT NULL,
    currency         VARCHAR(3) NOT NULL,
    total            BIGINT NOT NULL,
    shipping_address TEXT,
    note             TEXT,
    carrier          VARCHAR(100),
    tracking_number  VARCHAR(100),
    version          BIGINT NOT NULL,
    FOREIGN KEY (customer_id) REFERENCES customers (id) ON DELETE SET NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE UNIQUE INDEX orders_number ON orders (number);
CREATE INDEX orders_placed_at ON orders (placed_at);
CREATE INDEX orders_customer_id ON orders (customer_id, placed_at);
CREATE INDEX orders_status ON orders (status, placed_at);

CREATE TABLE order_lines (
    order_id   BIGINT NOT NULL,
    line       BIGINT NOT NULL,
    product_id BIGINT,
    sku        VARCHAR(100),
    name       VARCHAR(200) NOT NULL,
    unit_price BIGINT NOT NULL,
    quantity   BIGINT NOT NULL CHECK (quantity > 0),
    PRIMARY KEY (order_id, line),
    FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

CREATE TABLE order_events (
    order_id   BIGINT NOT NULL,
    position   BIGINT NOT NULL,
    status     VARCHAR(32) NOT NULL,
    changed_at BIGINT NOT NULL,
    note       TEXT,
    account_id BIGINT,
    PRIMARY KEY (order_id, position),
    FOREIGN KEY (order_id) REFERENCES orders (id)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
