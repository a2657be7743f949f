-- Products in each order that lists of them can have, with what they are filtered by beside it: rows that do not belong
-- to a list are passed in its index. Whether there are any in stock is said here too, and written only when that
-- changes.
ALTER TABLE products ADD COLUMN in_stock BIGINT NOT NULL DEFAULT 0;
UPDATE products SET in_stock = 1 WHERE id IN (SELECT product_id FROM stock WHERE on_hand > 0);

ALTER TABLE products
    DROP INDEX products_name_key,
    DROP INDEX products_price,
    DROP INDEX products_created_at,
    DROP INDEX products_category,
    ADD INDEX products_name_key (name_key, id, price, in_stock),
    ADD INDEX products_price (price, id, in_stock),
    ADD INDEX products_created_at (created_at, id, price, in_stock),
    ADD INDEX products_in_stock (in_stock, price, id),
    ADD INDEX products_category (category, id, price, in_stock),
    ADD INDEX products_category_name (category, name_key, id, price, in_stock),
    ADD INDEX products_category_price (category, price, id, in_stock),
    ADD INDEX products_category_created_at (category, created_at, id, price, in_stock);
