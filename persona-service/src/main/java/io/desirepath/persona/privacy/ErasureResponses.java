package io.desirepath.persona.privacy;

import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** What a deletion answers: 202 with the receipt, and where to read it again. */
@Singleton
public class ErasureResponses {

    private final DataSource database;
    private final Erasures erasures;

    ErasureResponses(DataSource database, Erasures erasures) {
        this.database = database;
        this.erasures = erasures;
    }

    public Response accepted(String erasureId) {
        try (Connection c = database.getConnection()) {
            return Response.accepted(erasures.find(c, erasureId).orElseThrow())
                    .header(HttpHeaders.LOCATION, "/v1/erasures/" + erasureId)
                    .build();
        } catch (SQLException e) {
            throw new IllegalStateException("the receipts cannot be read", e);
        }
    }
}
