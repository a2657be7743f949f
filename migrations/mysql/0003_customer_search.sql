-- What a search looks into, folded. Empty until the program that comes with this step has filled it.
ALTER TABLE customers ADD COLUMN search_key TEXT;
