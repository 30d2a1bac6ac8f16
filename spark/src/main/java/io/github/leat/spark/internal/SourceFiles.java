package io.github.leat.spark.internal;

import io.github.leat.core.SourceException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.SerializableConfiguration;

/** Finds the files that paths, patterns and directories name, through Hadoop's file systems. */
public final class SourceFiles {
    private SourceFiles() {}

    /**
     * The files, those of one path ordered by name. Of a directory all files but those that begin with {@code _} or {@code .}, as
     * Spark's own readers have it; directories in it are not entered. A pattern that matches nothing may be the name of a file.
     *
     * @param spark whose file systems they are on
     * @throws SourceException if a path names nothing
     */
    public static List<HadoopFile> find(List<String> paths, JavaSparkContext spark) {
        Configuration configuration = spark.hadoopConfiguration();
        Broadcast<SerializableConfiguration> settings = spark.broadcast(new SerializableConfiguration(configuration));
        List<HadoopFile> files = new ArrayList<>();
        for (String text : paths) {
            try {
                Path path = new Path(text);
                FileSystem system = path.getFileSystem(configuration);
                int before = files.size();
                for (FileStatus one : matches(system, path)) {
                    if (one.isFile()) {
                        files.add(HadoopFile.of(one, settings));
                        continue;
                    }
                    for (FileStatus inside : sorted(system.listStatus(one.getPath()))) {
                        if (inside.isFile() && !isHidden(inside.getPath().getName())) {
                            files.add(HadoopFile.of(inside, settings));
                        }
                    }
                }
                if (files.size() == before) {
                    throw new FileNotFoundException("nothing is there");
                }
            } catch (IOException e) {
                throw new SourceException(
                        text + " cannot be read: " + e.getMessage() + ". Check the path, and that Spark has the file"
                                + " system and its credentials.",
                        e);
            }
        }
        return files;
    }

    private static List<FileStatus> matches(FileSystem system, Path path) throws IOException {
        try {
            FileStatus[] found = system.globStatus(path);
            if (found != null && found.length > 0) {
                return sorted(found);
            }
        } catch (IOException e) {
            if (!system.exists(path)) {
                throw e;
            }
        }
        // brackets and braces stand in names too
        return system.exists(path) ? List.of(system.getFileStatus(path)) : List.of();
    }

    private static List<FileStatus> sorted(FileStatus[] found) {
        List<FileStatus> files = new ArrayList<>(Arrays.asList(found));
        files.sort(Comparator.comparing(FileStatus::getPath));
        return files;
    }

    private static boolean isHidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }
}
