package io.desirepath.journey.ingestion;

import com.fasterxml.jackson.databind.JsonNode;
import io.desirepath.contracts.AccountId;
import io.desirepath.contracts.ContactId;
import io.desirepath.journey.activity.OrderProperties;
import io.desirepath.journey.activity.domain.Activity;
import io.desirepath.journey.activity.domain.Claim;
import io.desirepath.journey.activity.domain.Sender;
import io.desirepath.service.privacy.ErasureLock;
import io.desirepath.service.privacy.Refusals;
import io.desirepath.service.privacy.Subject;
import io.desirepath.service.privacy.Tombstones;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of what was sent whatever is of somebody who was forgotten. An account's order stays the account's, without the
 * person; what a forgotten visitor's browser sends of a contact who is not forgotten stays the contact's. Anything else
 * becomes a reject that says nothing but that there was one.
 */
@Singleton
class RefuseErased {

    private static final String EMPTY = "{}";

    private final Tombstones tombstones;

    RefuseErased(Tombstones tombstones) {
        this.tombstones = tombstones;
    }

    /** @param tx has locked nothing yet; nobody in what is returned can be forgotten before it ends */
    List<Submission> from(Connection tx, List<Submission> group) throws SQLException {
        ErasureLock.shared(tx);
        Refusals refusals = tombstones.refusals(tx, subjects(group));
        return refusals.isEmpty()
                ? group
                : group.stream().map(sent -> admitted(sent, refusals)).toList();
    }

    private static Set<Subject> subjects(List<Submission> group) {
        Set<Subject> subjects = new HashSet<>();
        for (Submission sent : group) {
            sent.rejects().forEach(reject -> subjects.addAll(named(reject)));
            for (Incoming event : sent.events()) {
                Sender sender = event.activity().sender();
                add(subjects, sender.groupId());
                add(subjects, sender.userId());
                addVisitor(subjects, sender.anonymousId());
                if (event.activity().claim() instanceof Claim.Aliased(String previousId)) {
                    addVisitor(subjects, previousId);
                }
            }
        }
        return subjects;
    }

    private static Submission admitted(Submission sent, Refusals refusals) {
        List<Incoming> events = new ArrayList<>();
        List<Reject> rejects = new ArrayList<>();
        for (Reject reject : sent.rejects()) {
            boolean gone = named(reject).stream().anyMatch(subject -> refusals.refuses(subject, reject.receivedAt()));
            rejects.add(gone ? refused(reject.id().toString(), reject.receivedAt()) : reject);
        }
        for (Incoming event : sent.events()) {
            Incoming left = admitted(event, refusals);
            if (left == null) {
                Activity activity = event.activity();
                rejects.add(refused(activity.messageId().value(), activity.receivedAt()));
            } else {
                events.add(left);
            }
        }
        return sent.with(events, rejects);
    }

    private static @Nullable Incoming admitted(Incoming event, Refusals refusals) {
        Activity activity = event.activity();
        Sender sender = activity.sender();
        AccountId account = sender.groupId();
        ContactId contact = sender.userId();
        if (account != null && refusals.refusesAccount(account.value(), activity.at())) {
            return null;
        }
        boolean contactGone = contact != null && refusals.refusesContact(contact.value(), activity.at());
        boolean visitorGone = refusals.refusesVisitor(sender.anonymousId(), activity.at());
        boolean aliasGone = activity.claim() instanceof Claim.Aliased(String previousId)
                && refusals.refusesVisitor(previousId, activity.at());
        if (!contactGone && !visitorGone && !aliasGone) {
            return event;
        }
        if (!contactGone && !aliasGone && contact != null) {
            return new Incoming(activity.from(new Sender(contact, null, account, sender.server())), event.badLines());
        }
        return activity.needsProof() && sender.server() && account != null
                ? new Incoming(withoutPerson(activity, account), withoutContent(event.badLines()))
                : null;
    }

    private static Activity withoutPerson(Activity activity, AccountId account) {
        return activity.withProperties(OrderProperties.withoutPerson(activity.properties()))
                .from(new Sender(null, null, account, true));
    }

    private static List<Reject> withoutContent(List<Reject> badLines) {
        return badLines.stream()
                .map(line ->
                        new Reject(line.id(), line.messageId(), line.reason(), line.detail(), EMPTY, line.receivedAt()))
                .toList();
    }

    /** Of what it is made from nothing is left, but the same sent again is the same reject. */
    private static Reject refused(String what, Instant receivedAt) {
        UUID id = UUID.nameUUIDFromBytes(("ERASED\n" + what).getBytes(StandardCharsets.UTF_8));
        return new Reject(id, null, RejectReason.ERASED, "it is about somebody who was erased", EMPTY, receivedAt);
    }

    /** Whom something that could not be used is about, as far as it says so where calls do. */
    private static Set<Subject> named(Reject reject) {
        JsonNode sent = EventJson.readStored(reject.payload());
        Set<Subject> subjects = new HashSet<>();
        Optional.ofNullable(EventFields.text(sent, "userId"))
                .map(Subject::contact)
                .ifPresent(subjects::add);
        Optional.ofNullable(EventFields.text(sent, "groupId"))
                .map(Subject::account)
                .ifPresent(subjects::add);
        Optional.ofNullable(EventFields.text(sent.path("context"), "groupId"))
                .map(Subject::account)
                .ifPresent(subjects::add);
        addVisitor(subjects, EventFields.text(sent, "anonymousId"));
        addVisitor(subjects, EventFields.text(sent, "previousId"));
        return subjects;
    }

    private static void add(Set<Subject> subjects, @Nullable AccountId account) {
        if (account != null) {
            subjects.add(Subject.account(account.value()));
        }
    }

    private static void add(Set<Subject> subjects, @Nullable ContactId contact) {
        if (contact != null) {
            subjects.add(Subject.contact(contact.value()));
        }
    }

    private static void addVisitor(Set<Subject> subjects, @Nullable String anonymousId) {
        if (anonymousId != null) {
            subjects.add(Subject.visitor(anonymousId));
        }
    }
}
