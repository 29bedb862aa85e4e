package io.desirepath.journey.segment.domain;

import io.desirepath.contracts.BuyingRole;
import io.desirepath.contracts.condition.Facts;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What segments may ask of an account or a contact.
 *
 * @param person null for an account
 * @param accounts the account itself, or those that the contact acts for
 * @param done what was done, by day; null if it may not be looked at
 * @param memberOf the segments that the subject is in, and those of its accounts
 * @param at the moment all this is of
 */
public record SubjectFacts(
        @Nullable Person person,
        List<AccountFacts> accounts,
        @Nullable List<Done> done,
        Set<String> memberOf,
        Instant at)
        implements Facts {

    public SubjectFacts {
        accounts = List.copyOf(accounts);
        done = done == null ? null : List.copyOf(done);
    }

    /** What is known of a contact. */
    public record Person(
            @Nullable BuyingRole role,
            @Nullable String seniority,
            @Nullable String department,
            @Nullable LikelyPersona persona) {}

    /**
     * @param event in lower case
     * @param day UTC
     * @param count 1 or more
     */
    public record Done(String event, String touchpoint, LocalDate day, long count) {}

    @Override
    public @Nullable BuyingRole role() {
        return person == null ? null : person.role();
    }

    @Override
    public @Nullable String seniority() {
        return person == null ? null : person.seniority();
    }

    @Override
    public @Nullable String department() {
        return person == null ? null : person.department();
    }

    @Override
    public @Nullable String title() {
        return null;
    }

    @Override
    public @Nullable Object trait(String name) {
        return null;
    }

    @Override
    public @Nullable LikelyPersona persona() {
        return person == null ? null : person.persona();
    }

    @Override
    public @Nullable Long activities(@Nullable String event, @Nullable String touchpoint, int withinDays) {
        if (done == null) {
            return null;
        }
        LocalDate before = today().minusDays(withinDays);
        String wanted = event == null ? null : event.strip();
        return done.stream()
                .filter(some -> some.day().isAfter(before))
                .filter(some -> wanted == null || wanted.equalsIgnoreCase(some.event()))
                .filter(some -> touchpoint == null || touchpoint.equalsIgnoreCase(some.touchpoint()))
                .mapToLong(Done::count)
                .sum();
    }

    @Override
    public Boolean memberOf(String segment) {
        return memberOf.contains(segment);
    }

    @Override
    public Instant endOfDay() {
        return today().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private LocalDate today() {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** The same as a member of these segments. */
    public SubjectFacts in(Set<String> segments) {
        return new SubjectFacts(person, accounts, done, segments, at);
    }
}
