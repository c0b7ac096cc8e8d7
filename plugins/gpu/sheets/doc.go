// Package sheets is the executor of GPU-hours: it asks a forward's meters what they would sign, has as many as it takes sign the
// hour-wise minimum, and gives the sheet with their signatures.
//
// It promises evidence that the predicate gpu-hours finds to hold, or to say when to ask again: before an epoch is over, or while
// too few meters answer. Which meters it takes is decided by what the provider is paid for: those whose minimum is highest. A meter that
// is down, that vetoes or that lags behind costs nothing as long as enough others agree. Hours that are passed over are never paid for,
// so that it waits some hours for a meter that is away where it could make a step worth much more.
//
// It trusts no meter with more than its own signature: drafts are signed, sheets are verified, seconds of hours that are not over
// count for nothing.
package sheets
