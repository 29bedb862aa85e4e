package io.desirepath.local.folder;

import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code .suite/env} tells a person or program that wants to call the suite.
 *
 * @param gateway base address, {@code http://127.0.0.1:8080}
 * @param writeKey may send activity
 * @param recommendKey may read recommendations
 * @param segmentsKey may read segments
 * @param adminKey may do all
 */
public record SuiteEnv(URI gateway, String writeKey, String recommendKey, String segmentsKey, String adminKey) {

    private static final String GATEWAY_URL = "GATEWAY_URL";
    private static final String WRITE_KEY = "WRITE_KEY";
    private static final String RECOMMEND_KEY = "RECOMMEND_KEY";
    private static final String SEGMENTS_KEY = "SEGMENTS_KEY";
    private static final String ADMIN_KEY = "ADMIN_KEY";

    /** Writes the file for this gateway address; keys that are in it already are kept, others made at random. */
    public static SuiteEnv keep(SuiteFolder folder, URI gateway) throws IOException {
        Map<String, String> values = KeyValueFile.read(folder.env());
        values.put(GATEWAY_URL, gateway.toString());
        for (String key : new String[] {WRITE_KEY, RECOMMEND_KEY, SEGMENTS_KEY, ADMIN_KEY}) {
            values.computeIfAbsent(key, name -> RandomText.serverKey());
        }
        SuiteEnv env = of(values).orElseThrow();
        Map<String, String> ordered = new LinkedHashMap<>();
        ordered.put(GATEWAY_URL, env.gateway.toString());
        ordered.put(WRITE_KEY, env.writeKey);
        ordered.put(RECOMMEND_KEY, env.recommendKey);
        ordered.put(SEGMENTS_KEY, env.segmentsKey);
        ordered.put(ADMIN_KEY, env.adminKey);
        KeyValueFile.write(folder.env(), ordered);
        return env;
    }

    /** Empty if the file is missing or incomplete. */
    public static Optional<SuiteEnv> read(SuiteFolder folder) throws IOException {
        return of(KeyValueFile.read(folder.env()));
    }

    private static Optional<SuiteEnv> of(Map<String, String> values) {
        String gateway = values.get(GATEWAY_URL);
        String write = values.get(WRITE_KEY);
        String recommend = values.get(RECOMMEND_KEY);
        String segments = values.get(SEGMENTS_KEY);
        String admin = values.get(ADMIN_KEY);
        if (gateway == null || write == null || recommend == null || segments == null || admin == null) {
            return Optional.empty();
        }
        return Optional.of(new SuiteEnv(URI.create(gateway), write, recommend, segments, admin));
    }

    @Override
    public String toString() {
        return "SuiteEnv[" + gateway + "]";
    }
}
