package io.github.leat.lambda;

import io.github.leat.lambda.ObjectEvent.Progress;

/** What became of one object in one run of the function. */
sealed interface Result {
    /** Nothing more is to be done: it was loaded, now or before, or is gone. */
    record Done(String words) implements Result {}

    /** Time is up: the rest is to be loaded by another run. */
    record Rest(Progress progress, String words) implements Result {}

    /** It may work later. */
    record Later(String reason) implements Result {}

    /** It will not work unless someone changes something. */
    record Dead(String reason) implements Result {}
}
