package io.desirepath.benchmark.journey.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.desirepath.local.console.Sentence;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens text, compressed by gzip or not. */
final class TextFile {
    private TextFile() {}

    static BufferedReader open(Path file) throws IOException {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new Sentence("There is no readable file " + file + ".");
        }
        var bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        bytes.mark(2);
        boolean compressed = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        InputStream plain = compressed ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        return new BufferedReader(new InputStreamReader(plain, UTF_8));
    }
}
