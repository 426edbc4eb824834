package dev.parley.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.config.Flag;
import dev.parley.config.HttpAddress;
import dev.parley.config.NonNegativeDuration;
import dev.parley.config.NonNegativeInt;
import dev.parley.config.Port;
import dev.parley.config.PositiveAmount;
import dev.parley.config.PositiveDuration;
import dev.parley.config.PositiveInt;
import dev.parley.config.PositiveLong;
import dev.parley.config.PositiveSize;
import dev.parley.config.Price;
import dev.parley.config.Share;
import dev.parley.config.Zone;
import dev.parley.deployment.ConfigurationKeys.Setting;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A value that makes no sense is told at the start, in a sentence that names its key. */
class WrongSettingsTest {

    private static final Map<Class<?>, List<String>> WRONG = Map.ofEntries(
            Map.entry(PositiveInt.class, List.of("many", "0", "-1", "1.5", "99999999999")),
            Map.entry(NonNegativeInt.class, List.of("many", "-1")),
            Map.entry(PositiveLong.class, List.of("many", "0", "-1")),
            Map.entry(Port.class, List.of("any", "-1", "65536")),
            Map.entry(Share.class, List.of("most", "-0.1", "1.1", "NaN")),
            Map.entry(Price.class, List.of("cheap", "-1", "NaN", "Infinity")),
            Map.entry(PositiveAmount.class, List.of("cheap", "0", "-1", "NaN", "Infinity")),
            Map.entry(PositiveDuration.class, List.of("soon", "0s", "PT-5S")),
            Map.entry(NonNegativeDuration.class, List.of("soon", "PT-5S")),
            Map.entry(PositiveSize.class, List.of("large", "0", "-1")),
            Map.entry(HttpAddress.class, List.of("collector", "collector:4318", "ftp://collector/", "http://")),
            Map.entry(Zone.class, List.of("Mars/Base", "25")),
            Map.entry(Flag.class, List.of("maybe", "1")));

    /** What else is read as something that not every text is. */
    private static final Map<Class<?>, List<String>> WRONG_OF_TYPE = Map.of(Double.class, List.of("cheap"));

    static Stream<Arguments> wrongValues() throws IOException {
        return ConfigurationKeys.byMapping().values().stream()
                .flatMap(List::stream)
                .flatMap(key -> wrongOf(key).stream().map(value -> Arguments.of(key, value)));
    }

    private static List<String> wrongOf(Setting key) {
        var converter = key.converter();
        if (converter != null) {
            return WRONG.get(converter);
        }
        return key.type() instanceof Class<?> type && type.isEnum()
                ? List.of("nonsense")
                : WRONG_OF_TYPE.getOrDefault(key.type(), List.of());
    }

    @ParameterizedTest
    @MethodSource("wrongValues")
    void aWrongValueIsToldWithItsKey(Setting key, String value) {
        String name = nameOf(key);
        assertThatThrownBy(() -> read(outermost(key), name, value))
                .satisfies(failure -> assertThat(String.valueOf(failure.getMessage())
                                .lines()
                                .filter(line -> line.contains(name) && line.contains(value)))
                        .hasSize(1));
    }

    @Test
    void whateverIsNoFreeTextIsChecked() throws IOException {
        assertThat(ConfigurationKeys.byMapping().values().stream()
                        .flatMap(List::stream)
                        .filter(key -> wrongOf(key).isEmpty())
                        .map(Setting::type)
                        .distinct())
                .allMatch(type -> type == String.class
                        || type == Path.class
                        || type == OptionalDouble.class
                        || type.getTypeName().startsWith("java.util.List<java.lang.String>"));
    }

    /** What is a number of tokens and what is a name. */
    private static String nameOf(Setting key) {
        return key.name().replace("above.\"*\"", "above.\"200000\"").replace("\"*\"", "\"some\"");
    }

    private static Class<?> outermost(Setting key) {
        var type = key.reader().getDeclaringClass();
        while (type.getEnclosingClass() != null) {
            type = type.getEnclosingClass();
        }
        return type;
    }

    private static SmallRyeConfig read(Class<?> mapping, String key, String value) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withMapping(mapping)
                .withDefaultValue(key, value)
                .withValidateUnknown(false)
                .build();
    }
}
