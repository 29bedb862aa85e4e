package io.desirepath.recommendation.accountcontext;

import io.desirepath.recommendation.accountcontext.domain.RestWindows;
import io.desirepath.recommendation.accountcontext.domain.RestWindows.Window;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** For how long a product rests after what became of it. */
@ConfigMapping(prefix = "desirepath.suppression")
public interface SuppressionConfig {

    /** How long a dismissed product is not shown. Default 90 days. */
    @WithDefault("90D")
    Duration dismissed();

    /** The same for single kinds, {@code dismissed-of.CROSS_SELL}. */
    Map<String, Duration> dismissedOf();

    /** How long a product that was clicked on and not bought comes later than others. Default 7 days. */
    @WithDefault("7D")
    Duration clicked();

    /** The same for single kinds. */
    Map<String, Duration> clickedOf();

    /** How long a product is not shown after it was bought, also as something to order again. Default none. */
    @WithDefault("0S")
    Duration purchased();

    /** The same for single kinds. */
    Map<String, Duration> purchasedOf();

    /** The signals of an account that are read, the newest first. Default 200. */
    @WithDefault("200")
    int maxSignals();

    default RestWindows windows() {
        return new RestWindows(
                new Window(dismissed(), dismissedOf()),
                new Window(clicked(), clickedOf()),
                new Window(purchased(), purchasedOf()));
    }
}
