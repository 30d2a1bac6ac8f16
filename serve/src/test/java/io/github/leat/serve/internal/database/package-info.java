@NullMarked
package io.github.leat.serve.internal.database;

import org.jspecify.annotations.NullMarked;
