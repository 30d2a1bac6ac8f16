package io.github.leat.testkit.redshift;

/** A row of the views of load errors. */
record LoadError(String file, long line, String column, int code, String reason) {}
