package io.desirepath.journey.activation.workflow.domain;

import java.util.List;

/** What taking a step came to. */
public sealed interface Finding {

    /** Sentences for people. */
    List<String> found();

    /** On to the next one. */
    record Passed(List<String> found) implements Finding {
        public Passed {
            found = List.copyOf(found);
        }
    }

    /** There is nothing more to do for the account. */
    record Stopped(String reason, List<String> found) implements Finding {
        public Stopped {
            found = List.copyOf(found);
        }
    }

    /** @param forGood whether trying again is of no use */
    record Failed(String why, boolean forGood) implements Finding {
        @Override
        public List<String> found() {
            return List.of(why);
        }
    }
}
