-- +goose Up

-- What was signed last for each ask that the operator wants to stand, as its file has it. It may stand yet: whoever signs the next one
-- goes by this.
CREATE TABLE asks (
    name text PRIMARY KEY, -- of the operator's table
    signed bytea NOT NULL
);

-- +goose Down

DROP TABLE asks;
