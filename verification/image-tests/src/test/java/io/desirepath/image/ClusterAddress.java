package io.desirepath.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The address of a Service of Kubernetes: a new connection goes to one of the pods that were ready when it was last looked,
 * once a second; a connection that stands stays with its pod.
 */
final class ClusterAddress implements AutoCloseable {

    private static final int LOOK_MILLIS = 1_000;

    private final ServerSocket server = listen();
    private final List<Pod> pods = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private volatile List<Pod> ready = List.of();

    ClusterAddress() {
        Thread.ofVirtual().start(this::accept);
        Thread.ofVirtual().start(this::look);
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** From now on connections may go to this pod too. */
    void add(Pod pod) {
        pods.add(pod);
        ready = pods.stream().filter(Pod::isReady).toList();
    }

    private void look() {
        while (!server.isClosed()) {
            ready = pods.stream().filter(Pod::isReady).toList();
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket caller = server.accept();
                Thread.ofVirtual().start(() -> connect(caller));
            } catch (IOException e) {
                // Closed.
            }
        }
    }

    private void connect(Socket caller) {
        List<Pod> now = ready;
        try (caller;
                Socket pod = new Socket(
                        InetAddress.getLoopbackAddress(),
                        now.get(Math.floorMod(turn.getAndIncrement(), now.size()))
                                .port())) {
            caller.setTcpNoDelay(true);
            pod.setTcpNoDelay(true);
            Thread back = Thread.ofVirtual().start(() -> copy(pod, caller));
            copy(caller, pod);
            back.join();
        } catch (IOException | IndexOutOfBoundsException | ArithmeticException e) {
            // The caller sees its connection closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until one side is done, which the other is told. */
    private static void copy(Socket from, Socket to) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
            to.shutdownOutput();
        } catch (IOException e) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
