package dev.parley.model.claude;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** Logs each unknown thing of the protocol once, so that a new kind of event does not flood the log. */
final class WarnOnce {

    private static final Logger LOG = Logger.getLogger(WarnOnce.class);

    /** A hostile or broken server must not fill the memory with names. */
    private static final int MOST = 200;

    private static final int LONGEST_NAME = 80;

    private final Set<String> seen = ConcurrentHashMap.newKeySet();

    /** Returns whether this was the first time. */
    boolean unknown(String what, String name) {
        String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
        if (seen.size() >= MOST || !seen.add(what + ' ' + shown)) {
            return false;
        }
        LOG.infof("Ignoring the unknown %s \"%s\" in a model's answer", what, printable(shown));
        return true;
    }

    private static String printable(String name) {
        return name.replaceAll("\\p{Cntrl}", "?");
    }
}
