package io.github.leat.core.io;

import io.github.leat.core.SourceException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/** The one file of a ZIP archive, read in a stream; a second file is an error at the end of the first. */
final class UnzipStream extends InputStream {
    private final String name;
    private final ZipInputStream zip;
    private boolean ended;

    UnzipStream(String name, InputStream in) throws IOException {
        this.name = name;
        // Names are written in whatever encoding the packer's system has; any byte is a character of this one.
        this.zip = new ZipInputStream(in, StandardCharsets.ISO_8859_1);
        ZipEntry first = nextFile();
        if (first == null) {
            throw new SourceException(name + " is a ZIP archive without a file in it. Name the CSV file itself.");
        }
        ZipListing.requireNoOffice(name, List.of(first.getName()));
    }

    private @Nullable ZipEntry nextFile() throws IOException {
        try {
            ZipEntry entry = zip.getNextEntry();
            while (entry != null && !ZipListing.isFile(entry.getName())) {
                entry = zip.getNextEntry();
            }
            return entry;
        } catch (ZipException | EOFException | IllegalArgumentException e) {
            // the last for a name that is marked as UTF-8 and is not
            throw damaged(e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        if (ended) {
            return -1;
        }
        int n;
        try {
            n = zip.read(b, off, len);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
        if (n < 0) {
            ended = true;
            requireNoOther();
        }
        return n;
    }

    private void requireNoOther() throws IOException {
        List<String> others = new ArrayList<>();
        for (ZipEntry entry = nextFile(); entry != null && others.size() < 3; entry = nextFile()) {
            others.add(entry.getName());
        }
        if (!others.isEmpty()) {
            throw new SourceException(name + " holds more than one file; besides the first there is "
                    + String.join(", ", others) + ". Unpack it and name the file.");
        }
    }

    private SourceException damaged(Exception e) {
        return new SourceException(
                name + " is a ZIP archive that cannot be read: "
                        + (e instanceof EOFException ? "it ends in the middle" : e.getMessage())
                        + ". Unpack it and name the file, or fetch it again.",
                e);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
