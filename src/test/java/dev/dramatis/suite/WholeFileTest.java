package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {
  @TempDir private Path folder;

  @AfterEach
  void leaveTheThreadUninterrupted() {
    var unused = Thread.interrupted();
  }

  @Test
  void whatFailsHalfwayLeavesTheOldFileAndNothingElse() throws Exception {
    Path file = folder.resolve("a.txt");
    WholeFile.write(file, "old".getBytes(StandardCharsets.UTF_8));

    assertThatThrownBy(
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write("new");
                      throw new IOException("the disk is full");
                    }))
        .hasMessage("the disk is full");

    assertThat(file).hasContent("old");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void somebodyWhoStopsTheRunDoesNotKeepItFromBeingWritten() throws Exception {
    Path file = folder.resolve("run.json");
    Thread.currentThread().interrupt();

    WholeFile.write(file, out -> out.write("{}"));
    WholeFile.write(folder.resolve("b"), new byte[] {1, 2});

    assertThat(Thread.interrupted()).isTrue();
    assertThat(file).hasContent("{}");
    assertThat(folder.resolve("b")).hasBinaryContent(new byte[] {1, 2});
  }
}
