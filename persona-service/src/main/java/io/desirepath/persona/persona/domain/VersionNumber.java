package io.desirepath.persona.persona.domain;

/**
 * The number of a version of a persona.
 *
 * @param value 1 or more
 */
public record VersionNumber(int value) {

    /**
     * Reads a parameter; the name is what JAX-RS looks for.
     *
     * @throws IllegalArgumentException if it is not a number from 1
     */
    public static VersionNumber valueOf(String parameter) {
        if (!parameter.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException("version: must be a whole number from 1");
        }
        return new VersionNumber(Integer.parseInt(parameter));
    }
}
