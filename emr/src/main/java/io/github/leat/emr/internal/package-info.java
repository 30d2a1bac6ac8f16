/** The two services behind {@link io.github.leat.emr.EmrJobs}. */
@NullMarked
package io.github.leat.emr.internal;

import org.jspecify.annotations.NullMarked;
