package io.desirepath.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The migrations of this checkout against those of the previous version. */
@RequiresHistory
class MigrationsTest {

    private static final Comparator<Path> BY_VERSION = Comparator.comparing(
            file -> file.getFileName().toString().replaceFirst("^V(.*)__.*$", "$1"), MigrationsTest::compareVersions);

    private final String previous = SourceTree.previousVersion();
    private final Predicate<Path> isNew =
            file -> SourceTree.git("ls-tree", previous, "--", relative(file)).isEmpty();

    @Test
    void newMigrationsTakeNothingFromThePreviousVersion() throws IOException {
        Map<Path, List<String>> objections = new TreeMap<>();
        for (Map.Entry<Path, List<Path>> folder : migrations().entrySet()) {
            List<String> added = folder.getValue().stream()
                    .filter(isNew)
                    .sorted(BY_VERSION)
                    .map(SourceTree::read)
                    .toList();
            objections.put(
                    folder.getKey(), MigrationCheck.objections(added, since -> SourceTree.isIn(since, previous)));
        }

        assertThat(objections)
                .as("UPGRADING.md, \"For those who write migrations\", says how to go about it")
                .hasSizeGreaterThanOrEqualTo(5)
                .allSatisfy((folder, list) -> assertThat(list).isEmpty());
    }

    /** Flyway refuses to migrate a database when a migration that it has applied reads otherwise. */
    @Test
    void migrationsOfThePreviousVersionAreAsTheyWere() {
        List<String> changed = SourceTree.git(
                        "diff", "--name-status", "--no-renames", previous, "--", "*/src/main/resources/db")
                .lines()
                .filter(line -> !line.startsWith("A"))
                .toList();

        assertThat(changed).isEmpty();
    }

    /** By the folder that they are in. */
    private static Map<Path, List<Path>> migrations() throws IOException {
        try (Stream<Path> files = Files.walk(SourceTree.ROOT)) {
            return files.filter(f -> relative(f).matches("(?!.*target/).*/src/main/resources/db/\\w+/V[^/]*\\.sql"))
                    .collect(Collectors.groupingBy(Path::getParent));
        }
    }

    private static String relative(Path file) {
        return SourceTree.ROOT.relativize(file).toString();
    }

    private static int compareVersions(String one, String other) {
        String[] a = one.split("_");
        String[] b = other.split("_");
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            int order = Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.length, b.length);
    }
}
