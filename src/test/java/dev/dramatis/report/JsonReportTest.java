package dev.dramatis.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dramatis.run.RunRecord;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private static String json(RunRecord record) throws Exception {
    StringWriter out = new StringWriter();
    JsonReport.write(record, out);
    return out.toString();
  }

  private static JsonNode parse(String json) throws Exception {
    return new ObjectMapper().readTree(json);
  }

  @Test
  void holdsEveryNumber() throws Exception {
    Expected.matches("report.json", json(SmallRun.record()));
  }

  @Test
  void differsBetweenRunsWithTheSameAnswersInNothingButTheRun() throws Exception {
    ObjectNode first = (ObjectNode) parse(json(SmallRun.record()));
    ObjectNode second = (ObjectNode) parse(json(SmallRun.again()));

    assertThat(first.remove("run")).isNotEqualTo(second.remove("run"));
    assertThat(first).isEqualTo(second);
  }

  @Test
  void leavesProbesAndTheirTextsOut() throws Exception {
    assertThat(json(SmallRun.record())).doesNotContain("A fragment of a contract");
  }

  @Test
  void isJsonWhateverTheTexts() throws Exception {
    JsonNode report = parse(json(new HostileRun().record()));

    assertThat(report.at("/suites/0/id").asText()).isEqualTo("hostile");
    assertThat(report.at("/suites/0/predictions/0/says").asText()).contains("</script>");
  }
}
