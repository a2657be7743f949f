-- What another shop called a product without an SKU that was imported from there, so that the same file finds it again.

CREATE TABLE product_origins (
    origin     VARCHAR(100) NOT NULL PRIMARY KEY,
    product_id BIGINT NOT NULL,
    FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX product_origins_product_id ON product_origins (product_id);
