/** Stubs of control planes, at the wire: Redshift's two for snapshots, schedules and restores, EMR's two for jobs. */
@NullMarked
package io.github.leat.testkit.control;

import org.jspecify.annotations.NullMarked;
