-- Products in each order that lists of them can have, with what they are filtered by beside it: rows that do not belong
-- to a list are passed in its index. Whether there are any in stock is said here too, and written only when that
-- changes.
ALTER TABLE products ADD COLUMN in_stock INTEGER NOT NULL DEFAULT 0;
UPDATE products SET in_stock = 1 WHERE id IN (SELECT product_id FROM stock WHERE on_hand > 0);

DROP INDEX products_name_key;
DROP INDEX products_price;
DROP INDEX products_created_at;
DROP INDEX products_category;
CREATE INDEX products_name_key ON products (name_key, id, price, in_stock);
CREATE INDEX products_price ON products (price, id, in_stock);
CREATE INDEX products_created_at ON products (created_at, id, price, in_stock);
CREATE INDEX products_in_stock ON products (in_stock, price, id);
CREATE INDEX products_category ON products (category, id, price, in_stock);
CREATE INDEX products_category_name ON products (category, name_key, id, price, in_stock);
CREATE INDEX products_category_price ON products (category, price, id, in_stock);
CREATE INDEX products_category_created_at ON products (category, created_at, id, price, in_stock);
