package dev.parley.config;

/** What is said of a value that makes no sense; who reads the settings puts the key before it. */
final class Wrong {

    private Wrong() {}

    /** @param wanted what it would have to be */
    static IllegalArgumentException value(String wanted, String value) {
        return new IllegalArgumentException("it is " + wanted + ", not '" + value + "'");
    }
}
