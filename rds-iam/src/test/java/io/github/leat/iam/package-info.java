@NullMarked
package io.github.leat.iam;

import org.jspecify.annotations.NullMarked;
