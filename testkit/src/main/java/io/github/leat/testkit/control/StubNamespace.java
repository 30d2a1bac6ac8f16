package io.github.leat.testkit.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A namespace with its workgroups. */
final class StubNamespace {
    final String name;
    final long megabytes;
    final List<Map<String, Object>> copies = new ArrayList<>();

    /** The snapshot that it was filled from last; empty if from none. */
    String filledFrom = "";

    /** Looks at its workgroups so far. */
    private final Map<String, Integer> workgroups = new HashMap<>();

    private int looksAtRestore = Integer.MAX_VALUE;

    StubNamespace(String name, long megabytes) {
        this.name = name;
        this.megabytes = megabytes;
    }

    void workgroup(String workgroup, boolean there) {
        workgroups.put(workgroup, there ? 9 : 0);
    }

    boolean has(String workgroup) {
        return workgroups.containsKey(workgroup);
    }

    void lookAt(String workgroup) {
        workgroups.merge(workgroup, 1, Integer::sum);
    }

    String status(String workgroup) {
        return workgroups.getOrDefault(workgroup, 0) < 2 ? "CREATING" : "AVAILABLE";
    }

    void fill(String snapshot) {
        filledFrom = snapshot;
        looksAtRestore = 0;
    }

    void look() {
        if (looksAtRestore < Integer.MAX_VALUE) {
            looksAtRestore++;
        }
    }

    /** As available for one look more when a restore begins, then modified for some. */
    String status() {
        return looksAtRestore <= 1 || looksAtRestore > 4 ? "AVAILABLE" : "MODIFYING";
    }

    Map<String, Object> shape() {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("namespaceName", name);
        shape.put("namespaceArn", "arn:aws:redshift-serverless:eu-central-1:123456789012:namespace/" + name);
        shape.put("status", status());
        return shape;
    }

    Map<String, Object> shapeOf(String workgroup) {
        Map<String, Object> shape = new LinkedHashMap<>();
        shape.put("workgroupName", workgroup);
        shape.put("namespaceName", name);
        shape.put("status", status(workgroup));
        if (status(workgroup).equals("AVAILABLE")) {
            shape.put(
                    "endpoint",
                    Map.of(
                            "address",
                            workgroup + ".123456789012.eu-central-1.redshift-serverless.amazonaws.com",
                            "port",
                            5439));
        }
        return shape;
    }
}
