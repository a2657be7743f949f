-- A picture belongs to all products whose image_url names it, and not to the one that it was sent for: it is there as
-- long as one of them is. Its files are in parts, so that none needs a large statement.

CREATE TABLE pictures (
    name TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;
CREATE TABLE picture_parts (
    name TEXT    NOT NULL REFERENCES pictures (name) ON DELETE CASCADE,
    size TEXT    NOT NULL,
    part INTEGER NOT NULL,
    text TEXT    NOT NULL,
    PRIMARY KEY (name, size, part)
);
CREATE TABLE picture_uses (
    product_id INTEGER PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
    name       TEXT NOT NULL REFERENCES pictures (name)
);
CREATE INDEX picture_uses_name ON picture_uses (name);

INSERT INTO pictures (name)
    SELECT DISTINCT former.name FROM products JOIN product_pictures former ON former.name = SUBSTR(products.image_url, 9, 32)
    WHERE SUBSTR(products.image_url, 1, 8) = '/images/'
      AND SUBSTR(products.image_url, 41) IN ('-small.webp', '-medium.webp', '-large.webp');
INSERT INTO picture_uses (product_id, name)
    SELECT products.id, pictures.name FROM products JOIN pictures ON pictures.name = SUBSTR(products.image_url, 9, 32)
    WHERE SUBSTR(products.image_url, 1, 8) = '/images/'
      AND SUBSTR(products.image_url, 41) IN ('-small.webp', '-medium.webp', '-large.webp');
INSERT INTO picture_parts (name, size, part, text)
    SELECT name, 'small', 0, MIN(small) FROM product_pictures WHERE name IN (SELECT name FROM pictures) GROUP BY name;
INSERT INTO picture_parts (name, size, part, text)
    SELECT name, 'medium', 0, MIN(medium) FROM product_pictures WHERE name IN (SELECT name FROM pictures) GROUP BY name;
INSERT INTO picture_parts (name, size, part, text)
    SELECT name, 'large', 0, MIN(large) FROM product_pictures WHERE name IN (SELECT name FROM pictures) GROUP BY name;
DROP TABLE product_pictures;

-- What names a picture that is not there has shown nothing.
UPDATE products SET image_url = NULL, version = version + 1
    WHERE SUBSTR(image_url, 1, 8) = '/images/' AND id NOT IN (SELECT product_id FROM picture_uses);
