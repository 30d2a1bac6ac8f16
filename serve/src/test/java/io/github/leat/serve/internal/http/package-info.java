@NullMarked
package io.github.leat.serve.internal.http;

import org.jspecify.annotations.NullMarked;
