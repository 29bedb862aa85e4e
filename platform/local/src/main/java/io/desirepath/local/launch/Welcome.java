package io.desirepath.local.launch;

import io.desirepath.local.folder.SuiteEnv;
import io.desirepath.local.folder.SuiteFolder;
import java.nio.file.Path;

/** What a person is told when the suite is up: addresses, keys, and calls to copy. */
final class Welcome {

    private Welcome() {}

    /** @param account one that the sample has */
    static String text(SuiteEnv env, SuiteFolder folder, String account) {
        return """

                Desire Path is up.
                  gateway  %1$s
                  docs     %1$s/docs
                  keys     %2$s

                Try, in this folder:

                  . %2$s

                  curl -s -H "Authorization: Bearer $ADMIN_KEY" "$GATEWAY_URL/v1/accounts?pageSize=3"

                  curl -s -H "Authorization: Bearer $WRITE_KEY" -H "Content-Type: application/json" "$GATEWAY_URL/v1/batch" \\
                    -d '{"batch":[{"type":"track","messageId":"demo-1","event":"Quote Requested","userId":"contact-%3$s-1","context":{"groupId":"%3$s"}}]}'

                  curl -s -H "Authorization: Bearer $ADMIN_KEY" "$GATEWAY_URL/v1/accounts/%3$s/journey"

                  curl -s -H "Authorization: Bearer $RECOMMEND_KEY" "$GATEWAY_URL/v1/accounts/%3$s/recommendations?limit=5"
                """.formatted(env.gateway(), shown(folder.env()), account);
    }

    /** As a person in the checkout would type it. */
    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
