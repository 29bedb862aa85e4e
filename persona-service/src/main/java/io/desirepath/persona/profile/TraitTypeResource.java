package io.desirepath.persona.profile;

import io.desirepath.contracts.ProblemType;
import io.desirepath.persona.profile.TraitTypes.Declaration;
import io.desirepath.persona.profile.domain.TraitSubject;
import io.desirepath.persona.profile.domain.TraitType;
import io.desirepath.persona.profile.domain.Traits;
import io.desirepath.service.page.Page;
import io.desirepath.service.page.PageSize;
import io.desirepath.service.page.PageToken;
import io.desirepath.service.problem.ProblemException;
import io.desirepath.service.version.EntityTags;
import io.desirepath.service.version.Precondition;
import io.desirepath.service.version.VersionedAnswers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /v1/trait-types}: which type a custom trait of accounts or contacts has. */
@Path("/v1/trait-types/{subject: account|contact}")
@RunOnVirtualThread
@Tag(name = "Trait types", description = "The declared types of custom traits; a trait without one may be anything")
public class TraitTypeResource {

    private static final int EXAMPLES = 20;

    @Schema(name = "TraitTypeDeclaration")
    record Body(
            @NotNull
            @Pattern(regexp = "string|number|boolean|date", message = "must be string, number, boolean or date")
            @Schema(enumeration = {"string", "number", "boolean", "date"})
            String type) {}

    @Schema(name = "TraitType")
    record View(String subject, String name, String type, Instant updatedAt) {
        static View of(Declaration declared) {
            return new View(
                    declared.subject().wireName(),
                    declared.name(),
                    declared.type().wireName(),
                    declared.updatedAt());
        }
    }

    @Schema(name = "TraitTypeDetail")
    record Detail(
            String subject,
            String name,
            String type,
            Instant updatedAt,

            @Schema(description = "How many accounts or contacts an activity said something unfitting of")
            long misfits,

            @Schema(description = "The latest of them, at most " + EXAMPLES)
            List<TraitTypes.Example> examples) {}

    @Schema(name = "TraitTypeList")
    record ViewList(List<View> traitTypes, @Nullable String nextPageToken) {}

    private final ProfileTransactions transactions;
    private final TraitTypes types;

    TraitTypeResource(ProfileTransactions transactions, TraitTypes types) {
        this.transactions = transactions;
        this.types = types;
    }

    @GET
    @Operation(operationId = "listTraitTypes", summary = "Lists the declared types in the order of the traits' names")
    public ViewList list(
            @PathParam("subject") String subject,
            @QueryParam("pageSize") @DefaultValue("100") PageSize pageSize,
            @QueryParam("pageToken") @Nullable PageToken pageToken) {
        List<Declaration> found = transactions.read(
                tx -> types.after(tx, subject(subject), PageToken.startOf(pageToken), pageSize.value() + 1));
        var page = Page.cut(found.stream().map(View::of).toList(), pageSize, View::name);
        return new ViewList(page.items(), page.nextPageToken());
    }

    @GET
    @Path("{name}")
    @Operation(
            operationId = "getTraitType",
            summary = "Reads a trait's type, and what activity said that does not fit it",
            description = "What does not fit is not applied. Only its type is kept, never its value.")
    @APIResponse(
            responseCode = "200",
            description = "The type; the ETag header is its version",
            content = @Content(schema = @Schema(implementation = Detail.class)))
    @APIResponse(responseCode = "404", description = "NOT_FOUND")
    public Response read(@PathParam("subject") String subject, @PathParam("name") String name) {
        TraitSubject whose = subject(subject);
        return transactions.read(tx -> {
            Declaration declared = types.find(tx, whose, name);
            if (declared == null) {
                throw unknown(whose, name);
            }
            View view = View.of(declared);
            Detail detail = new Detail(
                    view.subject(),
                    view.name(),
                    view.type(),
                    view.updatedAt(),
                    types.countMisfits(tx, whose, name),
                    types.latestMisfits(tx, whose, name, EXAMPLES));
            return VersionedAnswers.found(detail, declared.revision(), null);
        });
    }

    @PUT
    @Path("{name}")
    @Operation(
            operationId = "putTraitType",
            summary = "Declares a trait's type",
            description = "From now on a PUT with another type is refused, and what activity says of another type is"
                    + " not applied. What is already there stays until it is said anew.")
    @APIResponse(
            responseCode = "200",
            description = "Changed, or already so",
            content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(
            responseCode = "201",
            description = "Declared",
            content = @Content(schema = @Schema(implementation = View.class)))
    @APIResponse(responseCode = "400", description = "INVALID_JSON, INVALID_REQUEST or UNKNOWN_FIELD")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public Response put(
            @PathParam("subject") String subject,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch,
            @HeaderParam("If-None-Match") @Nullable EntityTags ifNoneMatch,
            @NotNull(message = "the body must be a JSON object") @Valid Body body) {
        TraitSubject whose = subject(subject);
        Traits.objection(name, "").ifPresent(objection -> {
            throw ProblemException.of(ProblemType.INVALID_REQUEST, "name: " + objection);
        });
        TraitType type = TraitType.valueOf(body.type().toUpperCase(Locale.ROOT));
        return transactions.change(List.of(lock(whose, name)), tx -> {
            Declaration known = types.find(tx, whose, name);
            new Precondition(ifMatch, ifNoneMatch).require(known == null ? null : known.revision());
            if (known != null && known.type() == type) {
                return VersionedAnswers.found(View.of(known), known.revision(), null);
            }
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            if (known != null) {
                types.delete(tx, whose, name);
            }
            Declaration declared = new Declaration(whose, name, type, transactions.nextRevision(tx), now);
            types.put(tx, declared);
            return VersionedAnswers.written(
                    known == null, View.of(declared), declared.revision(), "/v1/trait-types/" + whose.wireName(), name);
        });
    }

    @DELETE
    @Path("{name}")
    @Operation(operationId = "deleteTraitType", summary = "Takes a declaration back: the trait may be anything again")
    @APIResponse(responseCode = "204", description = "Deleted")
    @APIResponse(responseCode = "404", description = "NOT_FOUND")
    @APIResponse(responseCode = "412", description = "PRECONDITION_FAILED")
    public void delete(
            @PathParam("subject") String subject,
            @PathParam("name") String name,
            @HeaderParam("If-Match") @Nullable EntityTags ifMatch) {
        TraitSubject whose = subject(subject);
        transactions.change(List.of(lock(whose, name)), tx -> {
            Declaration known = types.find(tx, whose, name);
            if (known == null) {
                throw unknown(whose, name);
            }
            new Precondition(ifMatch, null).require(known.revision());
            types.delete(tx, whose, name);
            return known;
        });
    }

    private static TraitSubject subject(String wireName) {
        return TraitSubject.valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    private static String lock(TraitSubject subject, String name) {
        return "trait type " + subject + " " + name;
    }

    private static ProblemException unknown(TraitSubject subject, String name) {
        return ProblemException.of(
                ProblemType.NOT_FOUND, "No type is declared for the %s trait '%s'".formatted(subject.wireName(), name));
    }
}
