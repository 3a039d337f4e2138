package dev.dramatis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
  @TempDir private Path folder;

  @Test
  void assignmentsAreReadAsShellsWriteThem() throws IOException {
    write(
        folder,
        """
        # a comment
        PLAIN=one

          export EXPORTED = two
        COMMENTED=three # not part of it
        HASH=four#five
        DOUBLE="six # seven"
        SINGLE='eight' # nine
        TAIL=ten==
        INNER=it's "so"
        NOTHING=
        """);
    Environment environment = Environment.read(Map.of(), folder);
    assertThat(environment.get("PLAIN")).contains("one");
    assertThat(environment.get("EXPORTED")).contains("two");
    assertThat(environment.get("COMMENTED")).contains("three");
    assertThat(environment.get("HASH")).contains("four#five");
    assertThat(environment.get("DOUBLE")).contains("six # seven");
    assertThat(environment.get("SINGLE")).contains("eight");
    assertThat(environment.get("TAIL")).contains("ten==");
    assertThat(environment.get("INNER")).contains("it's \"so\"");
    assertThat(environment.get("NOTHING")).isEmpty();
    assertThat(environment.get("NEVER")).isEmpty();
  }

  @Test
  void theProcessComesBeforeTheFile() throws IOException {
    write(folder, "KEY=file\nOTHER=file\n");
    Environment environment = Environment.read(Map.of("KEY", "process"), folder);
    assertThat(environment.get("KEY")).contains("process");
    assertThat(environment.get("OTHER")).contains("file");
  }

  @Test
  void theNearestFileAboveIsTaken() throws IOException {
    Path middle = Files.createDirectories(folder.resolve("a"));
    Path deep = Files.createDirectories(middle.resolve("b/c"));
    write(folder, "KEY=top\n");
    assertThat(Environment.read(Map.of(), deep).get("KEY")).contains("top");
    write(middle, "KEY=middle\n");
    assertThat(Environment.read(Map.of(), deep).get("KEY")).contains("middle");
    assertThat(Environment.read(Map.of(), folder).get("KEY")).contains("top");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sk-pasted-alone", "=sk-no-name", "c2stcGFzdGVk+YWxvbmU==", "a b=sk-c"})
  void aBadLineIsNamedAndNotShown(String line) throws IOException {
    write(folder, "# first\nGOOD=1\n" + line + "\n");
    assertThatThrownBy(() -> Environment.read(Map.of(), folder))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(folder.resolve(".env") + ":3: not an assignment; write NAME=value.");
  }

  @Test
  void aKeyMayStandInAFileOfItsOwn() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "  sk-from-file\n");
    Map<String, String> process = Map.of("KEY_FILE", secret.toString());
    assertThat(Environment.read(process, folder).get("KEY")).contains("sk-from-file");

    write(folder, "KEY=sk-from-env\n");
    assertThat(Environment.read(process, folder).get("KEY")).contains("sk-from-env");

    Environment gone = Environment.read(Map.of("LOST_FILE", folder + "/gone"), folder);
    assertThatThrownBy(() -> gone.get("LOST"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("LOST_FILE names " + folder + "/gone, which cannot be read.");
  }

  private static void write(Path where, String text) throws IOException {
    Files.writeString(where.resolve(".env"), text);
  }
}
