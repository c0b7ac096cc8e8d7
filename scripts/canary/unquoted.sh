# shellcheck shell=bash
# What shellcheck must complain about, and white space at a line end.   
rm $1
