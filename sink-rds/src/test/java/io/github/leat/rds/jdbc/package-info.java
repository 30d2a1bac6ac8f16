@NullMarked
package io.github.leat.rds.jdbc;

import org.jspecify.annotations.NullMarked;
