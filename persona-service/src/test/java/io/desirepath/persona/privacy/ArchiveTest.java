package io.desirepath.persona.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ArchiveTest {

    @Test
    void eachSectionIsAFileAndRowsKeepTheirDigits() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var archive = new Archive(bytes)) {
            archive.file("README.txt", "hello");
            archive.sections(lines("""
                    {"section":"activities","row":{"price":2.50}}
                    {"section":"activities","row":{"text":"\\"row\\":"}}
                    {"section":"identity","row":{"a":1}}
                    {"section":"identity","row":{"a":2}}
                    """));
            archive.sections(lines("{\"section\":\"purchases\",\"row\":{\"q\":1}}\n"));
            archive.sections(lines(""));
        }

        assertThat(unzip(bytes.toByteArray()))
                .containsExactly(
                        Map.entry("README.txt", "hello"),
                        Map.entry("activities.ndjson", "{\"price\":2.50}\n{\"text\":\"\\\"row\\\":\"}\n"),
                        Map.entry("identity.json", "[{\"a\":1},\n{\"a\":2}]\n"),
                        Map.entry("purchases.ndjson", "{\"q\":1}\n"));
    }

    private static ByteArrayInputStream lines(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    static Map<String, String> unzip(byte[] bytes) throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
