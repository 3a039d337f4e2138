package dev.dramatis.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The sample projects as a stranger would build them: with the plain jar and its own pom from a
 * repository, and nothing else of this one.
 */
class SamplesTest {
  private static final int LONGEST_MINUTES = 8;

  @TempDir private Path folder;

  private record Ended(int code, String output) {}

  private Ended run(Path directory, Map<String, String> variables, List<String> command)
      throws IOException, InterruptedException {
    Path log = Files.createTempFile(folder, "log", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(variables);
    Process process = builder.start();
    boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    String output = Files.readString(log);
    assertThat(ended).as(output).isTrue();
    return new Ended(process.exitValue(), output);
  }

  /** A repository that holds this version, and takes everything else from the machine's. */
  private List<String> maven(Path repository) throws IOException {
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
            .formatted(repository.toUri(), near.toUri()));
    return new ArrayList<>(
        List.of(
            "mvn",
            "-B",
            "-ntp",
            "-s",
            settings.toString(),
            "-Dmaven.repo.local=" + folder.resolve("local"),
            "-Dstyle.color=never"));
  }

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
    Path from = Path.of("samples", sample);
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

  @Test
  @Tag("slow")
  void suitesAreTestsOfAProjectWithNothingButTheJar() throws Exception {
    List<String> maven = maven(publish());
    Path project = copy("junit");
    List<String> test = new ArrayList<>(maven);
    test.add("test");

    Ended ended = run(project, Map.of(), test);

    // Two predictions by the factory and the same two by the engine: one of each is supported, one
    // is open, which build tools count as skipped.
    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("Tests run: 4, Failures: 0, Errors: 0, Skipped: 2");
    assertThat(project.resolve("target/dramatis")).isDirectory();
  }

  @Test
  @Tag("slow")
  void aContradictedPredictionFailsTheBuild() throws Exception {
    List<String> maven = maven(publish());
    Path project = copy("junit");
    Path suite = project.resolve("suites/plain-sums.yaml");
    Files.writeString(suite, Files.readString(suite).replace("below: 0.5", "above: 0.5"));
    List<String> test = new ArrayList<>(maven);
    test.add("test");

    Ended ended = run(project, Map.of(), test);

    assertThat(ended.code()).as(ended.output()).isNotZero();
    assertThat(ended.output())
        .contains("CONTRADICTED", "claimed above 0.5", "plain-sums.yaml:")
        .contains("Tests run: 4, Failures: 2, Errors: 0, Skipped: 2");
  }

  @Test
  @Tag("slow")
  void aProgramAsksAModelOfItsOwn() throws Exception {
    List<String> maven = maven(publish());
    Path project = copy("library");
    List<String> compile = new ArrayList<>(maven);
    compile.add("compile");
    assertThat(run(project, Map.of(), compile).code()).isZero();

    Ended ended =
        run(
            project,
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                project.resolve("target/classes")
                    + java.io.File.pathSeparator
                    + System.getProperty("java.class.path"),
                "example.AskOwnModel"));

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output()).contains("stays-in-character: SUPPORTED", "Report: target/reports/");
  }

  @Test
  void theConsoleLauncherRunsAFileWithoutAnyClass() throws Exception {
    Path suite =
        Files.copy(Path.of("samples/junit/suites/plain-sums.yaml"), folder.resolve("plain.yaml"));
    Files.writeString(suite, Files.readString(suite).replace("suite: plain-sums", "suite: plain"));

    Ended ended =
        run(
            folder,
            Map.of(),
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                absolute(System.getProperty("java.class.path")),
                "org.junit.platform.console.ConsoleLauncher",
                "execute",
                "--disable-banner",
                "--disable-ansi-colors",
                "--details",
                "tree",
                "--select-file",
                suite.toString()));

    assertThat(ended.code()).as(ended.output()).isZero();
    assertThat(ended.output())
        .contains("stays-in-character", "1 tests successful", "1 tests aborted");
  }

  private static String absolute(String path) {
    return Stream.of(path.split(java.io.File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .reduce((one, other) -> one + java.io.File.pathSeparator + other)
        .orElse("");
  }
}
