@NullMarked
package io.github.leat.emr;

import org.jspecify.annotations.NullMarked;
