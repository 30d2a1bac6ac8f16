package io.github.leat.hdx;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * Writes one file of a {@link Landing}. Nothing is seen of it before {@link #publish}. Used by one thread.
 *
 * <p>Closing it unpublished may keep what was written for a later writer of the same version, or drop it.
 */
public interface LandingWriter extends Closeable {
    /** Bytes that an interrupted writer of the same version left, from which this one goes on; 0 at a fresh start. */
    long position();

    /** What an interrupted writer left, to be hashed; {@link #position()} bytes. Called before anything is written. */
    InputStream kept() throws IOException;

    /** Where the bytes after {@link #position()} go. The same stream at each call; not to be closed. */
    OutputStream out() throws IOException;

    /** Makes what was written the content of the key, at once and wholly, instead of what was there. */
    void publish() throws IOException;

    /** Drops what was written. */
    void discard() throws IOException;
}
