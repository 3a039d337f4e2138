package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script with a java and a maven that only say how they were called. */
class LauncherTest {
  private static final String JAVA = "#!/bin/sh\nfor word in \"$@\"; do echo \"<$word>\"; done\n";

  /** Leaves a jar, and a trace of every build. */
  private static final String MAVEN =
      "#!/bin/sh\necho built >>builds\necho jar >target/dramatis-1-all.jar\n";

  @TempDir Path folder;
  private Path home;
  private Path bin;
  private final Map<String, String> variables = new HashMap<>();

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void install() throws IOException {
    home = Files.createDirectories(folder.resolve("a home/with blanks"));
    Files.copy(Path.of("dramatis"), home.resolve("dramatis"));
    Files.createDirectories(home.resolve("src/main"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    bin = Files.createDirectories(folder.resolve("bin"));
    for (String tool :
        List.of(
            "bash",
            "cp",
            "cut",
            "dirname",
            "find",
            "flock",
            "head",
            "mkdir",
            "mv",
            "readlink",
            "rm",
            "sed",
            "sh",
            "stty",
            "tail",
            "touch")) {
      Path found =
          Stream.of("/usr/bin/", "/bin/")
              .map(place -> Path.of(place + tool))
              .filter(Files::exists)
              .findFirst()
              .orElse(null);
      if (found != null) {
        Files.createSymbolicLink(bin.resolve(tool), found);
      }
    }
    jdk("17.0.2");
    executable(bin.resolve("mvn"), MAVEN);
    variables.put("PATH", bin.toString());
  }

  private void jdk(String version) throws IOException {
    Path jdk = Files.createDirectories(folder.resolve("jdk/bin"));
    executable(jdk.resolve("java"), JAVA);
    executable(jdk.resolve("javac"), "#!/bin/sh\n");
    Files.writeString(
        folder.resolve("jdk/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    Files.deleteIfExists(bin.resolve("java"));
    Files.createSymbolicLink(bin.resolve("java"), Path.of("../jdk/bin/java"));
  }

  private static void executable(Path file, String text) throws IOException {
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Ended start(Path script, String... arguments) throws Exception {
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of("/bin/bash", script.toString()), Stream.of(arguments))
                .toList());
    builder.environment().clear();
    builder.environment().putAll(variables);
    builder.directory(folder.toFile()).redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return new Ended(
        process.exitValue(),
        Files.readString(out, StandardCharsets.UTF_8),
        Files.readString(err, StandardCharsets.UTF_8));
  }

  private Ended start(String... arguments) throws Exception {
    return start(home.resolve("dramatis"), arguments);
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(home.resolve("builds"));
  }

  @Test
  void buildsOnceAndPassesArgumentsOnAsTheyAre() throws Exception {
    Ended first = start("run", "two words", "");
    Ended second = start("run");

    assertThat(first.code()).isZero();
    assertThat(first.err()).contains("the first build");
    assertThat(first.out())
        .contains("<-jar>\n<" + home.toRealPath() + "/target/dramatis-all.jar>")
        .endsWith("<run>\n<two words>\n<>\n");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void buildsAgainWhenASourceIsNewerOrGone() throws Exception {
    Path source = Files.writeString(home.resolve("src/main/A.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
    start();
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
    Ended changed = start();
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().minusSeconds(60)));
    start();

    assertThat(changed.err()).contains("sources have changed");
    assertThat(builds()).hasSize(2);

    Files.delete(source);
    Files.setLastModifiedTime(
        home.resolve("src/main"), FileTime.from(Instant.now().plusSeconds(1)));
    start();
    assertThat(builds()).hasSize(3);
  }

  @Test
  void findsItsHomeThroughSymbolicLinks() throws Exception {
    Path first = Files.createSymbolicLink(home.resolve("d"), Path.of("dramatis"));
    Path link = Files.createSymbolicLink(folder.resolve("bin/dramatis"), first);

    Ended ended = start(link, "--version");

    assertThat(ended.code()).isZero();
    assertThat(ended.out())
        .contains("<-Ddramatis.home=" + home.toRealPath() + ">")
        .contains("<-Ddramatis.command=" + link + ">");
  }

  @Test
  void saysThatJavaIsMissing() throws Exception {
    Files.delete(bin.resolve("java"));

    Ended ended = start("run");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).startsWith("dramatis: Java is missing. Install a JDK of version 17");
  }

  @Test
  void saysThatJavaIsTooOld() throws Exception {
    for (String version : List.of("11.0.20", "1.8.0_392")) {
      jdk(version);

      Ended ended = start("run");

      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.err()).contains("is older than Java 17");
    }
  }

  @Test
  void asksJavaItselfWhereNothingSaysItsVersion() throws Exception {
    Files.delete(folder.resolve("jdk/release"));
    executable(
        folder.resolve("jdk/bin/java"), "#!/bin/sh\necho 'openjdk version \"9.0.1\" x' >&2\n");

    assertThat(start("run").err()).contains("is older than Java 17");
  }

  @Test
  void saysThatJavaHomeIsWrong() throws Exception {
    variables.put("JAVA_HOME", folder.resolve("nowhere").toString());

    Ended ended = start("run");

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("JAVA_HOME is " + folder.resolve("nowhere"));
  }

  @Test
  void saysThatMavenOrACompilerIsMissing() throws Exception {
    Files.delete(bin.resolve("mvn"));
    Ended withoutMaven = start("run");
    executable(bin.resolve("mvn"), MAVEN);
    Files.delete(folder.resolve("jdk/bin/javac"));
    Ended withoutCompiler = start("run");

    assertThat(withoutMaven.code()).isEqualTo(2);
    assertThat(withoutMaven.err()).contains("Maven is missing. Install Maven 3.8 or later");
    assertThat(withoutCompiler.code()).isEqualTo(2);
    assertThat(withoutCompiler.err()).contains("has no compiler");
  }

  @Test
  void neitherIsNeededOnceItIsBuilt() throws Exception {
    start();
    Files.delete(bin.resolve("mvn"));

    assertThat(start("run").code()).isZero();
  }

  @Test
  void aBuildThatFailsShowsWhyAndLeavesNothingToRun() throws Exception {
    executable(bin.resolve("mvn"), "#!/bin/sh\necho 'A.java:3: no such thing'\nexit 1\n");

    Ended ended = start("run");

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("A.java:3: no such thing", "The build failed.");
    assertThat(ended.out()).isEmpty();
  }

  @Test
  void takesTheWidthFromColumns() throws Exception {
    variables.put("COLUMNS", "57");

    assertThat(start("run").out()).contains("<-Ddramatis.columns=57>", "<-Ddramatis.terminal=>");
  }
}
