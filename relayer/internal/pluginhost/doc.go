// Package pluginhost runs plugins as processes of their own and hands them out as plain sdk interfaces.
//
// It promises that
//   - what is started is what was pinned: an external plugin is copied into a folder of our own, the copy is hashed, and
//     the copy is run; a built-in plugin is this very binary, executed again;
//   - a plugin gets no environment, no standard input and no working folder of ours, only the settings named for it, and
//     is reached over mutual TLS through a socket in a folder of ours;
//   - an external plugin cannot read this user's files: it runs in namespaces of its own, where
//     there is little of the machine, as another user, or both, and New tries whether that holds. Where it does not, New
//     refuses the plugin, unless its pin calls it trusted: then it runs as this user, and New says so in the log;
//   - every call ends, within its limit, and a plugin that oversteps it, or has too much memory or too many processes, is
//     ended with everything it started, sessions and orphans too. So it is when this process is killed. How that is done, and what
//     can get away, differs between machines (see package keeper): New finds out what works and says so in the log;
//   - who asks a plugin while another question ends it is answered all the same: it is asked once more, alone;
//   - every answer is bounded and checked before anybody sees it, and text in it is fit for a terminal; what a plugin writes
//     beside its answers is read slowly, and little of it is logged;
//   - a plugin that died is started again at the next call, later and later if it keeps dying, and then not for a while. Who may not
//     ask it now is told when (sdk.NotYet).
//
// On Linux. Elsewhere external plugins have to be trusted, a plugin's process group is ended and nothing else, and memory
// and processes have no limits.
//
// It does not bound how much a plugin writes into its folder, nor the time of processors that it takes. What it keeps in files in
// memory without mapping them is not counted. A system that runs out of memory ends plugins before others, unless one that runs as
// this user changed that.
package pluginhost
