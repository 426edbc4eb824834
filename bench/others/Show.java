package others;

import common.Scene;
import common.Stream;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One answer for each of the chats of a run. */
final class Show implements Scene {

    private final int number;
    private final List<Stream> streams;

    Show(int number, int chats, Plan plan) {
        this.number = number;
        var chunks = Answer.chunks(plan.chunks());
        this.streams = IntStream.range(0, chats)
                .mapToObj(chat -> Stream.saying(chat, plan.rate(), chunks))
                .toList();
    }

    @Override
    public int number() {
        return number;
    }

    @Override
    public @Nullable Stream stream(int asked) {
        return asked < streams.size() ? streams.get(asked) : null;
    }

    /** Each answer is said to its end. */
    @Override
    public boolean isFinishing() {
        return false;
    }

    Stream first() {
        return streams.getFirst();
    }

    /** Of all chats. */
    int sent() {
        return streams.stream().mapToInt(Stream::sent).sum();
    }
}
