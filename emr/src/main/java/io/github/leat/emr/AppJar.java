package io.github.leat.emr;

import io.github.leat.s3.S3Address;
import java.nio.file.Path;

/** The application that runs on the cluster: {@code leat-spark-app.jar}. */
public sealed interface AppJar {
    /**
     * A file of this machine, which is uploaded unless an object of the same content is there.
     *
     * @param file the jar
     */
    record Local(Path file) implements AppJar {}

    /**
     * An object that is there already.
     *
     * @param object the jar
     */
    record Stored(S3Address object) implements AppJar {}
}
