package io.desirepath.journey.stage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.desirepath.contracts.Stage;
import io.desirepath.journey.stage.domain.Taxonomy;
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

    /**
     * @param source whose word it is, such as {@code HubSpot lifecycle stage}
     * @param states which state of the stage it is, by taxonomy, where there is more than one
     */
    public record Name(String source, String name, Stage stage, Map<String, String> states) {
        public Name {
            states = Map.copyOf(states);
        }

        public Name(String source, String name, Stage stage) {
            this(source, name, stage, Map.of());
        }
    }

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
            List<String> lines = new String(file.readAllBytes(), UTF_8).lines().toList();
            String[] columns = lines.getFirst().split(",", -1);
            return new StageNames(
                    lines.stream().skip(1).map(line -> name(columns, line)).toList());
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

    /** Source, name and stage; then the state in each taxonomy that a column is called after. */
    private static Name name(String[] columns, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != columns.length) {
            throw new IllegalArgumentException(RESOURCE + ": not as many columns as the first line: " + line);
        }
        Stage stage = Stage.valueOf(cells[2]);
        var states = new HashMap<String, String>();
        for (int i = 3; i < cells.length; i++) {
            Taxonomy taxonomy = Taxonomy.named(columns[i]);
            if (taxonomy.stage(taxonomy.state(cells[i])) != stage) {
                throw new IllegalArgumentException(RESOURCE + ": not a state of the stage: " + line);
            }
            states.put(taxonomy.name(), cells[i]);
        }
        return new Name(cells[0], cells[1], stage, states);
    }

    /** What others say for the state. */
    public List<Name> of(Taxonomy taxonomy, Taxonomy.State state) {
        return of(state.stage()).stream()
                .filter(name -> state.name().equals(name.states().getOrDefault(taxonomy.name(), state.name())))
                .toList();
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
    }
}
