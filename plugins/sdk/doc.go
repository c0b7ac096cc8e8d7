// Package sdk is the contract between Tercet's relayer and its plugins: the three interfaces, their plain types, the
// bounds every answer must keep, and what carries a call from one process to the other.
//
// It promises that a plugin written against it needs nothing else of Tercet: implement Predicate, Executor or Probe, hand it to
// ServePredicate, ServeExecutor or ServeProbe in main, and run the suite of plugintest for it in its tests. It imports the statement (the
// vector that proofs are about) and nothing of the relayer.
//
// A plugin's answers are not trusted. The Check methods here say what an answer must satisfy; the host calls them on
// everything it receives, and CheckAssignment recomputes what a witness claims before anything is proved.
package sdk
