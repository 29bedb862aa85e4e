package io.desirepath.journey.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Claim;
import io.desirepath.journey.activity.domain.Sender;
import io.desirepath.journey.identity.domain.EmailDomain;
import io.desirepath.journey.identity.domain.Link;
import io.desirepath.journey.identity.domain.Link.Origin;
import io.desirepath.journey.identity.domain.Membership;
import io.desirepath.journey.identity.domain.Moment;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what calls say about who is who. */
@Singleton
class FactsIn {

    private static final String FREE_MAIL = "/identity/free-mail-domains.txt";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EmailDomain emailDomain = new EmailDomain(freeMail());

    NewFacts activities(Collection<Activity> activities) {
        List<Link> links = new ArrayList<>();
        List<Membership> memberships = new ArrayList<>();
        Map<ContactId, EmailFact> domains = new HashMap<>();
        for (Activity activity : activities) {
            Moment moment = new Moment(activity.at(), activity.messageId().value());
            Sender sender = activity.sender();
            switch (activity.claim()) {
                case Claim.Identified(String traits) -> {
                    ContactId contact = sender.userId();
                    if (contact != null) {
                        link(links, moment, sender.anonymousId(), contact, sender.server(), Origin.IDENTIFY);
                        EmailFact email = email(moment, traits);
                        if (email != null) {
                            domains.merge(contact, email, EmailFact::later);
                        }
                    }
                }
                case Claim.Aliased(String previousId) -> {
                    ContactId contact = sender.userId();
                    if (contact != null) {
                        link(links, moment, previousId, contact, sender.server(), Origin.ALIAS);
                    }
                }
                case Claim.Grouped ignored -> {
                    AccountId account = sender.groupId();
                    if (account != null && (sender.userId() != null || sender.anonymousId() != null)) {
                        memberships.add(new Membership(
                                moment, account, sender.userId(), sender.anonymousId(), sender.server()));
                    }
                }
                case Claim.Nothing ignored -> {}
            }
        }
        return new NewFacts(links, memberships, domains);
    }

    private static void link(
            List<Link> links,
            Moment moment,
            @Nullable String visitor,
            ContactId contact,
            boolean confirmed,
            Origin origin) {
        if (visitor != null) {
            links.add(new Link(moment, visitor, contact, confirmed, origin));
        }
    }

    private @Nullable EmailFact email(Moment moment, String traits) {
        try {
            JsonNode email = JSON.readTree(traits).path("email");
            return email.isTextual() && !email.textValue().isEmpty()
                    ? new EmailFact(moment, emailDomain.of(email.textValue()).orElse(null))
                    : null;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("traits that were read as JSON are none", e);
        }
    }

    private static Set<String> freeMail() {
        try (InputStream file = FactsIn.class.getResourceAsStream(FREE_MAIL)) {
            if (file == null) {
                throw new IllegalStateException(FREE_MAIL + " is missing");
            }
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(FREE_MAIL + " cannot be read", e);
        }
    }
}
