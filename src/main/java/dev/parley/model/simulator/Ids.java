package dev.parley.model.simulator;

import java.util.concurrent.ThreadLocalRandom;

/** Ids in the API's form. */
final class Ids {

    private Ids() {}

    static String next(String prefix) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return prefix + "01" + Long.toString(random.nextLong(Long.MAX_VALUE), 36)
                + Long.toString(random.nextLong(Long.MAX_VALUE), 36);
    }
}
