package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.local.launch.LocalSuite;
import io.desirepath.testing.RequiresTool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code docs/marketing-automation.md} says one can type, typed against an empty suite. */
@RequiresTool("npm")
class MarketingGuideIT {

    private static final Path GUIDE = Path.of("..", "..", "docs", "marketing-automation.md");
    private static final Pattern BLOCK = Pattern.compile("^```sh\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern PROMISED = Pattern.compile("^segment\\.entered acme: .*$", Pattern.MULTILINE);

    @TempDir
    Path folder;

    @Test
    void theWalkThroughEndsWithASignedWebhookReceived() throws Exception {
        SegmentClientsIT.install();
        Files.createSymbolicLink(
                folder.resolve("node_modules"),
                Path.of("clients", "node_modules").toAbsolutePath());
        String guide = Files.readString(GUIDE);
        Matcher promised = PROMISED.matcher(guide);
        assertThat(promised.find()).isTrue();
        try (LocalSuite suite =
                LocalSuite.in(folder.resolve("suite")).port(0).sample(false).start()) {
            Process shell = shell(suite, script(guide));
            try {
                assertThat(shell.waitFor(2, TimeUnit.MINUTES)).isTrue();
                String said = Files.readString(folder.resolve("said.txt"));
                assertThat(shell.exitValue()).as(said).isZero();

                Suite.await(Duration.ofSeconds(20), () -> received().contains(promised.group()));
                assertThat(said).contains("\"matches\":0", "\"accountId\":\"acme\"", "\"type\":\"segment.entered\"");
                assertThat(Files.readString(folder.resolve("members.csv")))
                        .startsWith("accountId,enteredAt,name,hubspotLifecycleStage\r\nacme,");
                assertThat(Files.readString(folder.resolve("headers.txt")).toLowerCase(java.util.Locale.ROOT))
                        .contains("changes-cursor: ");
            } finally {
                stopReceiver();
            }
        }
    }

    /** The walk-through leaves it running; its number was written down by the script. */
    private void stopReceiver() throws IOException {
        Path pid = folder.resolve("receiver.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).ifPresent(ProcessHandle::destroy);
        }
    }

    private static String script(String guide) {
        StringBuilder script = new StringBuilder("set -eu\n");
        Matcher block = BLOCK.matcher(guide);
        while (block.find()) {
            script.append(block.group(1));
        }
        return script.append("echo $! > receiver.pid\n").toString();
    }

    private Process shell(LocalSuite suite, String script) throws IOException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.txt").toFile());
        shell.environment().put("GATEWAY_URL", suite.gateway().toString());
        shell.environment().put("WRITE_KEY", suite.env().writeKey());
        shell.environment().put("SEGMENTS_KEY", suite.env().segmentsKey());
        shell.environment().put("RECEIVER_PORT", Integer.toString(freePort()));
        return shell.start();
    }

    private String received() {
        try {
            return Files.readString(folder.resolve("received.txt"));
        } catch (IOException e) {
            return "";
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
