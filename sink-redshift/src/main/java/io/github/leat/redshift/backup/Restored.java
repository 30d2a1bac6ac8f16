package io.github.leat.redshift.backup;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * A warehouse that a restore made or filled.
 *
 * @param name of the cluster or the namespace
 * @param status the service's word: {@code available}, {@code creating} …, in lower case
 * @param host to connect to; empty until it is known
 * @param port to connect to; empty until it is known
 */
public record Restored(String name, String status, Optional<String> host, OptionalInt port) {}
