/** The source and the sink of docs/own-source.md and docs/own-sink.md. Their marked regions stand in these pages. */
@NullMarked
package io.github.leat.testkit.example;

import org.jspecify.annotations.NullMarked;
