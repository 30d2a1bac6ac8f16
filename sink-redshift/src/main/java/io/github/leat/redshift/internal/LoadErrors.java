package io.github.leat.redshift.internal;

import io.github.leat.redshift.PartCompression;
import io.github.leat.s3.S3Address;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What COPY refused, from the view that its error names: {@value #NEW_VIEW} of serverless workgroups and newer clusters, or {@value
 * #OLD_VIEW} (database developer guide, pages of these names, read 2026-11-26). The lines are found by the names of the parts, which
 * no other load has.
 */
final class LoadErrors {
    static final String NEW_VIEW = "sys_load_error_detail";
    static final String OLD_VIEW = "stl_load_errors";

    /** Length of a file's name in both views; longer ones would be cut. */
    static final int MAX_FILE_NAME = 256;

    private static final String DOING = "look up what COPY refused";

    private LoadErrors() {}

    private record Line(String file, long line, String column, String reason) {}

    /**
     * The refused records.
     *
     * @param said the error of COPY
     * @param folder where the parts are, as an address of S3
     */
    static List<Refusal> find(
            Session session,
            String said,
            String folder,
            List<S3Address> parts,
            Staging staging,
            PartCompression compression) {
        Map<String, Map<Long, Line>> byFile = new LinkedHashMap<>();
        for (Line line : session.rows(
                Step.of(query(said.contains(NEW_VIEW) ? NEW_VIEW : OLD_VIEW, folder), DOING),
                row -> new Line(
                        String.valueOf(row.text(1)),
                        row.number(2),
                        String.valueOf(row.text(3)),
                        String.valueOf(row.text(4))))) {
            byFile.computeIfAbsent(line.file(), file -> new TreeMap<>()).putIfAbsent(line.line(), line);
        }
        List<Refusal> refusals = new ArrayList<>();
        byFile.forEach((file, lines) -> parts.stream()
                .filter(part -> part.name().equals(file))
                .findFirst()
                .ifPresent(part -> PartLines.numbers(staging, part, compression, new TreeSet<>(lines.keySet()))
                        .forEach((line, number) -> {
                            Line error = lines.get(line);
                            if (error != null) {
                                refusals.add(new Refusal(number, error.column(), error.reason()));
                            }
                        })));
        return refusals;
    }

    /** Reads a view, for the parts below a folder. */
    static String query(String view, String folder) {
        String from = " FROM " + view + " WHERE strpos(";
        String below = ", " + Literals.value(folder) + ") = 1 ORDER BY ";
        return view.equals(NEW_VIEW)
                ? "SELECT trim(file_name), line_number, trim(column_name), trim(error_message)" + from + "file_name"
                        + below + "file_name, line_number"
                : "SELECT trim(filename), line_number, trim(colname), trim(err_reason)" + from + "filename" + below
                        + "filename, line_number";
    }
}
