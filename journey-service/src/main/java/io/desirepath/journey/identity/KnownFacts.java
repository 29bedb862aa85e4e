package io.desirepath.journey.identity;

import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.journey.identity.domain.Link;
import io.desirepath.journey.identity.domain.Membership;
import io.desirepath.journey.identity.domain.WhoIsWho;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has been said about some persons, with everything that it depends on.
 *
 * @param links of the visitors, all of them
 * @param memberships of the visitors and contacts
 * @param domains the domain of each contact's e-mail address, where it says something
 * @param owners the account that each domain points to, where it points to one only
 */
record KnownFacts(
        List<Link> links,
        List<Membership> memberships,
        Map<ContactId, EmailFact> domains,
        Map<String, AccountId> owners) {

    WhoIsWho whoIsWho() {
        Map<ContactId, AccountId> byDomain = new HashMap<>();
        domains.forEach((contact, fact) -> {
            AccountId owner = fact.domain() == null ? null : owners.get(fact.domain());
            if (owner != null) {
                byDomain.put(contact, owner);
            }
        });
        return new WhoIsWho(links, memberships, byDomain);
    }

    KnownFacts withOwners(Map<String, AccountId> owners) {
        return new KnownFacts(links, memberships, domains, owners);
    }

    KnownFacts with(NewFacts news) {
        List<Link> allLinks = new ArrayList<>(links);
        allLinks.addAll(news.links());
        List<Membership> allMemberships = new ArrayList<>(memberships);
        allMemberships.addAll(news.memberships());
        Map<ContactId, EmailFact> allDomains = new HashMap<>(domains);
        news.domains().forEach((contact, fact) -> allDomains.merge(contact, fact, EmailFact::later));
        return new KnownFacts(allLinks, allMemberships, allDomains, owners);
    }

    /** The locks under which none of this changes. */
    Set<String> locks() {
        Set<String> locks = new HashSet<>();
        links.forEach(link -> {
            locks.add(PersonLocks.visitor(link.anonymousId()));
            locks.add(PersonLocks.contact(link.contact().value()));
        });
        domains.forEach((contact, fact) -> {
            if (fact.domain() != null) {
                locks.add(PersonLocks.domain(fact.domain()));
            }
        });
        return locks;
    }
}
