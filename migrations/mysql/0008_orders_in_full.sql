-- An order says for whom it was placed, as it was then, and how much is in it; its history says which carrier and number
-- a step brought.
ALTER TABLE orders
    ADD COLUMN customer_name  VARCHAR(200),
    ADD COLUMN customer_email VARCHAR(254),
    ADD COLUMN customer_phone VARCHAR(50),
    ADD COLUMN line_count     BIGINT NOT NULL DEFAULT 0,
    ADD COLUMN item_count     BIGINT NOT NULL DEFAULT 0;
ALTER TABLE order_events
    ADD COLUMN carrier         VARCHAR(100),
    ADD COLUMN tracking_number VARCHAR(100);

UPDATE orders LEFT JOIN customers ON customers.id = orders.customer_id SET
    orders.customer_name = customers.name,
    orders.customer_email = customers.email,
    orders.customer_phone = customers.phone,
    orders.line_count = (SELECT COUNT(*) FROM order_lines WHERE order_lines.order_id = orders.id),
    orders.item_count = (SELECT COALESCE(SUM(quantity), 0) FROM order_lines WHERE order_lines.order_id = orders.id);
