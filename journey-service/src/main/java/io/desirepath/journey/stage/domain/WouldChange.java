package io.desirepath.journey.stage.domain;

import io.desirepath.contracts.Stage;

/**
 * An event that would put another stage in the lead if it were seen now.
 *
 * @param event a public event name
 * @param mark what it counts as
 * @param newStage the stage that would lead
 * @param probability of that stage then
 */
public record WouldChange(String event, Mark mark, Stage newStage, double probability) {}
