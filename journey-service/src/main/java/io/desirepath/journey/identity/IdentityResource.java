package io.desirepath.journey.identity;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.contracts.Problem;
import io.desirepath.contracts.ProblemType;
import io.desirepath.journey.identity.domain.Link;
import io.desirepath.journey.identity.domain.Membership;
import io.desirepath.journey.identity.domain.Person.Known;
import io.desirepath.journey.identity.domain.WhoIsWho;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/contacts/{id}/identity}: everything that was said about who a contact is, call by call. */
@Path("/v1/contacts/{id}/identity")
@Tag(name = "Journey")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class IdentityResource {

    private static final int MOST = 1000;

    private final DataSource database;
    private final PostgresIdentity identity;

    IdentityResource(DataSource database, PostgresIdentity identity) {
        this.database = database;
        this.identity = identity;
    }

    @Schema(
            name = "Identity",
            description = "What was said about who a contact is: at most 1,000 calls of each kind, newest first.")
    record Identity(
            String contactId,
            List<LinkedVisitor> visitors,
            List<SaidMembership> accounts,

            @Schema(description = "Of the contact's e-mail address; absent if it says nothing about a company.")
            @Nullable
            String emailDomain,

            @Schema(description = "The one account with that domain, an unconfirmed match.") @Nullable
            String matchedAccountId) {}

    @Schema(name = "LinkedVisitor", description = "A visitor was said to be the contact.")
    record LinkedVisitor(
            String anonymousId,
            Instant at,
            String messageId,

            @Schema(description = "The kind of call: IDENTIFY or ALIAS.")
            Link.Origin by,

            @Schema(description = "Whether a server said so.")
            boolean confirmed) {

        static LinkedVisitor of(Link link) {
            return new LinkedVisitor(
                    link.anonymousId(), link.moment().at(), link.moment().messageId(), link.origin(), link.confirmed());
        }
    }

    @Schema(name = "SaidMembership", description = "The contact was said to act for an account.")
    record SaidMembership(
            String accountId,
            Instant at,
            String messageId,

            @Schema(description = "The visitor it was said of, if the call did not name the contact.") @Nullable
            String anonymousId,

            @Schema(description = "Whether a server said so.")
            boolean confirmed) {

        static SaidMembership of(Membership m) {
            return new SaidMembership(
                    m.account().value(),
                    m.moment().at(),
                    m.moment().messageId(),
                    m.userId() == null ? m.anonymousId() : null,
                    m.confirmed());
        }
    }

    @GET
    @Operation(
            operationId = "readIdentity",
            summary = "What was said about who a contact is",
            description =
                    "The rules that follow from it are fixed: the last thing said before an activity holds for it,"
                            + " else the first; nothing merges two contacts.")
    @APIResponse(
            responseCode = "200",
            description = "What was said",
            content = @Content(schema = @Schema(implementation = Identity.class)))
    @APIResponse(
            responseCode = "404",
            description = "Nothing was said about this contact",
            content = @Content(mediaType = Problem.MEDIA_TYPE))
    public Identity read(
            @Parameter(description = "The contact", schema = @Schema(type = SchemaType.STRING)) @PathParam("id")
                    ContactId id)
            throws SQLException {
        try (Connection c = database.getConnection()) {
            List<Link> links = identity.linksTo(c, id, MOST);
            KnownFacts facts = identity.load(c, List.of(), List.of(id.value()));
            EmailFact email = facts.domains().get(id);
            String domain = email == null ? null : email.domain();
            WhoIsWho who = facts.whoIsWho();
            List<Membership> memberships = facts.memberships().stream()
                    .filter(m -> who.personsOf(m).contains(new Known(id)))
                    .sorted(Comparator.comparing(Membership::moment).reversed())
                    .limit(MOST)
                    .toList();
            if (links.isEmpty() && memberships.isEmpty() && email == null) {
                throw ProblemException.of(
                        ProblemType.UNKNOWN_CONTACT, "Nothing was said about who the contact '" + id + "' is");
            }
            AccountId owner =
                    domain == null ? null : identity.owners(c, List.of(domain)).get(domain);
            return new Identity(
                    id.value(),
                    links.stream().map(LinkedVisitor::of).toList(),
                    memberships.stream().map(SaidMembership::of).toList(),
                    domain,
                    owner == null ? null : owner.value());
        }
    }
}
