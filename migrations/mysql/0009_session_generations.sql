-- A new password ends every session and begins a new one, so no access token has to be told from an older one. Nobody
-- reads this column any more; the version before still writes it, so it goes with the next.
ALTER TABLE sessions ALTER COLUMN generation_min SET DEFAULT 0;
