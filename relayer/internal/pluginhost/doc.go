// Package pluginhost runs plugins as processes of their own and hands them out as plain sdk interfaces.
//
// It promises that
//   - what is started is what was pinned: an external plugin is copied into a folder of our own, the copy is hashed, and
//     the copy is run; a built-in plugin is this very binary, executed again;
//   - a plugin gets no environment, no standard input and no working folder of ours, only the settings named for it, and
//     is reached over mutual TLS through a socket in a folder of ours;
//   - every call ends, within its limit, and a plugin that oversteps it is ended with everything it started;
//   - every answer is bounded and checked before anybody sees it, and text in it is fit for a terminal;
//   - a plugin that died is started again at the next call, later and later if it keeps dying.
//
// It does not yet isolate plugins by user: an external plugin can read this user's files, and New says so in the log.
// A process that leaves its group on purpose (setsid after a double fork) outlives its plugin.
package pluginhost
