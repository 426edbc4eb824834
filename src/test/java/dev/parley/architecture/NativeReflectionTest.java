package dev.parley.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import dev.parley.conversation.Element;
import dev.parley.conversation.Event;
import dev.parley.conversation.Form;
import dev.parley.log.Position;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What Jackson reads and writes by reflection is named to the native image; what is not would fail there only. */
@AnalyzeClasses(packages = "dev.parley", importOptions = DoNotIncludeTests.class)
class NativeReflectionTest {

    /** What is made JSON beside the classes that are marked themselves. */
    private static final List<Class<?>> ROOTS =
            List.of(Event.class, Element.Content.class, Element.Change.class, Form.class, Position.class);

    @ArchTest
    void allThatIsReachedFromARegisteredRecordIsRegisteredToo(JavaClasses classes) {
        var registered = registered(classes);
        var reached = reached(Stream.concat(ROOTS.stream(), registered.stream()).toList());
        assertThat(reached).contains(Event.MessageStarted.class, Element.Markdown.class);
        assertThat(registered).containsAll(reached);
    }

    private static Set<Class<?>> registered(JavaClasses classes) {
        var registered = new HashSet<Class<?>>();
        for (JavaClass type : classes) {
            if (type.isAnnotatedWith(RegisterForReflection.class)) {
                var targets =
                        type.getAnnotationOfType(RegisterForReflection.class).targets();
                registered.addAll(targets.length == 0 ? List.of(type.reflect()) : List.of(targets));
            }
        }
        return registered;
    }

    /** The records and enums that JSON is made of, through their parts and what a sealed type permits. */
    private static Set<Class<?>> reached(List<Class<?>> roots) {
        var seen = new HashSet<Class<?>>();
        var left = new ArrayDeque<Type>(roots);
        while (!left.isEmpty()) {
            var next = left.pop();
            if (next instanceof ParameterizedType generic) {
                left.addAll(List.of(generic.getActualTypeArguments()));
            } else if (next instanceof Class<?> type && isOurs(type) && seen.add(type)) {
                left.addAll(partsOf(type));
            }
        }
        seen.removeIf(type -> !type.isRecord() && !type.isEnum());
        return seen;
    }

    private static List<Type> partsOf(Class<?> type) {
        if (type.isSealed()) {
            return List.of(type.getPermittedSubclasses());
        }
        return type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getGenericType)
                        .toList()
                : List.of();
    }

    private static boolean isOurs(Class<?> type) {
        return type.getPackageName().startsWith("dev.parley.");
    }
}
