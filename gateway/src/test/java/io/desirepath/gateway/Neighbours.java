package io.desirepath.gateway;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Journey- and recommendation-service as real HTTP servers; where persona-service should be, nobody listens. */
public final class Neighbours implements QuarkusTestResourceLifecycleManager {

    public static final String WRITE_KEY = "dp_server_writekey_0123456789abcdefghijABCDEFGHIJ";
    public static final String RECOMMEND_KEY = "dp_server_recokey1_0123456789abcdefghijABCDEFGHIJ";
    public static final String ADMIN_KEY = "dp_server_adminkey_0123456789abcdefghijABCDEFGHIJ";

    /** From {@link #KEY_ORIGIN} and any port of localhost. */
    public static final String BROWSER_WRITE_KEY = "dp_browser_browswri_0123456789abcdefghijABCDEFGHIJ";

    public static final String BROWSER_RECOMMEND_KEY = "dp_browser_browsrec_0123456789abcdefghijABCDEFGHIJ";
    public static final String ACCOUNT_TOKEN_SECRET = "what-the-storefront-signs-account-tokens-with";
    public static final String KEY_ORIGIN = "https://shop.example";
    public static final String CONFIGURED_ORIGIN = "https://configured.example";

    private @Nullable Vertx vertx;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        NeighbourService journey = new NeighbourService(vertx, openApi("/v1/stages", "Stages", "string"));
        NeighbourService recommendation = new NeighbourService(vertx, openApi("/v1/products", "Products", "number"));
        Map<String, String> settings = new HashMap<>();
        settings.put("DESIREPATH_JOURNEY_URL", journey.url());
        settings.put("DESIREPATH_RECOMMENDATION_URL", recommendation.url());
        settings.put("DESIREPATH_PERSONA_URL", "http://localhost:1");
        settings.put("DESIREPATH_WRITE_KEY", WRITE_KEY);
        settings.put("DESIREPATH_RECOMMEND_KEY", RECOMMEND_KEY);
        settings.put("DESIREPATH_ADMIN_KEY", ADMIN_KEY);
        settings.put("DESIREPATH_BOOTSTRAP_BROWSER_WRITE_KEY", BROWSER_WRITE_KEY);
        settings.put("DESIREPATH_BOOTSTRAP_BROWSER_RECOMMEND_KEY", BROWSER_RECOMMEND_KEY);
        settings.put("DESIREPATH_BOOTSTRAP_ACCOUNT_TOKEN_SECRET", ACCOUNT_TOKEN_SECRET);
        settings.put("DESIREPATH_BOOTSTRAP_BROWSER_ORIGINS", KEY_ORIGIN + ",http://localhost:*");
        settings.put("desirepath.cors.origins", CONFIGURED_ORIGIN);
        settings.put("desirepath.routing.max-body", "64K");
        settings.put("desirepath.routing.max-import", "2M");
        settings.put("desirepath.routing.timeout", "1S");
        settings.put("desirepath.routing.import-timeout", "3S");
        settings.put("desirepath.apikey.refresh", "0.1S");
        return settings;
    }

    @Override
    public void stop() {
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** Both services have a schema {@code Common}, but not the same. */
    private static JsonObject openApi(String path, String schema, String commonType) {
        return new JsonObject("""
                {"openapi": "3.1.0", "info": {"title": "inner", "version": "0"},
                 "paths": {"%1$s": {"get": {"responses": {"200": {"description": "OK", "content": {"application/json":
                    {"schema": {"$ref": "#/components/schemas/%2$s"}}}}}}}, "/internal/feeds/{name}": {"get": {}}},
                 "components": {"schemas": {"%2$s": {"type": "object", "properties":
                    {"common": {"$ref": "#/components/schemas/Common"}}}, "Common": {"type": "%3$s"}}}}
                """.formatted(path, schema, commonType));
    }
}
