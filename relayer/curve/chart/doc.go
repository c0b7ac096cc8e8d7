// Package chart draws forward curves: as SVG and PNG, and with characters for a terminal.
//
// It promises that the same market gives the same bytes, and that what is simulated, and that all of it is indicative, stands in
// the picture and not only beside it.
package chart
