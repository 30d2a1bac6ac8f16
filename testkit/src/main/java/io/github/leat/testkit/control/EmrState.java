package io.github.leat.testkit.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What there is in an account of EMR. */
final class EmrState {
    /** A moment within any range of retention; clients only show it. */
    static final double CREATED = 1.795e9;

    final Set<String> applications = new HashSet<>();
    final Map<String, String> clusters = new HashMap<>();
    final List<StubJob> jobs = new ArrayList<>();
    int pageSize = 50;

    StubJob job(String id) {
        return jobs.stream().filter(job -> job.id.equals(id)).findFirst().orElseThrow();
    }
}
