package io.github.leat.rds.internal.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A connection that is closed here is closed there, too, when {@code close} returns. */
@Timeout(60)
class LingeringSocketTest {
    private final LingeringSockets factory = new LingeringSockets();

    @Test
    void closeWaitsForTheServer() throws Exception {
        AtomicBoolean serverIsDone = new AtomicBoolean();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> serving = CompletableFuture.runAsync(() -> {
                try (Socket accepted = server.accept()) {
                    accepted.getOutputStream().write(new byte[100_000]);
                    accepted.getInputStream().readAllBytes();
                    serverIsDone.set(true);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            Socket socket = factory.createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort());
            assertThat(socket.getInputStream().read()).isZero();
            socket.close();
            assertThat(serverIsDone).isTrue();
            serving.get();
        }
    }

    @Test
    @SuppressWarnings("try") // the close that it tests is one more than that of the try
    void closeWakesAThreadThatReads() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = factory.createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            InputStream input = socket.getInputStream();
            accepted.getOutputStream().write(1);
            CountDownLatch firstIsRead = new CountDownLatch(1);
            CompletableFuture<Integer> reading = CompletableFuture.supplyAsync(() -> {
                try {
                    int first = input.read();
                    firstIsRead.countDown();
                    return first == 1 ? input.read() : first;
                } catch (IOException e) {
                    return -2;
                }
            });
            firstIsRead.await();
            socket.close();
            assertThat(reading.get()).isNegative();
        }
    }
}
