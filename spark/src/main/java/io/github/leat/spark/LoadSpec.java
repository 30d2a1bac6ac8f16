package io.github.leat.spark;

import io.github.leat.core.io.ByteSource;
import io.github.leat.core.load.Load;
import java.io.Serializable;

/**
 * A load as one machine would run it, made anew on each executor: {@code source -> Load.from(source).select(…).into(…)}.
 *
 * <p>Serializable: what it refers to from outside must be too. A target is made inside, from an address; its password is best read
 * inside as well, from the environment or a secret store, so that it does not travel.
 */
@FunctionalInterface
public interface LoadSpec extends Serializable {
    /** The load of one file. Called on the driver and on executors. */
    Load of(ByteSource source);
}
