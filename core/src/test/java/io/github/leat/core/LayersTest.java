package io.github.leat.core;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The arrows between the packages of core. Everything may use the root package, which uses nothing of ours. */
@AnalyzeClasses(packages = LayersTest.ROOT, importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {
    static final String ROOT = "io.github.leat.core";

    /** The one class that may make a thread wait. */
    private static final String SYSTEM_TICKER = ROOT + ".rate.SystemTicker";

    /** What each package may use besides itself and the root package. A new package is added here first. */
    private static final Map<String, Set<String>> USES = Map.ofEntries(
            Map.entry("schema", Set.of()),
            Map.entry("io", Set.of()),
            Map.entry("rate", Set.of()),
            Map.entry("record", Set.of("schema")),
            Map.entry("csv", Set.of("schema", "record", "io")),
            Map.entry("infer", Set.of("schema", "record", "io", "csv")),
            Map.entry("engine", Set.of("schema", "record", "io", "infer")),
            Map.entry("transform", Set.of("schema", "record")),
            Map.entry("sink", Set.of("schema", "record", "rate")),
            Map.entry("load", Set.of("schema", "record", "io", "csv", "infer", "transform", "sink", "rate")),
            Map.entry("report", Set.of("schema", "record", "io", "infer", "sink", "rate", "load")));

    @ArchTest
    static final ArchRule EACH_LAYER_USES_ONLY_THOSE_BELOW = CompositeArchRule.of(USES.entrySet().stream()
            .map(entry -> usesOnly(entry.getKey(), entry.getValue()))
            .toList());

    @ArchTest
    static final ArchRule THE_ROOT_PACKAGE_USES_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .dependOnClassesThat(resideInAPackage("io.github.leat..").and(not(resideInAPackage(ROOT))))
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule EVERY_PACKAGE_HAS_ITS_LAYER = classes()
            .should()
            .resideInAnyPackage(
                    Stream.concat(Stream.of(ROOT), USES.keySet().stream().map(LayersTest::within))
                            .toArray(String[]::new));

    @ArchTest
    static final ArchRule PACKAGES_FORM_NO_CYCLE =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_THE_SYSTEM_TICKER_WAITS = noClasses()
            .that(not(DescribedPredicate.describe("the system ticker", LayersTest::isSystemTicker)))
            .should()
            .callCodeUnitWhere(DescribedPredicate.describe("the target makes the thread wait", LayersTest::waits))
            .allowEmptyShould(true);

    private static ArchRule usesOnly(String layer, Set<String> others) {
        Set<String> allowed = Stream.concat(
                        Stream.of(ROOT, within(layer)), others.stream().map(LayersTest::within))
                .collect(toSet());
        return noClasses()
                .that()
                .resideInAPackage(within(layer))
                .should()
                .dependOnClassesThat(resideInAPackage("io.github.leat..")
                        .and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .allowEmptyShould(true)
                .as(layer + " uses only " + new TreeSet<>(others));
    }

    private static String within(String layer) {
        return ROOT + "." + layer + "..";
    }

    private static boolean isSystemTicker(JavaClass type) {
        return type.getName().equals(SYSTEM_TICKER) || type.getName().startsWith(SYSTEM_TICKER + "$");
    }

    private static boolean waits(JavaCall<?> call) {
        AccessTarget.CodeUnitCallTarget target = call.getTarget();
        JavaClass owner = target.getOwner();
        boolean sleeps = owner.isAssignableTo(Thread.class) || owner.isEquivalentTo(TimeUnit.class);
        return switch (target.getName()) {
            case "sleep" -> sleeps;
            case "parkNanos", "parkUntil" -> owner.isEquivalentTo(LockSupport.class);
            default -> false;
        };
    }

    private static DescribedPredicate<JavaClass> not(DescribedPredicate<JavaClass> predicate) {
        return DescribedPredicate.not(predicate);
    }
}
