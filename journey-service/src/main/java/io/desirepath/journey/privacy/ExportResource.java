package io.desirepath.journey.privacy;

import io.desirepath.contracts.ProblemType;
import io.desirepath.service.privacy.ExportLines;
import io.desirepath.service.privacy.ExportLines.Section;
import io.desirepath.service.problem.ProblemException;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** {@code GET /internal/export/{kind}/{id}}: what this service has of a contact or an account, for its archive. */
@Path("/internal/export")
@RunOnVirtualThread
public class ExportResource {

    private static final String ACTIVITIES = "SELECT account_id AS \"accountId\", contact_id AS \"contactId\","
            + " anonymous_id AS \"anonymousId\", at, message_id AS \"messageId\", event, touchpoint, synthetic,"
            + " received_at AS \"receivedAt\", properties FROM activity WHERE %s ORDER BY at, message_id";

    private static final String VISITORS = "(SELECT anonymous_id FROM identity_link WHERE contact_id = ? EXCEPT"
            + " SELECT anonymous_id FROM identity_link WHERE contact_id <> ?)";

    private final DataSource database;

    ExportResource(DataSource database) {
        this.database = database;
    }

    @GET
    @Path("{kind}/{id}")
    @Produces(ExportLines.MEDIA_TYPE)
    @Operation(hidden = true)
    public StreamingOutput export(@PathParam("kind") String kind, @PathParam("id") String id) {
        return switch (kind) {
            case "contact" -> ExportLines.of(database, ofContact(id));
            case "account" -> ExportLines.of(database, ofAccount(id));
            default -> throw ProblemException.of(ProblemType.NOT_FOUND, "Neither contact nor account");
        };
    }

    private static List<Section> ofContact(String id) {
        return List.of(
                new Section(
                        "activities",
                        ACTIVITIES.formatted("contact_id = ? OR contact_id IS NULL AND anonymous_id IN " + VISITORS),
                        List.of(id, id, id)),
                new Section(
                        "identity",
                        "SELECT 'link' AS kind, anonymous_id AS \"anonymousId\", at, origin, confirmed"
                                + " FROM identity_link WHERE contact_id = ? ORDER BY at",
                        List.of(id)),
                new Section(
                        "identity",
                        "SELECT 'membership' AS kind, account_id AS \"accountId\", at, confirmed"
                                + " FROM identity_membership WHERE user_id = ? ORDER BY at",
                        List.of(id)),
                new Section(
                        "identity",
                        "SELECT 'emailDomain' AS kind, domain, at FROM contact_domain WHERE contact_id = ?",
                        List.of(id)),
                new Section(
                        "identity",
                        "SELECT 'profile' AS kind, profiling, role FROM contact_profile WHERE contact_id = ?",
                        List.of(id)),
                new Section(
                        "segments",
                        "SELECT 'profile' AS kind, role, department, seniority, persona_id AS \"personaId\","
                                + " persona_probability AS \"personaProbability\", profiling,"
                                + " marketing_email AS \"marketingEmail\", advertising,"
                                + " email_sha256 AS \"emailSha256\" FROM segment_contact WHERE contact_id = ?",
                        List.of(id)));
    }

    private static List<Section> ofAccount(String id) {
        return List.of(
                new Section("activities", ACTIVITIES.formatted("account_id = ?"), List.of(id)),
                new Section(
                        "identity",
                        "SELECT 'membership' AS kind, user_id AS \"contactId\", anonymous_id AS \"anonymousId\", at,"
                                + " confirmed FROM identity_membership WHERE account_id = ? ORDER BY at",
                        List.of(id)),
                new Section(
                        "journey",
                        "SELECT 'standing' AS kind, stage, first_at AS \"firstAt\", observed_at AS \"observedAt\","
                                + " events, state FROM account_stage WHERE account_id = ?",
                        List.of(id)),
                new Section(
                        "journey",
                        "SELECT 'transition' AS kind, from_stage AS \"from\", to_stage AS \"to\", at, reason"
                                + " FROM stage_transition WHERE account_id = ? ORDER BY revision",
                        List.of(id)),
                new Section(
                        "journey",
                        "SELECT 'label' AS kind, stage, said, at, received_at AS \"receivedAt\""
                                + " FROM journey_label WHERE account_id = ? ORDER BY at",
                        List.of(id)),
                new Section(
                        "segments",
                        "SELECT 'profile' AS kind, name, country, industry, employees FROM segment_account"
                                + " WHERE account_id = ?",
                        List.of(id)),
                new Section(
                        "segments",
                        "SELECT 'reorder' AS kind, product_id AS \"productId\", state, due_at AS \"dueAt\""
                                + " FROM segment_reorder WHERE account_id = ? ORDER BY product_id",
                        List.of(id)));
    }
}
