/** Loads on a cluster of several processes, of which some are killed or stand still. */
@org.jspecify.annotations.NullMarked
package io.github.leat.spark.cluster;
