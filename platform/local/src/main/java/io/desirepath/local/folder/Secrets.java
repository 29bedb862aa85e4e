package io.desirepath.local.folder;

import java.io.IOException;
import java.util.Map;

/** What the processes need among themselves and nobody else: passwords and the internal token secret. */
public final class Secrets {

    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = values;
    }

    /** Reads the folder's secrets, making at random and writing those of {@code names} that are missing. */
    public static Secrets keep(SuiteFolder folder, Iterable<String> names) throws IOException {
        Map<String, String> values = KeyValueFile.read(folder.secrets());
        boolean complete = true;
        for (String name : names) {
            complete &= values.putIfAbsent(name, RandomText.secret()) != null;
        }
        if (!complete) {
            KeyValueFile.write(folder.secrets(), values);
        }
        return new Secrets(values);
    }

    /** @throws IllegalArgumentException if no such secret was asked for when these were read */
    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no secret " + name);
        }
        return value;
    }

    @Override
    public String toString() {
        return "Secrets" + values.keySet();
    }
}
