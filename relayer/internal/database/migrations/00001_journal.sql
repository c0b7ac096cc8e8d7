-- +goose Up

-- Counts the changes of everything here. Who changes something counts first, and so waits for whoever does at that moment:
-- writers come one after the other, on PostgreSQL as on SQLite.
CREATE TABLE changes (
    one bigint PRIMARY KEY,
    last bigint NOT NULL
);

INSERT INTO changes (one, last) VALUES (1, 0);

-- What the journal keeps of one forward, as JSON, and the sha256 of that.
CREATE TABLE deliveries (
    forward bytea PRIMARY KEY,
    change bigint NOT NULL,
    entry bytea NOT NULL,
    sha256 bytea NOT NULL
);

CREATE INDEX deliveries_by_change ON deliveries (change);

-- What is too long for an entry: outputs, openings and witnesses, by the sha256 that their entry names.
CREATE TABLE blobs (
    forward bytea NOT NULL REFERENCES deliveries (forward),
    sha256 bytea NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (forward, sha256)
);

-- +goose Down

DROP TABLE blobs;
DROP TABLE deliveries;
DROP TABLE changes;
