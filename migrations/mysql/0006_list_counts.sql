-- How many rows a table has (part ''), and how many with one value of one column: orders of a status, products of a
-- category. The sum over the slots is what counts: several, so that servers do not wait for each other's.

CREATE TABLE list_counts (
    list   VARCHAR(32)  NOT NULL,
    part   VARCHAR(100) NOT NULL,
    slot   BIGINT       NOT NULL,
    amount BIGINT       NOT NULL,
    PRIMARY KEY (list, part, slot)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;

INSERT INTO list_counts SELECT 'products', '', 0, COUNT(*) FROM products;
INSERT INTO list_counts SELECT 'products', category, 0, COUNT(*) FROM products WHERE category <> '' GROUP BY category;
INSERT INTO list_counts SELECT 'orders', '', 0, COUNT(*) FROM orders;
INSERT INTO list_counts SELECT 'orders', status, 0, COUNT(*) FROM orders GROUP BY status;
INSERT INTO list_counts SELECT 'customers', '', 0, COUNT(*) FROM customers;
INSERT INTO list_counts SELECT 'accounts', '', 0, COUNT(*) FROM accounts;
