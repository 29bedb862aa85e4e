package io.desirepath.gateway.apidocs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.desirepath.gateway.routing.domain.Service;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import io.smallrye.openapi.api.util.MergeUtil;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Makes one OpenAPI document of the services' documents. */
final class OpenApiMerge {

    private static final String KEY = "key";

    private OpenApiMerge() {}

    /** The document as JSON and as YAML. */
    record Rendered(String json, String yaml) {}

    /**
     * @param documents what the services say of themselves; a service that is missing is named in the description
     * @param version of the suite
     */
    static Rendered merge(Map<Service, ObjectNode> documents, String version) {
        List<ServiceDocument> parts = new ArrayList<>();
        documents.forEach((service, document) -> parts.add(ServiceDocument.publicPartOf(service, document)));
        ComponentNames.separate(parts);
        OpenAPI merged = OASFactory.createOpenAPI();
        for (ServiceDocument part : parts) {
            merged = MergeUtil.merge(merged, parse(part.root()));
        }
        Set<Service> missing = EnumSet.copyOf(Service.others());
        missing.removeAll(documents.keySet());
        introduce(merged, version, missing);
        SmallRyeOpenAPI document = quietBuilder().withInitialModel(merged).build();
        return new Rendered(document.toJSON(), document.toYAML());
    }

    private static void introduce(OpenAPI document, String version, Set<Service> missing) {
        String description = "Sends activity in, brings journey stages and recommendations out.";
        if (!missing.isEmpty()) {
            description += "\n\n**Incomplete:** the calls of "
                    + missing.stream()
                            .map(service -> service.label() + "-service")
                            .collect(Collectors.joining(", "))
                    + " are missing: no answer from there yet.";
        }
        document.info(
                OASFactory.createInfo().title("Desire Path").version(version).description(description));
        document.servers(List.of(OASFactory.createServer().url("/")));
        if (document.getComponents() == null) {
            document.components(OASFactory.createComponents());
        }
        document.getComponents()
                .addSecurityScheme(
                        KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .description("An API key, `dp_…`. Basic authentication with the key as user name works"
                                        + " as well, and so does `writeKey` in the body of an ingestion call."
                                        + " Where an identity provider is configured, its access tokens do, too."));
        document.security(List.of(OASFactory.createSecurityRequirement().addScheme(KEY)));
    }

    private static OpenAPI parse(ObjectNode document) {
        byte[] json = document.toString().getBytes(StandardCharsets.UTF_8);
        return quietBuilder()
                .withCustomStaticFile(() -> new ByteArrayInputStream(json))
                .build()
                .model();
    }

    /** Reads only what it is given, nothing of this service's own classes or files. */
    private static SmallRyeOpenAPI.Builder quietBuilder() {
        return SmallRyeOpenAPI.builder()
                .enableModelReader(false)
                .enableStandardStaticFiles(false)
                .enableStandardFilter(false)
                .enableAnnotationScan(false);
    }
}
