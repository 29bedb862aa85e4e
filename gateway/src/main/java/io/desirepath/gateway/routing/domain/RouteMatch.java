package io.desirepath.gateway.routing.domain;

import java.util.SortedSet;

/** What the route table says about a method and a path. */
public sealed interface RouteMatch {

    record Found(Route route) implements RouteMatch {}

    /** @param allowed the methods that the path does answer */
    record WrongMethod(SortedSet<String> allowed) implements RouteMatch {}

    record Unknown() implements RouteMatch {}
}
