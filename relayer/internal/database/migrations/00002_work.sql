-- +goose Up

-- The forwards that are being worked on, wait for a worker, or wait because work on them had trouble.
CREATE TABLE work (
    forward bytea PRIMARY KEY,
    -- Which job it is, by the change that began it. What an earlier one has yet to write is refused.
    turn bigint NOT NULL,
    job bigint NOT NULL, -- of the queue
    -- False while nothing is done, until not_before, in milliseconds.
    live boolean NOT NULL,
    not_before bigint NOT NULL,
    -- How often in a row work ended with trouble.
    failures bigint NOT NULL,
    -- Who has it, and the change by which that last said that it lives; empty and 0 while nobody has.
    worker text NOT NULL,
    beat bigint NOT NULL
);

CREATE INDEX work_by_turn ON work (turn);

-- Whoever holds one of these may do what it is about, until it is over, in milliseconds. The term counts the holders.
CREATE TABLE leases (
    name text PRIMARY KEY,
    holder text NOT NULL,
    term bigint NOT NULL,
    until bigint NOT NULL
);

-- +goose Down

DROP TABLE leases;
DROP TABLE work;
