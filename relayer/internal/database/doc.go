// Package database opens what a relayer keeps: a SQLite file in its data folder, or a PostgreSQL database that several
// processes share. It promises that
//
//   - what a transaction wrote is on the disk when its commit returns;
//   - a data folder belongs to one process at a time, and the second one is told which; its files are their owner's alone,
//     and a folder that others may write to is refused;
//   - the schema is made or brought up to date before anything is read, by one process at a time, and one that a newer
//     program made is refused;
//   - statements are the same for both: whatever holds on one is tested on the other.
//
// Statements lie in queries.sql, and the tables in migrations; sqlc makes the package rows of both.
package database
