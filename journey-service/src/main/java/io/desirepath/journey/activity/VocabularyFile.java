package io.desirepath.journey.activity;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.desirepath.journey.activity.domain.EventType;
import io.desirepath.journey.activity.domain.EventType.Effect;
import io.desirepath.journey.activity.domain.Influence;
import io.desirepath.journey.activity.domain.Vocabulary;
import io.desirepath.journey.stage.domain.Mark;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Reads the vocabulary that ships, a table that people can read too. */
public final class VocabularyFile {
    private static final String RESOURCE = "/vocabulary.csv";
    private static final int COLUMNS = 7;

    private VocabularyFile() {}

    /** @throws IllegalArgumentException if a line of the file is not what it should be */
    public static Vocabulary load() {
        try (InputStream file = VocabularyFile.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            List<String> lines = new String(file.readAllBytes(), UTF_8).lines().toList();
            return new Vocabulary(
                    lines.stream().skip(1).map(VocabularyFile::type).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    private static EventType type(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException(RESOURCE + ": not " + COLUMNS + " columns: " + line);
        }
        return new EventType(
                cells[0],
                cells[1].isEmpty() ? null : Mark.valueOf(cells[1]),
                cells[2],
                either(cells[3], "online", "offline"),
                Influence.valueOf(cells[4].toUpperCase(Locale.ROOT)),
                either(cells[5], "server", "any"),
                cells[6].isEmpty() ? Effect.NONE : Effect.valueOf(cells[6].toUpperCase(Locale.ROOT)));
    }

    private static boolean either(String cell, String yes, String no) {
        if (!cell.equals(yes) && !cell.equals(no)) {
            throw new IllegalArgumentException(RESOURCE + ": '" + cell + "' is neither " + yes + " nor " + no);
        }
        return cell.equals(yes);
    }
}
