package io.desirepath.recommendation.accountcontext;

/**
 * Every key that this service keeps in Redis, each with a time to live.
 *
 * <table>
 * <caption>Keys</caption>
 * <tr><td>{@code dp:rec:ctx:4:<account>}</td><td>hash: {@code r} revision, {@code c} context as JSON, {@code t} its tag</td>
 * <td>{@link ContextConfig#ttl}</td></tr>
 * </table>
 */
final class RedisKeys {

    static final String REVISION = "r";
    static final String CONTEXT = "c";
    /** Another one for each context that is written. */
    static final String TAG = "t";

    /** The number changes with the form of the stored context, so that two versions of the service can share Redis. */
    private static final String ACCOUNT_CONTEXT = "dp:rec:ctx:4:";

    private RedisKeys() {}

    static String accountContext(String account) {
        return ACCOUNT_CONTEXT + account;
    }
}
