package io.desirepath.persona.privacy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A ZIP archive with a file for each section, written as the rows come. What may be long is NDJSON, the rest a JSON array.
 * Rows of a section have to come together.
 */
final class Archive implements Closeable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> LONG = Set.of("activities", "purchases", "views", "behaviour");
    private static final String ROW = "\"row\":";

    private final ZipOutputStream zip;
    private @Nullable String open;

    Archive(OutputStream output) {
        zip = new ZipOutputStream(output, StandardCharsets.UTF_8);
    }

    void file(String name, String content) throws IOException {
        endSection();
        zip.putNextEntry(new ZipEntry(name));
        write(content);
        zip.closeEntry();
    }

    /** @param lines {@code {"section":"activities","row":{…}}} each */
    void sections(InputStream lines) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(lines, StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                JsonNode section = JSON.readTree(line).path("section");
                // The row is copied as it is: reading and writing it could change its numbers.
                String row = line.substring(line.indexOf(ROW) + ROW.length(), line.length() - 1);
                row(section.asText(), row);
            }
        }
    }

    private void row(String section, String row) throws IOException {
        boolean first = !section.equals(open);
        if (first) {
            endSection();
            zip.putNextEntry(new ZipEntry(section + (LONG.contains(section) ? ".ndjson" : ".json")));
            open = section;
        }
        if (LONG.contains(section)) {
            write(row + "\n");
        } else {
            write((first ? "[" : ",\n") + row);
        }
    }

    private void endSection() throws IOException {
        if (open != null) {
            if (!LONG.contains(open)) {
                write("]\n");
            }
            zip.closeEntry();
            open = null;
        }
    }

    private void write(String text) throws IOException {
        zip.write(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() throws IOException {
        endSection();
        zip.close();
    }
}
