package io.desirepath.benchmark.recommendation;

import static org.assertj.core.api.Assertions.assertThat;

import io.desirepath.benchmark.orders.OrderFiles;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FamilyCheckTest {

    @Test
    void onTheSampleNoSubstituteOfABasketShowsAsItsComplement(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("orders.csv.gz");
        try (InputStream sample =
                Objects.requireNonNull(OrderLines.class.getResourceAsStream("/sample/orders.csv.gz"))) {
            Files.copy(sample, file);
        }
        FamilyCheck check = new FamilyCheck(OrderLines.of(OrderFiles.read(file, folder.resolve("unusable.csv"))));

        FamilyCheck.Count with = check.count(true);
        FamilyCheck.Count without = check.count(false);

        assertThat(with.substitutes()).isZero();
        assertThat(with.complements()).isGreaterThan(10_000);
        assertThat(without.substitutes()).as("what the rule keeps out").isGreaterThan(1_000);
    }
}
