package io.github.leat.serve.internal.database;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Small answers by all that decides them, within a bound of bytes; those not asked for longest go first. Who asks for one that
 * is being made waits for that one. Thread-safe.
 */
public final class AnswerCache {
    /** What an entry takes beside its texts, about. */
    private static final int ENTRY_BYTES = 200;

    private final long most;
    private final Map<String, EncodedAnswer> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, CompletableFuture<EncodedAnswer>> making = new HashMap<>();
    private long bytes;

    /** @param most bytes; none is kept that takes more than an eighth of it */
    public AnswerCache(long most) {
        this.most = most;
    }

    /**
     * A place for an answer.
     *
     * @param answer when it is there
     * @param isMine whether the caller is to make it, and to say so by {@link #made} or {@link #failed}
     */
    public record Place(CompletableFuture<EncodedAnswer> answer, boolean isMine) {}

    /** The answer, or the place where it will be. */
    public synchronized Place take(String key) {
        EncodedAnswer known = kept.get(key);
        if (known != null) {
            return new Place(CompletableFuture.completedFuture(known), false);
        }
        CompletableFuture<EncodedAnswer> other = making.get(key);
        if (other != null) {
            return new Place(other, false);
        }
        CompletableFuture<EncodedAnswer> mine = new CompletableFuture<>();
        making.put(key, mine);
        return new Place(mine, true);
    }

    /** The answer is there. */
    public void made(String key, EncodedAnswer answer) {
        CompletableFuture<EncodedAnswer> waiting;
        synchronized (this) {
            waiting = making.remove(key);
            long size = sizeOf(key, answer);
            if (size <= most / 8 && kept.put(key, answer) == null) {
                bytes += size;
                var oldest = kept.entrySet().iterator();
                while (bytes > most && oldest.hasNext()) {
                    Map.Entry<String, EncodedAnswer> entry = oldest.next();
                    bytes -= sizeOf(entry.getKey(), entry.getValue());
                    oldest.remove();
                }
            }
        }
        if (waiting != null) {
            waiting.complete(answer);
        }
    }

    /** There will be none; the next who asks makes it. */
    public void failed(String key, Throwable cause) {
        CompletableFuture<EncodedAnswer> waiting;
        synchronized (this) {
            waiting = making.remove(key);
        }
        if (waiting != null) {
            waiting.completeExceptionally(cause);
        }
    }

    private static long sizeOf(String key, EncodedAnswer answer) {
        return answer.size() + key.getBytes(StandardCharsets.UTF_8).length + ENTRY_BYTES;
    }
}
