package io.github.leat.spark.cluster;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A cluster of Spark's own on this machine: a master, and two workers that say they are two hosts, since Spark runs no second attempt
 * of a task on the host of the first. All are processes of their own. Ends with {@link #close}.
 */
final class StandaloneCluster implements AutoCloseable {
    private final List<Process> workers = new ArrayList<>();
    private final List<Process> drivers = new ArrayList<>();
    private final Path home;
    private final Process master;
    private final String address;

    private StandaloneCluster(Path home, Process master, String address) {
        this.home = home;
        this.master = master;
        this.address = address;
    }

    /** Starts one; its workers, of one core each, are there when a driver finds them. */
    static StandaloneCluster start(Path home) throws IOException {
        Files.createDirectories(home.resolve("jars")); // all of Spark comes from the class path
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process master = java(
                home,
                List.of("-Xmx256m"),
                "org.apache.spark.deploy.master.Master",
                List.of("--host", "127.0.0.1", "--port", "" + port, "--webui-port", "0"));
        StandaloneCluster cluster = new StandaloneCluster(home, master, "spark://127.0.0.1:" + port);
        drain(master);
        cluster.awaitMaster(port);
        for (String host : List.of("127.0.0.1", "127.0.0.2")) {
            Process worker = java(
                    home,
                    List.of("-Xmx256m"),
                    "org.apache.spark.deploy.worker.Worker",
                    List.of(
                            "--host",
                            host,
                            "--webui-port",
                            "0",
                            "--cores",
                            "1",
                            "--memory",
                            "1g",
                            "--work-dir",
                            home.resolve("work").toString(),
                            cluster.address));
            cluster.workers.add(worker);
            drain(worker);
        }
        return cluster;
    }

    private void awaitMaster(int port) throws IOException {
        try {
            while (true) {
                try {
                    new Socket(InetAddress.getLoopbackAddress(), port).close();
                    return;
                } catch (ConnectException e) {
                    if (master.waitFor(50, TimeUnit.MILLISECONDS)) {
                        throw new IOException("The master ended with " + master.exitValue(), e);
                    }
                }
            }
        } catch (InterruptedException e) {
            throw new IOException("Interrupted while the master starts", e);
        }
    }

    /** A driver of {@link ClusterDriver}, with its output to be read. */
    Driver driver(List<String> arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(address, System.getProperty("java.class.path")));
        all.addAll(arguments);
        Process driver = java(home, List.of("-Xmx512m"), ClusterDriver.class.getName(), all);
        drivers.add(driver);
        return new Driver(driver);
    }

    /** The process that runs tasks on a worker; there is one while a driver runs. */
    ProcessHandle executor(int worker) {
        return executors(workers.get(worker))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Worker " + worker + " runs no executor"));
    }

    /** Ends what a former test has left, and waits until no executor of its is there. */
    void awaitIdle() throws Exception {
        drivers.forEach(Process::destroyForcibly);
        drivers.clear();
        for (Process worker : workers) {
            for (ProcessHandle left : executors(worker).toList()) {
                left.onExit().get(60, TimeUnit.SECONDS);
            }
        }
    }

    private static java.util.stream.Stream<ProcessHandle> executors(Process worker) {
        // its command line is too long to be asked for
        return worker.descendants().filter(ProcessHandle::isAlive);
    }

    /** Sends a signal of POSIX, such as STOP. */
    static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, "" + process.pid())
                .inheritIO()
                .start()
                .waitFor();
    }

    private static Process java(Path home, List<String> options, String main, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        command.addAll(options);
        for (String opened : List.of(
                "java.base/java.lang",
                "java.base/java.lang.invoke",
                "java.base/java.nio",
                "java.base/java.util",
                "java.base/sun.nio.ch",
                "java.base/sun.util.calendar")) {
            command.addAll(List.of("--add-opens", opened + "=ALL-UNNAMED"));
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13"); // else looked for in a build of Spark
        return builder.start();
    }

    private static void drain(Process process) {
        drain(process.inputReader(StandardCharsets.UTF_8));
    }

    private static void drain(BufferedReader output) {
        Thread thread = new Thread(
                () -> {
                    try (output) {
                        while (output.readLine() != null) {
                            // read so that nothing waits for a full pipe
                        }
                    } catch (IOException e) {
                        // its process is gone
                    }
                },
                "cluster-output");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        drivers.forEach(Process::destroyForcibly);
        for (Process worker : workers) {
            worker.descendants().forEach(ProcessHandle::destroyForcibly);
            worker.destroyForcibly();
        }
        master.destroyForcibly();
    }
}
