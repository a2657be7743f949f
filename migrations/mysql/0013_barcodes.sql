-- The number of a product's barcode, a GTIN. Two products may have the same.
ALTER TABLE products ADD COLUMN barcode VARCHAR(14);
