package dev.parley.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.handlers.WriterHandler;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ObservedParley.class)
class LogFormatTest {

    @Test
    void whatWritesTheLogWritesJsonWhereThatIsConfigured() {
        var formatters = new ArrayList<Formatter>();
        for (var handler : Logger.getLogger("").getHandlers()) {
            collect(handler, formatters);
        }

        assertThat(formatters).isNotEmpty().allMatch(JsonLines.class::isInstance);
    }

    private static void collect(Handler handler, List<Formatter> formatters) {
        if (handler instanceof WriterHandler) {
            formatters.add(handler.getFormatter());
        } else if (handler instanceof ExtHandler holder) {
            for (var held : holder.getHandlers()) {
                collect(held, formatters);
            }
        }
    }
}
