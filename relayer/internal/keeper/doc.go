// Package keeper runs one program under a process that ends everything the program leaves behind.
//
// A keeper is the binary of its caller, started again: Command says how, and Keep is what it does. It promises, on Linux, that
//   - once the program has ended, its keeper was ended or its caller is gone, no descendant of the program is left, whatever
//     it did to get away (setsid, double forks), nor one that has ended and holds a number of the machine's;
//   - the program with all its descendants has no more memory and processes for long than it may: it is looked at ten times a
//     second where looking is cheap, and at least once a second. The kernel bounds its threads, at 16 a process, where the
//     program is not root's, or is Enclosed and Linux 6.14 or later: no limit of a user's binds root;
//   - a Foreign program has the processors that its caller leaves: it is nicer than its caller by 10, where the kernel allows it;
//   - with Apart, none of them sees other processes, files of users, or anything but a list of folders of the system,
//     read-only, and its own folder;
//   - with User, none of them runs as its caller.
//
// There are two ways to end what there is. Where the program is Enclosed, its keeper is the first process of a namespace of
// processes, and the kernel ends the others with it, however many they are. Else its keeper is whose children orphans become:
// it stops all that it finds below it until it finds no more, and kills them then. Both wait for whatever ends at once.
//
// Where the process table hides processes of others from their own user (hidepid), a program that is to be seen no more is ended, and its
// group; what it started outside of it and hid, too, is not, unless Enclosed.
//
// Not Enclosed, a program of the same user can end its keeper before itself, as it can end everything of that user; it and its
// group are ended with it then, and what has left the group is not. Unkept, and elsewhere than on Linux, there is no keeper:
// the program is started as it is, and its group is ended.
package keeper
