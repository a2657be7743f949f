-- The products' own pictures, in the sizes that the pages show, as WebP in base64url: they are kept with all else, so
-- that one backup holds everything and every node has them.

CREATE TABLE product_pictures (
    product_id BIGINT NOT NULL PRIMARY KEY,
    name       VARCHAR(64) NOT NULL,
    small      MEDIUMTEXT NOT NULL,
    medium     MEDIUMTEXT NOT NULL,
    large      MEDIUMTEXT NOT NULL,
    FOREIGN KEY (product_id) REFERENCES products (id) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
CREATE INDEX product_pictures_name ON product_pictures (name);
