// Package plugintest holds the suites that every plugin must pass: Exercise for predicates, ExerciseExecutor for
// executors. They know nothing of a particular plugin but the samples it brings, and run alike on an implementation in
// the same process and on one behind a host.
package plugintest
