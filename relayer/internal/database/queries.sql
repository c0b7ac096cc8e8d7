-- name: CountChange :one
UPDATE changes SET last = last + 1 WHERE one = 1 RETURNING last;

-- name: PutDelivery :exec
INSERT INTO deliveries (forward, change, entry, sha256) VALUES ($1, $2, $3, $4)
ON CONFLICT (forward) DO UPDATE SET change = excluded.change, entry = excluded.entry, sha256 = excluded.sha256;

-- name: GetDelivery :one
SELECT forward, change, entry, sha256 FROM deliveries WHERE forward = $1;

-- name: ListDeliveries :many
SELECT forward, change, entry, sha256 FROM deliveries WHERE change > $1 ORDER BY forward;

-- name: PutBlob :exec
INSERT INTO blobs (forward, sha256, content) VALUES ($1, $2, $3) ON CONFLICT (forward, sha256) DO NOTHING;

-- name: GetBlob :one
SELECT content FROM blobs WHERE forward = $1 AND sha256 = $2;

-- name: ListBlobs :many
SELECT sha256 FROM blobs WHERE forward = $1;

-- name: DeleteBlob :exec
DELETE FROM blobs WHERE forward = $1 AND sha256 = $2;

-- name: BeginWork :exec
INSERT INTO work (forward, turn, job, live, not_before, failures, worker, beat) VALUES ($1, $2, $3, true, 0, 0, '', 0)
ON CONFLICT (forward) DO UPDATE SET turn = excluded.turn, job = excluded.job, live = true, not_before = 0, worker = '', beat = 0;

-- name: TakeWork :execrows
UPDATE work SET worker = $2, beat = $3 WHERE turn = $1 AND live AND worker = '';

-- name: BeatWork :execrows
UPDATE work SET beat = $3 WHERE turn = $1 AND live AND worker = $2;

-- name: HasWork :one
SELECT count(*) FROM work WHERE turn = $1 AND live AND worker = $2;

-- name: PauseWork :exec
UPDATE work SET live = false, not_before = $2, failures = $3, worker = '', beat = 0 WHERE turn = $1 AND live;

-- name: DropWork :exec
DELETE FROM work WHERE turn = $1;

-- name: DropAllWork :exec
DELETE FROM work WHERE turn > 0;

-- name: ListWork :many
SELECT forward, turn, job, live, not_before, failures, worker, beat FROM work ORDER BY forward;

-- name: TakeLease :one
INSERT INTO leases (name, holder, term, until) VALUES (@name, @holder, 1, @until)
ON CONFLICT (name) DO UPDATE SET
    term = CASE WHEN leases.holder = @holder THEN leases.term ELSE leases.term + 1 END,
    holder = @holder,
    until = @until
WHERE leases.holder = @holder OR leases.until <= @now
RETURNING term;

-- name: OtherLease :one
SELECT name FROM leases WHERE name <> @name AND until > @now LIMIT 1;

-- name: ForgetLeases :exec
DELETE FROM leases WHERE name <> @name;

-- name: HasLease :one
SELECT count(*) FROM leases WHERE name = @name AND holder = @holder AND term = @term AND until > @now;

-- name: DropLease :exec
UPDATE leases SET until = 0 WHERE name = $1 AND holder = $2;

-- name: GetFollowing :one
SELECT chain, escrow, first_block, block, hash FROM following WHERE one = 1;

-- name: PutFollowing :exec
INSERT INTO following (one, chain, escrow, first_block, block, hash) VALUES (1, $1, $2, $3, $4, $5)
ON CONFLICT (one) DO UPDATE SET
    chain = excluded.chain, escrow = excluded.escrow, first_block = excluded.first_block, block = excluded.block, hash = excluded.hash;

-- name: PutOpening :exec
INSERT INTO openings (forward, settle_by, opening) VALUES ($1, $2, $3)
ON CONFLICT (forward) DO UPDATE SET settle_by = excluded.settle_by, opening = excluded.opening;

-- name: GetOpening :one
SELECT opening FROM openings WHERE forward = $1;

-- name: ListOpenings :many
SELECT forward, settle_by, opening FROM openings WHERE forward > $1 ORDER BY forward LIMIT 100;

-- name: DropOpening :exec
DELETE FROM openings WHERE forward = $1;

-- name: DropOverOpenings :exec
DELETE FROM openings WHERE settle_by < $1 AND NOT EXISTS (SELECT 1 FROM deliveries WHERE deliveries.forward = openings.forward);

-- name: DropAllOpenings :exec
DELETE FROM openings WHERE settle_by >= 0;

-- name: PutAsk :exec
INSERT INTO asks (name, signed) VALUES ($1, $2)
ON CONFLICT (name) DO UPDATE SET signed = excluded.signed;

-- name: GetAsk :one
SELECT signed FROM asks WHERE name = $1;
