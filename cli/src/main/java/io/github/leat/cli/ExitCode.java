package io.github.leat.cli;

/** How the command ends; scripts depend on these numbers. */
final class ExitCode {
    /** Everything was written. */
    static final int OK = 0;

    /** The command line is wrong by itself. */
    static final int USAGE = 2;

    /** Finished, and some records were rejected, or some sources could not be read (cat). */
    static final int REJECTS = 3;

    /** Failed; what was committed stays, and the next run goes on there. */
    static final int FAILED = 4;

    /** There was nothing to do: this version is loaded. */
    static final int NOTHING_TO_DO = 5;

    private ExitCode() {}
}
