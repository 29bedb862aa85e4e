package io.desirepath.journey.bad;

/** Stands for a class of another service. */
public class ForeignService {}
