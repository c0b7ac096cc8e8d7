// Package monitor tells how a relayer does: in metrics for Prometheus, in answers to whoever asks whether it lives and is ready, and
// forward by forward. It promises that
//
//   - it only listens: what it is told takes no time, and what it asks of the chain it asks beside the ticks;
//   - what it tells of health is about looks that ended, not about the process being there;
//   - there are as many series as kinds, stages, predicates and tokens that the operator asks for, however many forwards strangers open;
//   - it tells no secrets: ids, times, hashes of transactions, and reasons that the log says too;
//   - every metric it exports is in the dashboard or the rules of relayer/monitor, and they name no other.
package monitor
