/** Calls to control planes of AWS that change something: shown before they are sent, and sent again only where that is safe. */
@NullMarked
package io.github.leat.aws;

import org.jspecify.annotations.NullMarked;
