package dev.dramatis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {
  @TempDir Path folder;

  @Test
  void writesFourFilesAndLeavesNoTemporaryOne() throws Exception {
    ExampleRun run = new ExampleRun(4);

    Reports.write(run.record(), run.transcripts(), folder);

    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("report.json", "report.html", "summary.md", "junit.xml");
    }
  }
}
