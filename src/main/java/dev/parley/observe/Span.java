package dev.parley.observe;

/** A stretch of work in a trace. Given on as a value: nothing hangs on a thread. */
interface Span {

    /** Of a turn that nobody traces. */
    Span NONE = new Span() {
        @Override
        public void set(String key, Object value) {}

        @Override
        public void event(String name) {}

        @Override
        public void fail(String why) {}

        @Override
        public void end() {}
    };

    /** @param value a text, a number or a boolean; never a reader's words, nor a model's */
    void set(String key, Object value);

    /** Something happened just now. */
    void event(String name);

    /** It did not do what it should; {@code why} is one of a few words. */
    void fail(String why);

    /** Ends it, once. */
    void end();
}
