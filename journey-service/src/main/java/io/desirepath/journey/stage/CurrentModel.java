package io.desirepath.journey.stage;

import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * The stage model in use on this replica: what ships, until another is put in its place. Who needs it for more than one
 * thing asks once, so that all of an answer comes from one model.
 */
@Singleton
public class CurrentModel implements Supplier<ModelAtWork> {

    private volatile ModelAtWork model = ModelAtWork.of(ExpertPrior.load(), null, null);

    @Override
    public ModelAtWork get() {
        return model;
    }

    /** Puts another in use. */
    public void use(ModelAtWork other) {
        model = other;
    }
}
