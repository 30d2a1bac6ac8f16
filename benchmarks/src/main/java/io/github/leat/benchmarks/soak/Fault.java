package io.github.leat.benchmarks.soak;

/** What goes wrong with a load. */
enum Fault {
    NONE("none"),
    /** Connections to the target break, or it answers with errors; the load may get over it by itself. */
    TARGET("target cut or failing"),
    /** The source cannot be read on from some byte. */
    SOURCE("source breaks off"),
    DEADLINE("deadline passes"),
    CANCEL("thread interrupted"),
    /** The load runs in a process of its own, which is killed. */
    KILL("process killed");

    final String label;

    Fault(String label) {
        this.label = label;
    }
}
