package io.desirepath.local.launch;

import io.desirepath.local.folder.Secrets;
import io.desirepath.local.folder.SuiteEnv;
import java.net.URI;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** How each service is started: its command line, its ports and its environment. */
final class ServicePrograms {

    /** The name under which the secrets file keeps the secret of internal tokens. */
    static final String INTERNAL_SECRET = "INTERNAL_SECRET";

    /** And that of the hashes of forgotten ids; losing it would let old activity bring the forgotten back. */
    static final String ERASURE_KEY = "ERASURE_KEY";

    private static final String LOCALHOST = "127.0.0.1";

    private final Function<Service, List<String>> command;
    private final PostgresStore postgres;
    private final RedisStore redis;
    private final Secrets secrets;
    private final SuiteEnv env;
    private final Map<Service, Integer> ports = new EnumMap<>(Service.class);
    private final Map<Service, Integer> managementPorts = new EnumMap<>(Service.class);

    ServicePrograms(
            Function<Service, List<String>> command,
            PostgresStore postgres,
            RedisStore redis,
            Secrets secrets,
            SuiteEnv env,
            Ports free) {
        this.command = command;
        this.postgres = postgres;
        this.redis = redis;
        this.secrets = secrets;
        this.env = env;
        for (Service service : Service.values()) {
            ports.put(service, service == Service.GATEWAY ? env.gateway().getPort() : free.pick());
            managementPorts.put(service, free.pick());
        }
    }

    URI address(Service service) {
        return URI.create("http://" + LOCALHOST + ":" + ports.get(service));
    }

    URI management(Service service) {
        return URI.create("http://" + LOCALHOST + ":" + managementPorts.get(service));
    }

    ManagedProcess.Program of(Service service) {
        return new ManagedProcess.Program(
                service.module(),
                command.apply(service),
                environment(service),
                address(service).getPort(),
                management(service).getPort());
    }

    private Map<String, String> environment(Service service) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("QUARKUS_HTTP_HOST", LOCALHOST);
        values.put("QUARKUS_HTTP_PORT", Integer.toString(address(service).getPort()));
        values.put("QUARKUS_MANAGEMENT_HOST", LOCALHOST);
        values.put(
                "QUARKUS_MANAGEMENT_PORT", Integer.toString(management(service).getPort()));
        values.put("DESIREPATH_DATABASE_URL", postgres.jdbcUrl(service));
        values.put("DESIREPATH_DATABASE_USERNAME", service.runtimeRole());
        values.put("DESIREPATH_DATABASE_PASSWORD", secrets.get(service.runtimeSecret()));
        values.put("DESIREPATH_DATABASE_OWNER_USERNAME", service.ownerRole());
        values.put("DESIREPATH_DATABASE_OWNER_PASSWORD", secrets.get(service.ownerSecret()));
        values.put("DESIREPATH_REDIS_URL", redis.uri().toString());
        values.put("DESIREPATH_INTERNAL_SECRET", secrets.get(INTERNAL_SECRET));
        if (service != Service.GATEWAY) {
            values.put("DESIREPATH_ERASURE_KEY", secrets.get(ERASURE_KEY));
        }
        values.put("DESIREPATH_PERSONA_URL", address(Service.PERSONA).toString());
        values.put("DESIREPATH_JOURNEY_URL", address(Service.JOURNEY).toString());
        values.put(
                "DESIREPATH_RECOMMENDATION_URL", address(Service.RECOMMENDATION).toString());
        if (service == Service.JOURNEY) {
            // Who tries out webhooks has the receiver on the same machine.
            values.put("DESIREPATH_WEBHOOKS_ALLOWED_NETWORKS", "127.0.0.1/32,::1/128");
        }
        if (service == Service.GATEWAY) {
            values.put("DESIREPATH_WRITE_KEY", env.writeKey());
            values.put("DESIREPATH_RECOMMEND_KEY", env.recommendKey());
            values.put("DESIREPATH_SEGMENTS_KEY", env.segmentsKey());
            values.put("DESIREPATH_ADMIN_KEY", env.adminKey());
        }
        return values;
    }
}
