@NullMarked
package io.github.leat.rds.mysql;

import org.jspecify.annotations.NullMarked;
