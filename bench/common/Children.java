package common;

/** Processes that end with this one, however it ends short of being killed. */
public final class Children {

    private Children() {}

    /** The process and all that it starts are killed when this JVM ends; at once where it is ending already. */
    public static Thread bind(Process process) {
        var hook = new Thread(() -> kill(process));
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException ending) {
            kill(process);
            throw ending;
        }
        return hook;
    }

    /** The process has ended: nothing is to be done any more. */
    public static void release(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // The hook runs now.
        }
    }

    /** Kills it and all that it has started. */
    public static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
