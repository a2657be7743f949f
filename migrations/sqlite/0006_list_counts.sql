-- How many rows a table has (part ''), and how many with one value of one column: orders of a status, products of a
-- category. The sum over the slots is what counts.

CREATE TABLE list_counts (
    list   TEXT    NOT NULL,
    part   TEXT    NOT NULL,
    slot   INTEGER NOT NULL,
    amount INTEGER NOT NULL,
    PRIMARY KEY (list, part, slot)
) WITHOUT ROWID;

INSERT INTO list_counts SELECT 'products', '', 0, COUNT(*) FROM products;
INSERT INTO list_counts SELECT 'products', category, 0, COUNT(*) FROM products WHERE category <> '' GROUP BY category;
INSERT INTO list_counts SELECT 'orders', '', 0, COUNT(*) FROM orders;
INSERT INTO list_counts SELECT 'orders', status, 0, COUNT(*) FROM orders GROUP BY status;
INSERT INTO list_counts SELECT 'customers', '', 0, COUNT(*) FROM customers;
INSERT INTO list_counts SELECT 'accounts', '', 0, COUNT(*) FROM accounts;
