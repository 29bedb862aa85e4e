package io.desirepath.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.testing.RequiresTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocsIT {

    private final Suite suite = Suite.get();

    @Test
    void oneDocumentDescribesThePublicCallsOfAllServices() {
        JsonNode openapi = suite.get("", "/openapi?format=json").expect(200).json();

        List<String> paths = new ArrayList<>();
        openapi.get("paths").fieldNames().forEachRemaining(paths::add);
        assertThat(paths)
                .contains(
                        "/v1/batch",
                        "/v1/imports",
                        "/v1/accounts/{id}",
                        "/v1/accounts/{id}/journey",
                        "/v1/accounts/{id}/recommendations",
                        "/v1/products/{id}")
                .allMatch(path -> path.startsWith("/v1/"));
    }

    @Test
    @RequiresTool("chromium")
    void theDocsPageShowsTheCallsInABrowser(@TempDir Path profile) throws Exception {
        Process chromium = new ProcessBuilder(
                        "chromium",
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--user-data-dir=" + profile,
                        "--virtual-time-budget=20000",
                        "--dump-dom",
                        suite.local.gateway() + "/docs")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String page = new String(chromium.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        chromium.waitFor(60, TimeUnit.SECONDS);

        assertThat(page).contains("/v1/accounts/{id}/recommendations").contains("/v1/batch");
    }
}
