package io.desirepath.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The container engine, as far as it is needed here. */
final class Podman {

    private Podman() {}

    static String run(String... arguments) {
        return call(List.of(arguments)).successful("podman " + String.join(" ", arguments));
    }

    static Command call(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("podman"));
        command.addAll(arguments);
        return Command.run(command, Map.of());
    }
}
