package io.desirepath.testing.bad.second;

import io.desirepath.journey.bad.ForeignService;
import io.desirepath.testing.bad.first.First;

/** Breaks two rules on purpose: a cycle of features, and a class of another service. */
public class Second {
    First first;
    ForeignService foreign;
}
