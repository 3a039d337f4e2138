package dev.dramatis.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample projects as a stranger would build them: with the plain jar and its own pom from a
 * repository, and nothing else of this one.
 */
class SamplesTest {
  private static final int LONGEST_MINUTES = 8;
  private static final Path SAMPLES = Path.of("samples");
  private static final Path LIBRARY_PAGE = Path.of("docs", "library.md");

  /** A file that a page shows whole: its name beside the fence. */
  private static final Pattern SHOWN_FILE =
      Pattern.compile("^```\\w+ mine/([^\\n]+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern SHOWN_JAVA =
      Pattern.compile("^```java\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** What no user of the library has on the path of a program. */
  private static final Pattern OF_TESTS =
      Pattern.compile(".*(junit|opentest4j|apiguardian|wiremock|assertj|archunit|logback)[^/]*");

  @TempDir private Path folder;

  private record Ended(int code, String output) {}

  private Ended run(Path directory, List<String> command) throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "log", ".txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String output = Files.readString(log);
    assertThat(ended).as(output).isTrue();
    return new Ended(process.exitValue(), output);
  }

  /**
   * Maven with an empty local repository. It takes this version from a repository of its own, and
   * the rest from the machine's as far as it is there; else from the network.
   */
  private List<String> maven(String... goals) throws IOException {
    Path near = Path.of(System.getProperty("user.home"), ".m2", "repository");
    Path settings = folder.resolve("settings.xml");
    Files.writeString(
        settings,
        """
        <settings>
          <profiles><profile><id>near</id>
            <repositories>
              <repository><id>built</id><url>%1$s</url></repository>
              <repository><id>near</id><url>%2$s</url></repository>
            </repositories>
            <pluginRepositories>
              <pluginRepository><id>near</id><url>%2$s</url></pluginRepository>
            </pluginRepositories>
          </profile></profiles>
          <activeProfiles><activeProfile>near</activeProfile></activeProfiles>
        </settings>
        """
            .formatted(publish().toUri(), near.toUri()));
    List<String> command =
        new ArrayList<>(
            List.of(
                "mvn",
                "-B",
                "-ntp",
                "-s",
                settings.toString(),
                "-Dmaven.repo.local=" + local(),
                "-Dstyle.color=never"));
    command.addAll(List.of(goals));
    return command;
  }

  private Path local() {
    return folder.resolve("local");
  }

  /** Puts the plain jar and its pom, as they are built, into a repository. */
  private Path publish() throws IOException {
    Path repository = folder.resolve("repository");
    Path place = Files.createDirectories(repository.resolve("dev/dramatis/dramatis/0.1.0"));
    Files.copy(Path.of("pom.xml"), place.resolve("dramatis-0.1.0.pom"));
    Path classes = Path.of("target", "classes");
    try (OutputStream out = Files.newOutputStream(place.resolve("dramatis-0.1.0.jar"));
        JarOutputStream jar = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        jar.putNextEntry(new JarEntry(classes.relativize(file).toString()));
        Files.copy(file, jar);
        jar.closeEntry();
      }
    }
    return repository;
  }

  private Path copy(String sample) throws IOException {
    Path from = SAMPLES.resolve(sample);
    Path to = folder.resolve(sample);
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.toString().contains("/target/")) {
          Path target = to.resolve(from.relativize(file).toString());
          Files.createDirectories(target.getParent());
          Files.copy(file, target);
        }
      }
    }
    return to;
  }

  /** The sample with a second suite: the one of docs/writing-suites.md, with a world. */
  private Path junitWithTheSuiteOfThePage() throws IOException {
    Path project = copy("junit");
    List<String> written = new ArrayList<>();
    SHOWN_FILE
        .matcher(Files.readString(Path.of("docs/writing-suites.md")))
        .results()
        .forEach(
            shown -> {
              Path file = project.resolve("suites").resolve(shown.group(1));
              try {
                Files.createDirectories(file.getParent());
                Files.writeString(file, shown.group(2));
              } catch (IOException e) {
                throw new IllegalStateException(e);
              }
              written.add(shown.group(1));
            });
    assertThat(written).contains("boasts-spread.yaml");
    return project;
  }

  // By the factory and by the engine: two predictions of plain-sums, of which one is open, and the
  // four of boasts-spread. With a model of one's own the two of plain-sums alone.
  // docs/statistics.md and docs/writing-suites.md say what is true in which world.

  @Test
  @Tag("slow")
  void whatIsTrueInAWorldPassesInAProjectWithNothingButTheJar() throws Exception {
    Path project = junitWithTheSuiteOfThePage();

    Ended ended = run(project, maven("test"));

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("Tests run: 14, Failures: 0, Errors: 0, Skipped: 3");
    assertThat(project.resolve("target/dramatis")).isDirectory();
  }

  @Test
  @Tag("slow")
  void whatIsUntrueInAnotherWorldFailsTheBuild() throws Exception {
    Path project = junitWithTheSuiteOfThePage();

    Ended ended = run(project, maven("test", "-Ddramatis.model=simulated/lookup"));

    assertThat(ended.code()).as(ended.output()).isNotZero();
    assertThat(ended.output())
        .contains("CONTRADICTED (absent)", "claimed above 0.2", "suites/boasts-spread.yaml:")
        .contains("Tests run: 14, Failures: 2, Errors: 0, Skipped: 3");
  }

  @Test
  @Tag("slow")
  void aSuiteThatIsNotValidIsAnErrorOfTheBuild() throws Exception {
    Path project = copy("junit");
    Path suite = project.resolve("suites/plain-sums.yaml");
    Files.writeString(suite, Files.readString(suite).replace("below: 0.5", "belwo: 0.5"));

    Ended ended = run(project, maven("test"));

    assertThat(ended.code()).as(ended.output()).isNotZero();
    // One for each factory, and one for the suite as the engine finds it.
    assertThat(ended.output())
        .contains("plain-sums.yaml:", "belwo")
        .contains("Tests run: 3, Failures: 0, Errors: 3, Skipped: 0");
  }

  @Test
  @Tag("slow")
  void aProgramGetsWhatItNeedsByThePomAndNothingOfTests() throws Exception {
    Path project = copy("library");

    Ended ended = run(project, maven("-q", "compile", "exec:java"));

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("stays-in-character: SUPPORTED", "Report: target/reports/");
    try (Stream<Path> files = Files.walk(local())) {
      assertThat(files.map(Path::toString))
          .noneMatch(file -> file.matches(".*/(logback|junit|opentest4j)[^/]*\\.jar"));
    }
  }

  @Test
  void theSampleProgramRunsWhereNoTestLibraryIs() throws Exception {
    Path project = copy("library");
    Path classes = Files.createDirectories(project.resolve("target/classes"));
    String path = path(OF_TESTS.asMatchPredicate().negate());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    assertThat(
            compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                path,
                "-d",
                classes.toString(),
                project.resolve("src/main/java/example/AskOwnModel.java").toString()))
        .isZero();

    Ended ended =
        run(project, java(classes + File.pathSeparator + path, List.of("example.AskOwnModel")));

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("stays-in-character: SUPPORTED", "Report: target/reports/");
  }

  @Test
  void thePageShowsTheSamplesOwnCode() throws IOException {
    List<String> code = new ArrayList<>();
    try (Stream<Path> files = Files.walk(SAMPLES)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        code.addAll(Files.readAllLines(file));
      }
    }
    code.addAll(Files.readAllLines(Path.of("src/test/java/dev/dramatis/LibraryTest.java")));
    List<String> lines = code.stream().map(String::strip).toList();
    List<String> shown =
        SHOWN_JAVA
            .matcher(Files.readString(LIBRARY_PAGE))
            .results()
            .map(block -> block.group(1))
            .toList();

    assertThat(shown).hasSize(5);
    for (String block : shown) {
      assertThat(lines)
          .containsSequence(
              block.lines().map(String::strip).filter(line -> !line.isEmpty()).toList());
    }
  }

  @Test
  void theConsoleLauncherRunsAFileWithoutAnyClass() throws Exception {
    Path suite =
        Files.copy(SAMPLES.resolve("junit/suites/plain-sums.yaml"), folder.resolve("plain.yaml"));
    Files.writeString(suite, Files.readString(suite).replace("suite: plain-sums", "suite: plain"));

    Ended ended = console(path(entry -> true), "--select-file", "plain.yaml");

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("plain (simulated/psm)", "stays-in-character")
        .contains("1 tests successful", "1 tests aborted");
  }

  private Ended console(String path, String... selection) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--details",
                "tree"));
    arguments.addAll(List.of(selection));
    return run(folder, java(path, arguments));
  }

  private static List<String> java(String path, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                path));
    command.addAll(arguments);
    return command;
  }

  private static String path(Predicate<String> wanted) {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(wanted)
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
