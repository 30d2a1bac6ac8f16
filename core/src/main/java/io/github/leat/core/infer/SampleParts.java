package io.github.leat.core.infer;

import java.util.List;
import java.util.function.Consumer;

/** Parts that are held in memory. */
record SampleParts(List<Segment> parts) implements Segments {
    SampleParts {
        parts = List.copyOf(parts);
    }

    @Override
    public void forEach(Consumer<Segment> each) {
        parts.forEach(each);
    }
}
