package io.desirepath.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An upgrade as a rolling update does it: pods of both versions run on the new schema, and may have to go back. */
@RequiresHistory
class UpgradeIT {

    @Test
    void podsAreReplacedOneByOneAndBackAgainWithoutAFailedCall() throws Exception {
        Merchant merchant = new Merchant();
        try (Stores stores = Stores.start();
                Release previous = new Release("previous", PreviousBuild.folder(), stores);
                Release present = new Release("present", SourceTree.ROOT, stores);
                Release mixed = new Release("mixed", SourceTree.ROOT, stores)) {
            previous.migrate().startAll();
            merchant.open(previous.gateway());
            merchant.trade(previous.gateway());

            merchant.tradeDuring(previous.gateway(), present::migrate);
            merchant.findsEverythingAt(previous.gateway());

            merchant.tradeDuring(previous.gateway(), present::startAll);
            mixed.reach(previous, "persona", "journey", "recommendation").start("gateway");
            for (Release release : List.of(previous, present, mixed)) {
                merchant.trade(release.gateway());
            }
            for (Release release : List.of(previous, present, mixed)) {
                merchant.findsEverythingAt(release.gateway());
            }

            present.close();
            previous.close();
            previous.startAll();
            merchant.trade(previous.gateway());
            merchant.findsEverythingAt(previous.gateway());

            merchant.tradeDuring(previous.gateway(), present::startAll);
            previous.close();
            merchant.trade(present.gateway());
            merchant.findsEverythingAt(present.gateway());
            for (String reader : List.of("persona", "journey", "recommendation")) {
                assertThat(stores.list(reader, "SELECT error FROM feed_dead_letter"))
                        .as(reader + " could apply all events of either version")
                        .isEmpty();
            }
        }
    }
}
