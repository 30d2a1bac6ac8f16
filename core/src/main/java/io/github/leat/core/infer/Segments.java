package io.github.leat.core.infer;

import java.io.IOException;
import java.util.function.Consumer;

/** The parts of a source that types rest on. Can be gone through more than once. */
interface Segments {
    /**
     * Goes through the parts in order; a part is valid only while it is looked at.
     *
     * @throws IOException if reading fails
     */
    void forEach(Consumer<Segment> each) throws IOException;
}
