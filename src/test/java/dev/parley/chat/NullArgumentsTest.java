package dev.parley.chat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.harness.ChatHarness;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Null, passed in each place of each method that a handler may call: works where it may be null, else is refused by name. */
class NullArgumentsTest {

    private static final byte[] GIF =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    /** A method, and the place in which null is passed. */
    private record Trial(Class<?> type, Method method, int place) {

        Parameter parameter() {
            return method.getParameters()[place];
        }

        boolean mayBeNull() {
            return parameter().getAnnotatedType().isAnnotationPresent(Nullable.class);
        }

        @Override
        public String toString() {
            return type.getSimpleName() + "." + method.getName() + Arrays.toString(method.getParameterTypes())
                    + " without " + parameter().getName();
        }

        /** @return what is wrong; empty if nothing is */
        String run(@Nullable Object target) {
            Object[] arguments = Arrays.stream(method.getParameters())
                    .map(NullArgumentsTest::sensible)
                    .toArray();
            arguments[place] = null;
            try {
                method.invoke(target, arguments);
                return mayBeNull() ? "" : this + " is accepted; ";
            } catch (InvocationTargetException e) {
                return isClear(e.getCause()) ? "" : this + " gives " + e.getCause() + "; ";
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        private boolean isClear(Throwable refusal) {
            boolean says = refusal instanceof NullPointerException || refusal instanceof IllegalArgumentException;
            return says
                    && !mayBeNull()
                    && String.valueOf(refusal.getMessage()).contains(parameter().getName());
        }
    }

    private static List<Trial> trials(Class<?> type, boolean ofInstance) {
        var trials = new ArrayList<Trial>();
        for (var method : type.getMethods()) {
            boolean counts = Modifier.isStatic(method.getModifiers()) != ofInstance
                    && method.getDeclaringClass() != Object.class
                    && !method.isBridge()
                    && !method.isSynthetic();
            for (int place = 0; counts && place < method.getParameterCount(); place++) {
                if (!method.getParameterTypes()[place].isPrimitive()) {
                    trials.add(new Trial(type, method, place));
                }
            }
        }
        return trials;
    }

    private static Object sensible(Parameter parameter) {
        var type = parameter.getType();
        if (type.isEnum()) {
            return type.getEnumConstants()[0];
        }
        return switch (type.getName()) {
            case "double" -> 0.5;
            case "boolean" -> true;
            case "java.lang.Integer" -> 10;
            case "java.lang.Throwable" -> new IllegalStateException("It broke");
            case "java.lang.Class" -> String.class;
            case "[Ljava.lang.String;" -> new String[] {"a", "b"};
            case "[Ljava.lang.Object;" -> new Object[] {"a"};
            case "[Ldev.parley.chat.ChatField;" -> new ChatField[] {ChatField.text("a", "A")};
            case "dev.parley.chat.Table" -> Table.of(List.of(1));
            case "dev.parley.chat.Chart" -> Chart.line(List.of(1));
            case "java.lang.Object" -> object(parameter);
            default -> text(parameter);
        };
    }

    private static Object object(Parameter parameter) {
        boolean streams = parameter.getDeclaringExecutable().getName().equals("writeStream");
        return switch (parameter.getName()) {
            case "source" -> streams ? List.of("a") : GIF;
            case "data" -> List.of(1);
            default -> "a";
        };
    }

    private static String text(Parameter parameter) {
        boolean typed = parameter.getName().equals("mediaType");
        return typed ? parameter.getDeclaringExecutable().getName() + "/mpeg" : "a";
    }

    private static String wrong(Class<?> type, @Nullable Object target) {
        var wrong = new StringBuilder();
        trials(type, target != null).forEach(trial -> wrong.append(trial.run(target)));
        return wrong.toString();
    }

    private static void inTurn(ChatHandler handler) {
        try (var chat = ChatHarness.of(handler)) {
            chat.send("One").expectComplete();
            chat.send("Two").expectComplete();
        }
    }

    @Test
    void messagesAndStatuses() {
        inTurn(chat -> {
            var message = chat.message("assistant").markdown("Before");
            assertThat(wrong(ChatMessage.class, message)).isEmpty();
            try (var status = message.status("Reading")) {
                assertThat(wrong(ChatStatus.class, status)).isEmpty();
            }
        });
    }

    @Test
    void whatCanBeChanged() {
        inTurn(chat -> {
            var message = chat.message("assistant");
            assertThat(wrong(ChatMetric.class, message.metric("Rain", 1))).isEmpty();
            assertThat(wrong(ChatProgress.class, message.progress("Reading"))).isEmpty();
            assertThat(wrong(ChatRows.class, message.table(List.of(1)))).isEmpty();
            assertThat(wrong(ChatRows.class, message.lineChart(List.of(1)))).isEmpty();
        });
    }

    @Test
    void theChatItsModelAndItsSession() {
        inTurn(chat -> {
            assertThat(wrong(Chat.class, chat)).isEmpty();
            assertThat(wrong(ChatSession.class, chat.session())).isEmpty();
            assertThat(wrong(ChatModel.class, chat.model())).isEmpty();
        });
    }

    @Test
    void questions() {
        inTurn(chat -> assertThat(wrong(ChatQuestion.class, chat.ask("Sure?"))).isEmpty());
    }

    @Test
    void whatIsMadeBeforeItIsWritten() {
        assertThat(wrong(Table.class, null) + wrong(Chart.class, null) + wrong(ChatField.class, null))
                .isEmpty();
        assertThat(wrong(Table.class, Table.of(List.of(1)))).isEmpty();
        assertThat(wrong(Chart.class, Chart.scatter(List.of(1)))).isEmpty();
    }
}
