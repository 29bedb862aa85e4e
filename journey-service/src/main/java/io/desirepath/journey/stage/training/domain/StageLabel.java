package io.desirepath.journey.stage.training.domain;

import io.desirepath.contracts.Stage;
import java.time.Instant;

/**
 * What somebody who should know said of an account, such as its stage in a CRM.
 *
 * @param at when the account stood there
 * @param stage where it stood
 */
public record StageLabel(Instant at, Stage stage) {}
