-- +goose Up

-- Up to which block the events of an escrow were read for good. One row at most.
CREATE TABLE following (
    one bigint PRIMARY KEY,
    chain bigint NOT NULL,
    escrow bytea NOT NULL,
    first_block bigint NOT NULL, -- where reading began
    block bigint NOT NULL,
    hash bytea NOT NULL
);

-- The forwards that were opened up to there, as JSON, but for those that are known to be over.
CREATE TABLE openings (
    forward bytea PRIMARY KEY,
    settle_by bigint NOT NULL, -- in seconds
    opening bytea NOT NULL
);

CREATE INDEX openings_by_end ON openings (settle_by);

-- +goose Down

DROP TABLE openings;
DROP TABLE following;
