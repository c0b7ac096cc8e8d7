// Package mutation is the program behind scripts/mutate, which breaks the contracts one small edit at a time and looks
// whether a test notices. The program is JavaScript, since the compiler is: mutants.js makes the edits out of the
// compiler's syntax trees, link.js and project.js make copies of the project in which a mutant costs one compilation,
// mutate.js runs them and judges.
//
// The tests here run it on a small project, testdata/purse, and hold survivors.json and the records to their form.
package mutation
