package io.desirepath.testing.bad.helper;

/** Breaks a rule on purpose: a name that says nothing. */
public class NamingHelper {}
