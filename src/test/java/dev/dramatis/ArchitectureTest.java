package dev.dramatis;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the table of docs/architecture.md: which package may use which. */
class ArchitectureTest {
  private static final String ROOT = "dev.dramatis";

  /** Ours that each package may use; the root is written as an empty name. */
  private static final Map<String, Set<String>> OURS =
      Map.ofEntries(
          Map.entry("suite", Set.of()),
          Map.entry("stats", Set.of()),
          Map.entry("http", Set.of()),
          Map.entry("model", Set.of("suite", "http")),
          Map.entry("simulate", Set.of("suite", "http", "model")),
          Map.entry("finetune", Set.of("suite", "http", "model")),
          Map.entry("classify", Set.of("suite", "model")),
          Map.entry("verdict", Set.of("suite", "classify", "stats", "model")),
          Map.entry("run", Set.of("suite", "model", "classify", "verdict")),
          Map.entry(
              "calibrate",
              Set.of(
                  "suite", "model", "simulate", "classify", "verdict", "stats", "run", "compare")),
          Map.entry("compare", Set.of("suite", "model", "classify", "verdict", "stats", "run")),
          Map.entry(
              "report",
              Set.of(
                  "suite", "model", "classify", "verdict", "run", "compare", "calibrate", "stats")),
          Map.entry(
              "",
              Set.of(
                  "suite",
                  "stats",
                  "http",
                  "model",
                  "simulate",
                  "finetune",
                  "classify",
                  "verdict",
                  "run",
                  "compare",
                  "calibrate",
                  "interop",
                  "report")),
          Map.entry("interop", Set.of("suite", "model", "classify", "verdict", "stats", "run")),
          Map.entry("junit", Set.of("", "suite", "stats", "verdict", "run")),
          Map.entry(
              "cli",
              Set.of(
                  "",
                  "suite",
                  "stats",
                  "http",
                  "model",
                  "simulate",
                  "finetune",
                  "classify",
                  "verdict",
                  "run",
                  "calibrate",
                  "compare",
                  "interop",
                  "report")));

  /** Libraries that are kept to some packages. */
  private static final Map<String, Set<String>> THEIRS =
      Map.ofEntries(
          Map.entry("okhttp3.", Set.of("http")),
          Map.entry("okio.", Set.of("http")),
          Map.entry("dev.langchain4j.", Set.of("model")),
          Map.entry("picocli.", Set.of("cli")),
          Map.entry("org.junit.", Set.of("junit")),
          Map.entry("org.opentest4j.", Set.of("junit")),
          Map.entry("gg.jte.", Set.of("report")),
          Map.entry("org.apache.commons.statistics.", Set.of("stats")),
          Map.entry("org.yaml.snakeyaml.", Set.of("suite", "interop", "")),
          Map.entry("com.networknt.", Set.of("suite", "")),
          Map.entry("com.google.re2j.", Set.of("suite", "classify", "simulate")),
          Map.entry("com.sun.net.httpserver.", Set.of("simulate")),
          Map.entry(
              "com.fasterxml.jackson.",
              Set.of(
                  "suite",
                  "http",
                  "model",
                  "simulate",
                  "finetune",
                  "classify",
                  "run",
                  "compare",
                  "interop",
                  "report",
                  "calibrate",
                  "cli",
                  "")));

  /** Words that say nothing about what stands in a package. */
  private static final Set<String> NO_PACKAGES = Set.of("util", "common", "core", "exception");

  private static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void everyPackageUsesOnlyWhatTheTableAllows() {
    assertThat(faults(MAIN)).isEmpty();
  }

  @Test
  void theTableItselfHasNoCycle() {
    List<String> order = new ArrayList<>();
    Map<String, Set<String>> left = new LinkedHashMap<>(OURS);
    while (!left.isEmpty()) {
      Optional<String> next =
          left.entrySet().stream()
              .filter(entry -> order.containsAll(entry.getValue()))
              .map(Map.Entry::getKey)
              .findFirst();
      assertThat(next).as("a package that waits for none of " + left.keySet()).isPresent();
      order.add(next.orElseThrow());
      left.remove(next.orElseThrow());
    }
    assertThat(order).hasSameSizeAs(OURS.keySet());
  }

  @Test
  void nothingBelowTheCommandLineWritesToStandardOutput() {
    List<String> writers =
        MAIN.stream()
            .filter(type -> !packageOf(type).equals(Optional.of("cli")))
            .filter(
                type ->
                    type.getFieldAccessesFromSelf().stream()
                        .anyMatch(
                            access ->
                                access.getTargetOwner().getName().equals("java.lang.System")
                                    && Set.of("out", "err").contains(access.getTarget().getName())))
            .map(JavaClass::getName)
            .toList();
    assertThat(writers).isEmpty();
  }

  @Test
  void aClassThatBreaksARuleIsReported() {
    JavaClasses offenders =
        new ClassFileImporter().importClasses(Offender.class, OffenderLibrary.class);
    assertThat(faultsAs("suite", offenders))
        .anyMatch(fault -> fault.contains("suite uses verdict"))
        .anyMatch(fault -> fault.contains("suite uses picocli."));
    for (String name : OURS.keySet()) {
      Set<String> forbidden = new TreeSet<>(OURS.keySet());
      forbidden.remove(name);
      forbidden.removeAll(OURS.getOrDefault(name, Set.of()));
      for (String other : forbidden) {
        assertThat(fault(name, ROOT + (other.isEmpty() ? "" : "." + other) + ".Some"))
            .as(name + " → " + other)
            .isPresent();
      }
    }
    THEIRS.forEach(
        (library, homes) -> {
          for (String name : OURS.keySet()) {
            assertThat(fault(name, library + "Some").isEmpty())
                .as(name + " → " + library)
                .isEqualTo(homes.contains(name));
          }
        });
    assertThat(fault("util", "java.lang.String")).isPresent();
  }

  /** Uses what no suite may use. */
  private static final class Offender {
    @SuppressWarnings("unused") // It is there to be found.
    private dev.dramatis.verdict.Verdict verdict = dev.dramatis.verdict.Verdict.SUPPORTED;
  }

  /** Uses a library that no suite may use. */
  private static final class OffenderLibrary {
    @SuppressWarnings("unused") // It is there to be found.
    private Class<?> library = picocli.CommandLine.class;
  }

  private static List<String> faults(JavaClasses classes) {
    List<String> faults = new ArrayList<>();
    for (JavaClass type : classes) {
      packageOf(type).ifPresent(name -> faults.addAll(faultsOf(name, type)));
    }
    return faults;
  }

  private static List<String> faultsAs(String name, JavaClasses classes) {
    return classes.stream().flatMap(type -> faultsOf(name, type).stream()).toList();
  }

  private static List<String> faultsOf(String name, JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
        .distinct()
        .flatMap(target -> fault(name, target).stream())
        .map(fault -> fault + ": " + type.getName())
        .toList();
  }

  /** What is wrong with a class of a package using another class; empty if nothing is. */
  private static Optional<String> fault(String name, String target) {
    Set<String> allowed = OURS.get(name);
    if (allowed == null || NO_PACKAGES.contains(name)) {
      return Optional.of("\"" + name + "\" is not a package of the table");
    }
    Optional<String> ours = packageOf(target);
    if (ours.isPresent()) {
      return ours.get().equals(name) || allowed.contains(ours.get())
          ? Optional.empty()
          : Optional.of(name + " uses " + ours.get());
    }
    return THEIRS.entrySet().stream()
        .filter(entry -> target.startsWith(entry.getKey()) && !entry.getValue().contains(name))
        .map(entry -> name + " uses " + entry.getKey())
        .findFirst();
  }

  private static Optional<String> packageOf(JavaClass type) {
    return packageOf(type.getName());
  }

  /** The part after the root; empty for the root itself, absent for classes of others. */
  private static Optional<String> packageOf(String className) {
    if (!className.startsWith(ROOT + ".")) {
      return Optional.empty();
    }
    String rest = className.substring(ROOT.length() + 1);
    int dot = rest.indexOf('.');
    return Optional.of(dot < 0 ? "" : rest.substring(0, dot));
  }
}
