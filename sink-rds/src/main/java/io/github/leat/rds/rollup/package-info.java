/** Roll-ups: named aggregations over loaded tables, kept in tables of their own and brought up to date by what has changed. */
@NullMarked
package io.github.leat.rds.rollup;

import org.jspecify.annotations.NullMarked;
