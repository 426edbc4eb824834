package page;

import java.util.Set;

/** A page that is measured. */
enum Subject {
    PARLEY("Parley", "/c/bench-conversation", Set.of()),
    /** With less motion wanted, Parley draws in each frame what has come by then. */
    UNPACED("Parley, each frame", "/c/bench-conversation", Set.of(Load.MIXED, Load.FELT)),
    APPENDING("append-only text", "/reference/append", Set.of()),
    PER_FRAME("rendered anew per frame", "/reference/per-frame", Set.of(Load.SMALL, Load.MIXED, Load.FENCE, Load.FELT)),
    /** With 20,000 tokens it would take minutes to work off what came in ten seconds. */
    PER_CHUNK("rendered anew per chunk", "/reference/per-chunk", Set.of(Load.SMALL));

    private final String title;
    private final String address;
    private final Set<String> loads;

    Subject(String title, String address, Set<String> loads) {
        this.title = title;
        this.address = address;
        this.loads = loads;
    }

    String title() {
        return title;
    }

    String address() {
        return address;
    }

    /** None named means all. */
    boolean takes(Load load) {
        if (load.name().equals(Load.SCROLL)) {
            return this == PARLEY;
        }
        return loads.isEmpty() || loads.contains(load.name());
    }
}
