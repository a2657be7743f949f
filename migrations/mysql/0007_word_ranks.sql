-- What is searched, in two orders: by product, and by word with the best matches first. And how many products have each
-- word with each weight: which words there are, and how long their lists.

ALTER TABLE product_words DROP PRIMARY KEY, ADD PRIMARY KEY (product_id, word),
    ADD INDEX product_words_word (word, weight, product_id);

CREATE TABLE product_word_counts (
    word     VARCHAR(40) NOT NULL,
    weight   BIGINT      NOT NULL,
    products BIGINT      NOT NULL,
    PRIMARY KEY (word, weight)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_bin;
INSERT INTO product_word_counts SELECT word, weight, COUNT(*) FROM product_words GROUP BY word, weight;
