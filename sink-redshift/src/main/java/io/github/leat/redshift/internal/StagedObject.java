package io.github.leat.redshift.internal;

import java.io.Serializable;

/**
 * An object on S3 with records for COPY.
 *
 * @param key in the bucket of the staging prefix
 * @param bytes its size
 * @param eTag as the store gives it, in quotes
 */
record StagedObject(String key, long bytes, String eTag) implements Serializable {}
