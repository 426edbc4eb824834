package dev.parley.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** The arrows between the packages, as ARCHITECTURE.md draws them. A new arrow needs its reason there. */
@AnalyzeClasses(packages = "dev.parley", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "dev.parley.";

    /** Each package with those it may use, its own subpackages not being among them unless named. */
    private static final Map<String, List<String>> ARROWS = Map.ofEntries(
            Map.entry(
                    "web",
                    List.of(
                            "turn",
                            "log",
                            "transfer",
                            "conversation",
                            "auth",
                            "budget",
                            "chat",
                            "config",
                            "web.words")),
            Map.entry("observe", List.of("web", "turn", "log", "model", "conversation", "config")),
            Map.entry("web.words", List.of()),
            Map.entry(
                    "turn",
                    List.of(
                            "chat",
                            "chat.stream",
                            "log",
                            "model",
                            "conversation",
                            "auth",
                            "budget",
                            "config",
                            "markdown")),
            Map.entry("chat", List.of("conversation", "model")),
            Map.entry("chat.stream", List.of("chat", "model")),
            Map.entry("chat.stream.openai", List.of("chat.stream", "model")),
            Map.entry("chat.stream.langchain4j", List.of("chat.stream", "model")),
            Map.entry("conversation", List.of()),
            Map.entry("conversation.jdbc", List.of("config", "conversation")),
            Map.entry("log", List.of("config", "conversation")),
            Map.entry("transfer", List.of("log", "conversation", "markdown")),
            Map.entry("markdown", List.of("conversation")),
            Map.entry("model", List.of()),
            Map.entry("model.claude", List.of("config", "model")),
            Map.entry("model.simulator", List.of("config", "model")),
            Map.entry("auth", List.of("config")),
            Map.entry("config", List.of()),
            Map.entry("budget", List.of("config", "conversation", "model")),
            Map.entry("demo", List.of("chat", "model")),
            Map.entry("harness", List.of("turn", "log", "chat", "model", "conversation")));

    @ArchTest
    void packagesUseOnlyWhatTheirArrowsAllow(JavaClasses classes) {
        ARROWS.forEach((name, used) -> noClasses()
                .that()
                .resideInAPackage(BASE + name)
                .should()
                .dependOnClassesThat(areOursOutside(name, used))
                .because(name + " may use only " + (used.isEmpty() ? "itself" : String.join(", ", used)))
                .allowEmptyShould(true)
                .check(classes));
    }

    @ArchTest
    static final ArchRule everyPackageHasItsArrowsDrawn = noClasses()
            .should()
            .resideOutsideOfPackages(
                    ARROWS.keySet().stream().map(name -> BASE + name).toArray(String[]::new))
            .because("a package without a line in the table would be checked by nobody");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("dev.parley.(**)").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule whoIsAskingKnowsNothingButQuarkus = noClasses()
            .that()
            .resideInAPackage(BASE + "auth..")
            .should()
            .dependOnClassesThat(describe(
                    "are of another library",
                    type -> resideOutsideOfPackage(BASE + "auth..")
                            .and(DescribedPredicate.not(resideInAnyPackage(
                                    "java..",
                                    // What settings may be.
                                    BASE + "config..",
                                    "javax.crypto..",
                                    "jakarta..",
                                    "io.quarkus..",
                                    "io.smallrye..",
                                    "io.vertx..",
                                    "org.eclipse.microprofile..",
                                    "org.jboss..",
                                    "org.jspecify..",
                                    // Nobody should write bcrypt by hand.
                                    "org.springframework.security.crypto.bcrypt..")))
                            .test(type)))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule theHarnessIsNoBean = noClasses()
            .that()
            .resideInAPackage(BASE + "harness")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "io.quarkus..", "org.junit..", "org.assertj..")
            .because(
                    "it ships in the jar for tests of other projects: nothing may find it there, nor need a test library");

    @ArchTest
    static final ArchRule packagesAreNamedForWhatTheyDo = noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..service..", "..dto..", "..impl..", "..manager..");

    @ArchTest
    static final ArchRule classesAreNamedForWhatTheyAre =
            noClasses().should().haveNameMatching(".*(Helper|Utils?|Manager|Impl|Data)(\\$.*)?");

    @ArchTest
    static final ArchRule nothingRandomIsFrozenIntoANativeImage =
            noFields().that().areStatic().should().haveRawType(assignableTo(Random.class));

    private static DescribedPredicate<JavaClass> areOursOutside(String name, List<String> used) {
        String[] allowed = Stream.concat(Stream.of(name), used.stream())
                .map(allowedName -> BASE + allowedName)
                .toArray(String[]::new);
        return resideInAPackage("dev.parley..")
                .and(DescribedPredicate.not(resideInAnyPackage(allowed)))
                .as("are of a package without an arrow from here");
    }
}
