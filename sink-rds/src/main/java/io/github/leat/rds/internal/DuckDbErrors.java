package io.github.leat.rds.internal;

import io.github.leat.core.PermanentSinkException;
import io.github.leat.core.SinkException;
import io.github.leat.core.TransientSinkException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What DuckDB's errors mean; it has neither SQL states nor codes, only texts that begin with the kind. */
final class DuckDbErrors {
    private static final Pattern LOCKED = Pattern.compile("Conflicting lock is held in (.*?)\\(PID (\\d+)\\)");
    private static final int MAX_REASON = 300;

    private DuckDbErrors() {}

    static SinkException translate(SQLException error, String doing, String where) {
        String text = String.valueOf(error.getMessage());
        Matcher locked = LOCKED.matcher(text);
        if (locked.find()) {
            return new TransientSinkException(
                    where + ": process " + locked.group(2) + " ("
                            + locked.group(1).strip()
                            + ") has the database open, and DuckDB lets one process write at a time."
                            + " Wait until it ends or close it, then run the load again.",
                    error);
        }
        String said = where + ": cannot " + doing + ": " + reason(text);
        if (text.contains("No space left on device")) {
            return new PermanentSinkException(
                    said + " Free some disk space, then run the load again: it goes on at its last commit.", error);
        }
        if (text.startsWith("Out of Memory Error")) {
            return new PermanentSinkException(
                    said + " Give DuckDB more memory with ?memory_limit=1GB in the target.", error);
        }
        if (text.contains("not a valid DuckDB database file")) {
            return new PermanentSinkException(said + " Choose another file, or remove this one.", error);
        }
        if (text.contains("different configuration")) {
            return new PermanentSinkException(
                    said + " This program has the database open with other settings: open it with the same ones.",
                    error);
        }
        if (text.startsWith("IO Error")) {
            return new PermanentSinkException(
                    said + " Check that the path is a file in a directory that exists and can be written.", error);
        }
        if (text.contains("Transaction conflict") || text.contains("write-write conflict")) {
            return new PermanentSinkException(
                    said + " Something else changed the table meanwhile: run the load again, it goes on at its last"
                            + " commit.",
                    error);
        }
        return new PermanentSinkException(
                said + " Nothing since the last commit was kept; run the load again after mending the cause.", error);
    }

    /** The server's words on one line, ended by a full stop. */
    static String reason(String text) {
        String line = text.replaceAll("\\s+LINE \\d+:(?s:.*)", "")
                .replaceAll("\\s+", " ")
                .strip();
        String cut = line.length() > MAX_REASON ? line.substring(0, MAX_REASON) + "…" : line;
        return cut.endsWith(".") || cut.endsWith("!") ? cut : cut + ".";
    }
}
