-- An order says for whom it was placed, as it was then, and how much is in it; its history says which carrier and number
-- a step brought.
ALTER TABLE orders ADD COLUMN customer_name TEXT;
ALTER TABLE orders ADD COLUMN customer_email TEXT;
ALTER TABLE orders ADD COLUMN customer_phone TEXT;
ALTER TABLE orders ADD COLUMN line_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE orders ADD COLUMN item_count INTEGER NOT NULL DEFAULT 0;
ALTER TABLE order_events ADD COLUMN carrier TEXT;
ALTER TABLE order_events ADD COLUMN tracking_number TEXT;

UPDATE orders SET
    customer_name = (SELECT name FROM customers WHERE customers.id = orders.customer_id),
    customer_email = (SELECT email FROM customers WHERE customers.id = orders.customer_id),
    customer_phone = (SELECT phone FROM customers WHERE customers.id = orders.customer_id),
    line_count = (SELECT COUNT(*) FROM order_lines WHERE order_lines.order_id = orders.id),
    item_count = (SELECT COALESCE(SUM(quantity), 0) FROM order_lines WHERE order_lines.order_id = orders.id);
