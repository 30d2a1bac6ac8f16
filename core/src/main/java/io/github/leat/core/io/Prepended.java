package io.github.leat.core.io;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;

/** Bytes that were read already, and the stream they came from. */
final class Prepended extends SequenceInputStream {
    Prepended(byte[] head, InputStream rest) {
        super(new ByteArrayInputStream(head), rest);
    }
}
