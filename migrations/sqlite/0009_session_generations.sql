-- A new password ends every session and begins a new one, so no access token has to be told from an older one. Nobody
-- reads this column any more; on MariaDB the version before still writes it, so it goes with the next.
ALTER TABLE sessions DROP COLUMN generation_min;
ALTER TABLE sessions ADD COLUMN generation_min INTEGER NOT NULL DEFAULT 0;
