package io.desirepath.persona.persona.domain;

import java.time.LocalDate;

/**
 * What a contact did on a day.
 *
 * @param event the name of the event
 * @param touchpoint where
 * @param day UTC
 * @param count how often
 */
public record Behaviour(String event, String touchpoint, LocalDate day, long count) {}
