/** A stub of Redshift's two control planes, at the wire: for tests of snapshots, schedules and restores. */
@NullMarked
package io.github.leat.testkit.redshift.control;

import org.jspecify.annotations.NullMarked;
