package io.github.leat.redshift.backup;

/**
 * What a call made, or what was there already.
 *
 * @param value what is there now
 * @param existed whether it was there before, so that nothing was made
 */
public record Made<T>(T value, boolean existed) {}
