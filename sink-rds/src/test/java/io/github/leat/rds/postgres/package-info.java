@NullMarked
package io.github.leat.rds.postgres;

import org.jspecify.annotations.NullMarked;
