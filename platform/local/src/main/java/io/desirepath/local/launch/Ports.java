package io.desirepath.local.launch;

import io.desirepath.local.console.Sentence;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports of 127.0.0.1. They are picked below the range from which systems take the ports of outgoing connections, so
 * that a process that is started again finds its port still free.
 */
final class Ports {

    private static final int FIRST = 20_000;
    private static final int LAST = 32_000;

    private final Set<Integer> picked = new HashSet<>();

    /** A free port that this object has not given out before. */
    synchronized int pick() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (!picked.contains(port) && isFree(port)) {
                picked.add(port);
                return port;
            }
        }
        throw new Sentence("No free port was found between " + FIRST + " and " + LAST + " on 127.0.0.1.");
    }

    static boolean isFree(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return false;
        } catch (IOException nobodyListens) {
            return canBind(port);
        }
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress("127.0.0.1", port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
