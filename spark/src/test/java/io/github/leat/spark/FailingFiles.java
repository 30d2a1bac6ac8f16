package io.github.leat.spark;

import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;

/** Local files of which what comes after 2 MiB from where they are opened cannot be read. */
public final class FailingFiles extends RawLocalFileSystem {
    private static final int READABLE = 2 << 20;

    /** Made by Hadoop. */
    public FailingFiles() {}

    @Override
    public URI getUri() {
        return URI.create("failing:///");
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        return new FSDataInputStream(new Failing(super.open(path, bufferSize)));
    }

    private static final class Failing extends FSInputStream {
        private final FSDataInputStream in;
        private int left = READABLE;

        Failing(FSDataInputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                throw new IOException("the disk is broken");
            }
            int read = in.read(bytes, offset, Math.min(length, left));
            left -= Math.max(0, read);
            return read;
        }

        @Override
        public void seek(long position) throws IOException {
            in.seek(position);
        }

        @Override
        public long getPos() throws IOException {
            return in.getPos();
        }

        @Override
        public boolean seekToNewSource(long position) {
            return false;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
