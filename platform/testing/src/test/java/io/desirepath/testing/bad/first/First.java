package io.desirepath.testing.bad.first;

import io.desirepath.testing.bad.second.Second;

/** Breaks a rule on purpose: a cycle of features. */
public class First {
    Second second;
}
