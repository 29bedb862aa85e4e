package io.desirepath.journey.identity;

import io.desirepath.contracts.ContactId;
import io.desirepath.journey.identity.domain.Link;
import io.desirepath.journey.identity.domain.Membership;
import java.util.List;
import java.util.Map;

/** What a group of calls says about who is who. */
record NewFacts(List<Link> links, List<Membership> memberships, Map<ContactId, EmailFact> domains) {

    static final NewFacts NONE = new NewFacts(List.of(), List.of(), Map.of());
}
