package nabla.tests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import nabla.tests.harness.Project;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which module may see which, and what the engine never uses: the rules of the README, one test each. */
final class ArchitectureTest {
    private static final JavaClasses PROJECT =
            new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests())).importPackages("nabla");

    private static final String[] LESSONS = {"nabla.lessons.."};
    private static final String[] WEB = {"nabla.web.."};
    private static final String[] SERVER = {"nabla.server.."};
    private static final String[] TEAVM = {"org.teavm.."};

    /** The engine has the base package, so it is what no other module has. */
    private static final DescribedPredicate<JavaClass> ENGINE = JavaClass.Predicates.resideInAPackage("nabla..")
            .and(JavaClass.Predicates.resideOutsideOfPackages(
                    "nabla.lessons..", "nabla.web..", "nabla.server..", "nabla.tests.."))
            .as("the engine");

    /** What the build runs: the compiler's extensions and what cuts programs. */
    private static final String[] BUILD = {"nabla.web.teavm..", "nabla.web.split.."};

    private static final DescribedPredicate<JavaClass> BROWSER = ENGINE.or(
                    JavaClass.Predicates.resideInAnyPackage("nabla.lessons..", "nabla.web.."))
            .and(JavaClass.Predicates.resideOutsideOfPackages(BUILD))
            .as("what is compiled for the browser");

    @Test
    void allFourModulesAreSeen() {
        for (String module : List.of("nabla.lessons", "nabla.web", "nabla.server")) {
            assertThat(PROJECT.stream().filter(type -> type.getPackageName().startsWith(module)))
                    .as(module)
                    .isNotEmpty();
        }
        assertThat(PROJECT.stream().filter(ENGINE)).hasSizeGreaterThan(50);
    }

    @Test
    void engineDependsOnNothing() {
        classes()
                .that(ENGINE)
                .should()
                .onlyDependOnClassesThat(ENGINE.or(JavaClass.Predicates.resideInAnyPackage("java..", "org.jspecify..")))
                .check(PROJECT);
    }

    @Test
    void lessonsSeeOnlyTheEngine() {
        classes()
                .that()
                .resideInAnyPackage(LESSONS)
                .should()
                .onlyDependOnClassesThat(ENGINE.or(
                        JavaClass.Predicates.resideInAnyPackage("nabla.lessons..", "java..", "org.jspecify..")))
                .allowEmptyShould(true)
                .check(PROJECT);
    }

    /** Apart from the program that checks web's backends in the browser. */
    @Test
    void onlyWebSeesTeaVM() {
        noClasses()
                .that()
                .resideOutsideOfPackages("nabla.web..", "nabla.tests.checks..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(TEAVM)
                .check(PROJECT);
    }

    @Test
    void webAndServerDoNotSeeEachOther() {
        noClasses()
                .that()
                .resideInAnyPackage(WEB)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(SERVER)
                .check(PROJECT);
        noClasses()
                .that()
                .resideInAnyPackage(SERVER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(WEB)
                .check(PROJECT);
    }

    @Test
    void serverReadsLessonsAsFilesOnly() {
        noClasses()
                .that()
                .resideInAnyPackage(SERVER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LESSONS)
                .check(PROJECT);
    }

    @Test
    void nothingDependsOnTheTests() {
        noClasses()
                .that()
                .resideOutsideOfPackage("nabla.tests..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("nabla.tests..")
                .check(PROJECT);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("(nabla..)").should().beFreeOfCycles().check(PROJECT);
    }

    @Test
    void engineUsesNoThreads() {
        noClasses()
                .that(ENGINE)
                .should()
                .dependOnClassesThat(JavaClass.Predicates.type(Thread.class)
                        .or(JavaClass.Predicates.resideInAPackage("java.util.concurrent..")))
                .check(PROJECT);
    }

    /** Read in the source, because class files do not tell ArchUnit of synchronized blocks. */
    @Test
    void engineUsesNoLocks() throws IOException {
        try (Stream<Path> files = Files.walk(Project.root().resolve("engine/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file))
                        .as(file.toString())
                        .doesNotContainPattern("\\bsynchronized\\b *[\\w(<]");
            }
        }
    }

    @Test
    void engineDoesNotPrint() {
        noClasses().that(ENGINE).should().accessField(System.class, "out").check(PROJECT);
        noClasses().that(ENGINE).should().accessField(System.class, "err").check(PROJECT);
    }

    /** What is compiled for the browser stays small and has no reflection. */
    @Test
    void browserCodeUsesNoFormatAndNoReflection() {
        noClasses()
                .that(BROWSER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.lang.reflect..", "java.util.regex..", "java.time..")
                .check(PROJECT);
        noClasses()
                .that(BROWSER)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "is String.format or takes a regular expression",
                        call -> call.getTargetOwner().isEquivalentTo(String.class)
                                && List.of("format", "formatted", "split", "matches", "replaceAll", "replaceFirst")
                                        .contains(call.getName())))
                .check(PROJECT);
    }

    @Test
    void whatTheBuildRunsIsNotInTheBrowser() {
        noClasses()
                .that(BROWSER)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BUILD)
                .check(PROJECT);
    }

    /** TeaVM's class library has none, which only a build of the WebAssembly would tell. */
    @Test
    void browserCodeUsesNoStringJoiner() {
        noClasses()
                .that(BROWSER)
                .should()
                .dependOnClassesThat(JavaClass.Predicates.type(StringJoiner.class))
                .check(PROJECT);
    }

    @Test
    void everyPackageIsNullMarked() {
        assertThat(PROJECT.stream()
                        .map(JavaClass::getPackage)
                        .distinct()
                        .filter(folder -> !folder.isAnnotatedWith(NullMarked.class)))
                .isEmpty();
    }

    /** With :has() the browser works out the styles of the whole page at each change in it: half of a step's time. */
    @Test
    void noStyleSheetLooksUpwards() throws IOException {
        try (Stream<Path> site = Files.list(Project.root().resolve("web/src/main/site"))) {
            for (Path sheet :
                    site.filter(file -> file.toString().endsWith(".css")).toList()) {
                String rules = Files.readString(sheet).replaceAll("(?s)/\\*.*?\\*/", "");
                assertThat(rules).as(sheet.toString()).doesNotContain(":has(");
            }
        }
    }
}
