/**
 * Large and small CSV of the shapes that Leat is made for, invented from a seed: the same settings give the same bytes on
 * every machine and JDK, in constant memory, faster than a parser reads them.
 */
@NullMarked
package io.github.leat.testkit.generate;

import org.jspecify.annotations.NullMarked;
