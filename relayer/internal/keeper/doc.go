// Package keeper runs one program under a process that ends everything the program leaves behind.
//
// A keeper is the binary of its caller, started again: Command says how, and Keep is what it does. It promises, on Linux, that
//   - once the program has ended, its keeper was ended or its caller is gone, no descendant of the program is left, whatever
//     it did to get away (setsid, double forks);
//   - the program with all its descendants has no more memory and processes for long than it may;
//   - with Apart, none of them sees other processes, files of users, or anything but a list of folders of the system,
//     read-only, and its own folder;
//   - with User, none of them runs as its caller.
//
// Without Apart a program of the same user can still end its keeper before itself, as it can end everything of that user; it
// and its group are ended with it then, and what has left the group is not. Elsewhere than on Linux there is no keeper:
// the program is started as it is.
package keeper
