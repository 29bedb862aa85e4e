package io.desirepath.recommendation.catalog.content;

import io.desirepath.recommendation.catalog.CatalogConfig;
import io.desirepath.recommendation.catalog.ChangedRows;
import io.desirepath.recommendation.catalog.PollingLoop;
import io.desirepath.recommendation.catalog.content.domain.ContentItem;
import io.desirepath.recommendation.catalog.content.domain.ContentLibrary;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** Keeps the content items of this pod in step with their table. */
@ApplicationScoped
public class ContentFollower {

    private final DataSource database;
    private final ContentDocuments documents;
    private final PollingLoop loop;
    private volatile ContentLibrary library = ContentLibrary.EMPTY;
    private long seenBelow;

    ContentFollower(DataSource database, ContentDocuments documents, CatalogConfig config, MeterRegistry metrics) {
        this.database = database;
        this.documents = documents;
        this.loop = new PollingLoop("content-follower", config.poll(), metrics, this::follow);
    }

    void start(@Observes @Priority(150) StartupEvent event) throws SQLException {
        follow();
        loop.start();
    }

    @PreDestroy
    void stop() {
        loop.stop();
    }

    /** The content items as this pod knows them now. */
    public ContentLibrary library() {
        return library;
    }

    private void follow() throws SQLException {
        List<ContentItem> changed = new ArrayList<>();
        List<String> gone = new ArrayList<>();
        try (Connection c = database.getConnection()) {
            seenBelow = ChangedRows.round(
                    c,
                    seenBelow,
                    rows -> rows.of(
                            "content_item",
                            "declared",
                            List.of("id"),
                            row -> {
                                DeclaredContent declared = documents.items().declared(row);
                                String id = row.getString("id");
                                if (declared == null || declared.status() == DeclaredContent.Status.WITHDRAWN) {
                                    gone.add(id);
                                } else {
                                    changed.add(declared.item(id));
                                }
                            },
                            () -> {
                                if (!changed.isEmpty() || !gone.isEmpty()) {
                                    replaceBy(library.with(changed, gone));
                                    changed.clear();
                                    gone.clear();
                                }
                            }));
        }
    }

    /** A row may come again; the same library in another object would end all kept answers for nothing. */
    private void replaceBy(ContentLibrary next) {
        if (!next.items().equals(library.items())) {
            library = next;
        }
    }
}
