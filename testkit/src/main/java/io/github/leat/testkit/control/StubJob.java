package io.github.leat.testkit.control;

import java.util.ArrayList;
import java.util.List;

/** A job run or a step. */
final class StubJob {
    final String id;
    final String place;
    final String name;
    final List<String> arguments;
    final Params request;
    private final List<String> words;
    String details = "";

    /** @param words what looks find, one after the other; the last one stays */
    StubJob(String id, String place, String name, List<String> arguments, Params request, List<String> words) {
        this.id = id;
        this.place = place;
        this.name = name;
        this.arguments = List.copyOf(arguments);
        this.request = request;
        this.words = new ArrayList<>(words);
    }

    String look() {
        return words.size() > 1 ? words.remove(0) : words.get(0);
    }

    String word() {
        return words.get(0);
    }

    boolean isOver() {
        return List.of("SUCCESS", "COMPLETED", "FAILED", "CANCELLED", "INTERRUPTED")
                .contains(word());
    }

    void becomes(String... next) {
        words.clear();
        words.addAll(List.of(next));
    }
}
