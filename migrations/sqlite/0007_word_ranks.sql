-- What is searched, in two orders: by product, and by word with the best matches first. And how many products have each
-- word with each weight: which words there are, and how long their lists.

CREATE TABLE ranked_words (
    product_id INTEGER NOT NULL,
    word       TEXT    NOT NULL,
    weight     INTEGER NOT NULL,
    PRIMARY KEY (product_id, word)
) WITHOUT ROWID;
INSERT INTO ranked_words SELECT product_id, word, weight FROM product_words ORDER BY product_id, word;
DROP TABLE product_words;
ALTER TABLE ranked_words RENAME TO product_words;
CREATE INDEX product_words_word ON product_words (word, weight, product_id);

CREATE TABLE product_word_counts (
    word     TEXT    NOT NULL,
    weight   INTEGER NOT NULL,
    products INTEGER NOT NULL,
    PRIMARY KEY (word, weight)
) WITHOUT ROWID;
INSERT INTO product_word_counts SELECT word, weight, COUNT(*) FROM product_words GROUP BY word, weight;
