package dev.dramatis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.run.RunRecord;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class MarkdownSummaryTest {
  private static String summary(RunRecord record) throws Exception {
    StringWriter out = new StringWriter();
    MarkdownSummary.write(record, out);
    return out.toString();
  }

  @Test
  void showsEveryPredictionWithItsInterval() throws Exception {
    Expected.matches("summary.md", summary(SmallRun.record()));
  }

  @Test
  void letsNoMarkupOfATextComeToLife() throws Exception {
    Expected.matches("hostile-summary.md", summary(new HostileRun().record()));
  }

  @Test
  void keepsATablesRowOnOneLine() throws Exception {
    assertThat(summary(new HostileRun().record()).lines().filter(line -> line.startsWith("| ")))
        .hasSize(2)
        .allSatisfy(
            row -> assertThat(row.replace("\\|", "").chars().filter(c -> c == '|')).hasSize(10));
  }

  @Test
  void saysOfASimulatedRunThatItIsNoEvidence() throws Exception {
    assertThat(summary(new ExampleRun(2).record()))
        .contains(
            "This shows that the instrument works. It is no evidence about any language model.");
  }

  @Test
  void saysThatARunIsIncomplete() throws Exception {
    assertThat(summary(new HostileRun().record()))
        .contains("**Incomplete.** 30 of 34 planned trials were asked.");
  }
}
