-- What another shop called a product without an SKU that was imported from there, so that the same file finds it again.

CREATE TABLE product_origins (
    origin     TEXT    PRIMARY KEY,
    product_id INTEGER NOT NULL REFERENCES products (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX product_origins_product_id ON product_origins (product_id);
