package io.github.leat.xlsx.internal;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of texts that most cells point into.
 *
 * <p>A workbook may hold more text in it than there is heap, and its cells may point anywhere. So the texts are written one after
 * the other, each behind its length; beyond 8 MiB into a temporary file, which is unlinked when this is closed. Of each 16th the
 * place is kept: half a byte a text. Looking one up passes over 15 others at most. Reads go through a window of 64 KiB, because
 * cells mostly point to texts in the order of these; and 4,096 short texts are kept, because the rest are mostly few. Not
 * thread-safe.
 */
final class SharedStrings implements Closeable {
    private static final int IN_MEMORY = 8 << 20;
    private static final int STEP = 16;
    private static final int WINDOW = 1 << 16;
    private static final int KEPT = 1 << 12;
    private static final int KEPT_CHARS = 64;
    private static final int LENGTH_BYTES = 4;

    private final ByteArrayOutputStream head = new ByteArrayOutputStream();
    private byte[] memory = new byte[0];
    private long[] places = new long[64];
    private int count;
    private long size;
    private @Nullable Path file;
    private @Nullable FileChannel channel;
    private final byte[] window = new byte[WINDOW];
    private long windowFrom;
    private int windowBytes;
    private final int[] keptIndexes = new int[KEPT];
    private final @Nullable String[] keptTexts = new String[KEPT];

    private SharedStrings() {
        Arrays.fill(keptIndexes, -1);
    }

    /** Reads the table of a workbook; an empty one where it has none. */
    static SharedStrings read(Archive archive, Optional<String> part) throws IOException {
        SharedStrings strings = new SharedStrings();
        if (part.isEmpty() || !archive.has(part.get())) {
            return strings;
        }
        try (Xml xml = Xml.open(archive.open(part.get()))) {
            StringBuilder text = new StringBuilder();
            while (xml.next()) {
                if (xml.starts("si")) {
                    text.setLength(0);
                    RichText.read(xml, "si", text);
                    strings.add(text.toString().getBytes(StandardCharsets.UTF_8));
                }
            }
            strings.flush();
            strings.memory = strings.head.toByteArray();
            strings.head.reset();
            return strings;
        } catch (IOException | RuntimeException e) {
            strings.close();
            throw e;
        }
    }

    private void add(byte[] text) throws IOException {
        if (count % STEP == 0) {
            if (count / STEP == places.length) {
                places = Arrays.copyOf(places, places.length * 2);
            }
            places[count / STEP] = size;
        }
        head.writeBytes(ByteBuffer.allocate(LENGTH_BYTES).putInt(text.length).array());
        head.writeBytes(text);
        size += LENGTH_BYTES + text.length;
        count++;
        if (head.size() > IN_MEMORY) {
            flushTo(spill());
        }
    }

    private FileChannel spill() throws IOException {
        if (channel == null) {
            file = Files.createTempFile("leat-xlsx-", ".strings");
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        return channel;
    }

    private void flush() throws IOException {
        if (channel != null) {
            flushTo(channel);
        }
    }

    private void flushTo(FileChannel to) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(head.toByteArray());
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
        head.reset();
    }

    /** The text of an index. */
    String get(int index) throws IOException {
        if (index < 0 || index >= count) {
            throw new IOException("a cell points to text " + index + ", and there are " + count);
        }
        int slot = index & (KEPT - 1);
        String kept = keptTexts[slot];
        if (kept != null && keptIndexes[slot] == index) {
            return kept;
        }
        long at = places[index / STEP];
        for (int i = index / STEP * STEP; i < index; i++) {
            at += LENGTH_BYTES + length(at);
        }
        String text = new String(bytes(at + LENGTH_BYTES, length(at)), StandardCharsets.UTF_8);
        if (text.length() <= KEPT_CHARS) {
            keptIndexes[slot] = index;
            keptTexts[slot] = text;
        }
        return text;
    }

    private int length(long at) throws IOException {
        if (channel == null) {
            return ByteBuffer.wrap(memory).getInt((int) at);
        }
        fill(at, LENGTH_BYTES);
        return ByteBuffer.wrap(window).getInt((int) (at - windowFrom));
    }

    private byte[] bytes(long at, int length) throws IOException {
        if (channel == null) {
            return Arrays.copyOfRange(memory, (int) at, (int) at + length);
        }
        if (length > WINDOW) {
            byte[] far = new byte[length];
            readFully(ByteBuffer.wrap(far), at);
            return far;
        }
        fill(at, length);
        int from = (int) (at - windowFrom);
        return Arrays.copyOfRange(window, from, from + length);
    }

    private void fill(long at, int length) throws IOException {
        if (at < windowFrom || at + length > windowFrom + windowBytes) {
            windowFrom = at;
            windowBytes = readFully(ByteBuffer.wrap(window), at);
            if (windowBytes < length) {
                throw new IOException("the temporary file " + file + " was cut");
            }
        }
    }

    private int readFully(ByteBuffer into, long at) throws IOException {
        FileChannel from = spill();
        int read = 0;
        while (into.hasRemaining()) {
            int more = from.read(into, at + read);
            if (more < 0) {
                break;
            }
            read += more;
        }
        return read;
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
