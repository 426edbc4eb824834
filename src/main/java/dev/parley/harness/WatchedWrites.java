package dev.parley.harness;

import dev.parley.chat.ChatMessage;
import dev.parley.chat.ChatMetric;
import dev.parley.chat.ChatProgress;
import dev.parley.chat.ChatQuestion;
import dev.parley.chat.ChatRows;
import dev.parley.chat.ChatSession;
import dev.parley.chat.ChatStatus;
import dev.parley.chat.TurnEndedException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Passes each call of a handler on, and keeps what it writes too late: who swallows the exception hides it otherwise. */
final class WatchedWrites implements InvocationHandler {

    private final Object target;
    private final HandlerRun run;

    private WatchedWrites(Object target, HandlerRun run) {
        this.target = target;
        this.run = run;
    }

    static <T> T of(Class<T> type, T target, HandlerRun run) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new WatchedWrites(target, run)));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // What gives itself back is watched already.
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("equals") && arguments != null) {
            return proxy == arguments[0];
        }
        try {
            Object result = method.invoke(target, arguments);
            return result == target ? proxy : watched(result);
        } catch (InvocationTargetException e) {
            var thrown = e.getCause();
            keep(method.getName(), thrown);
            throw thrown == null ? e : thrown;
        }
    }

    private @Nullable Object watched(@Nullable Object result) {
        return switch (result) {
            case ChatMessage message -> of(ChatMessage.class, message, run);
            case ChatStatus status -> of(ChatStatus.class, status, run);
            case ChatRows rows -> of(ChatRows.class, rows, run);
            case ChatMetric metric -> of(ChatMetric.class, metric, run);
            case ChatProgress progress -> of(ChatProgress.class, progress, run);
            case ChatQuestion question -> of(ChatQuestion.class, question, run);
            case ChatSession session -> of(ChatSession.class, session, run);
            case null, default -> result;
        };
    }

    private void keep(String what, @Nullable Throwable thrown) {
        if (thrown instanceof TurnEndedException) {
            run.triedAfterTurn(what);
        } else if (thrown instanceof IllegalStateException
                && String.valueOf(thrown.getMessage()).endsWith("has ended")) {
            run.triedAfterEnd(what);
        }
    }
}
