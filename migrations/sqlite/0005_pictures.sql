-- The products' own pictures, in the sizes that the pages show, as WebP in base64url: they are kept with all else, so
-- that one backup holds everything and every node has them.

CREATE TABLE product_pictures (
    product_id INTEGER PRIMARY KEY REFERENCES products (id) ON DELETE CASCADE,
    name       TEXT NOT NULL,
    small      TEXT NOT NULL,
    medium     TEXT NOT NULL,
    large      TEXT NOT NULL
);
CREATE INDEX product_pictures_name ON product_pictures (name);
