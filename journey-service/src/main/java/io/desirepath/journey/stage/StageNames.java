package io.desirepath.journey.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.desirepath.contracts.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What others call the stages, from a table that people can read too. Names match whatever their case, blanks and hyphens:
 * {@code marketingqualifiedlead} is what HubSpot's API says for {@code Marketing Qualified Lead}.
 */
public final class StageNames {

    private static final String RESOURCE = "/models/stage-names.csv";

    private final List<Name> names;
    private final Map<String, Stage> stages = new HashMap<>();

    /** @param source whose word it is, such as {@code HubSpot lifecycle stage} */
    public record Name(String source, String name, Stage stage) {}

    StageNames(List<Name> names) {
        this.names = List.copyOf(names);
        for (Name name : names) {
            Stage before = stages.put(key(name.name()), name.stage());
            if (before != null && before != name.stage()) {
                throw new IllegalArgumentException("'" + name.name() + "' is both " + before + " and " + name.stage());
            }
        }
        for (Stage stage : Stage.values()) {
            if (stages.getOrDefault(key(stage.name()), stage) != stage) {
                throw new IllegalArgumentException("the name of " + stage + " is another stage's");
            }
            stages.put(key(stage.name()), stage);
        }
    }

    /** Those that ship. */
    public static StageNames load() {
        try (InputStream file = StageNames.class.getResourceAsStream(RESOURCE)) {
            if (file == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            return new StageNames(new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .skip(1)
                    .map(StageNames::name)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " cannot be read", e);
        }
    }

    /** The stage of that name: one of ours, or somebody else's. */
    public Optional<Stage> find(String name) {
        return Optional.ofNullable(stages.get(key(name)));
    }

    /** What others say for the stage. */
    public List<Name> of(Stage stage) {
        return names.stream().filter(name -> name.stage() == stage).toList();
    }

    private static Name name(String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != 3) {
            throw new IllegalArgumentException(RESOURCE + ": not three columns: " + line);
        }
        return new Name(cells[0], cells[1], Stage.valueOf(cells[2]));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }
}
