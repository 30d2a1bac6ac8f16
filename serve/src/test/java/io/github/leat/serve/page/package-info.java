@NullMarked
package io.github.leat.serve.page;

import org.jspecify.annotations.NullMarked;
