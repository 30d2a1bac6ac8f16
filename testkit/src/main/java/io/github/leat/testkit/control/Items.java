package io.github.leat.testkit.control;

import java.util.List;

/**
 * A list in an answer.
 *
 * @param member what XML calls each item; JSON has no use for it
 */
record Items(String member, List<?> items) {}
