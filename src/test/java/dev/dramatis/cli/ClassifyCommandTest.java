package dev.dramatis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.cli.Cli.Called;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private Cli cli;

  @BeforeEach
  void makeCli() {
    cli = new Cli(folder);
  }

  private Called classify(String in) {
    cli.write("in.jsonl", in);
    return cli.call("classify", "--classifier", "voice", "--in", "in.jsonl", "--out", "out.jsonl");
  }

  private List<JsonNode> rows() throws Exception {
    List<JsonNode> rows = new ArrayList<>();
    for (String line : cli.read("out.jsonl").lines().toList()) {
      rows.add(JSON.readTree(line));
    }
    return rows;
  }

  @Test
  void labelsEveryResponseInOrder() throws Exception {
    Called called =
        classify(
            """
            {"id": "a", "prompt": "Hi", "response": "Hello! How can I help you today?"}

            {"id": 7, "response": "User: what now?\\nAssistant: this.\\nUser: and then?"}
            {"response": ""}
            """);

    assertThat(called.code()).isZero();
    assertThat(called.err()).contains("Labelled 3 responses: ", "Written to out.jsonl.");
    assertThat(rows()).extracting(row -> row.path("id").asText()).containsExactly("a", "7", "4");
    assertThat(rows())
        .extracting(row -> row.path("label").asText())
        .containsExactly("assistant", "base-like", "empty");
    assertThat(rows())
        .allSatisfy(
            row ->
                assertThat(row.fieldNames())
                    .toIterable()
                    .containsExactly("id", "label", "subtype", "score", "evidence"));
    assertThat(rows().get(1).path("subtype").asText()).isEqualTo("role-leak");
    assertThat(rows().get(1).path("score").isNumber()).isTrue();
  }

  @Test
  void aResponseThatFailedStaysWithoutALabelAndIsReported() throws Exception {
    Called called = classify("{\"id\": \"a\", \"response\": null}\n{\"response\": \"Sure.\"}\n");

    assertThat(called.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(rows()).hasSize(2);
    assertThat(rows().get(0).path("label").isNull()).isTrue();
    assertThat(rows().get(0).path("unusable").asText()).isEqualTo("no response");
  }

  @Test
  void aLineThatIsWrongLeavesTheOldOutputAlone() {
    cli.write("out.jsonl", "old");

    Called called = classify("{\"response\": \"a\"}\n{\"id\": 2}\n");

    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.err()).contains("in.jsonl:2: a transcript needs the text \"response\"");
    assertThat(cli.read("out.jsonl")).isEqualTo("old");
    assertThat(folder.resolve("out.jsonl.tmp")).doesNotExist();
  }

  @Test
  void twoObjectsOnALineAreNotTakenForOne() {
    assertThat(classify("{\"response\": \"a\"} {\"response\": \"b\"}\n").err())
        .contains("in.jsonl:1: not JSON");
  }

  @Test
  void aByteOrderMarkIsPassedOverAndOtherEncodingsAreRefused() throws Exception {
    assertThat(classify("\ufeff{\"response\": \"Sure, here it is.\"}\n").code()).isZero();
    Files.write(
        folder.resolve("in.jsonl"),
        "{\"response\": \"caf\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1));

    Called called =
        cli.call("classify", "--classifier", "voice", "--in", "in.jsonl", "--out", "out.jsonl");

    assertThat(called.code()).isEqualTo(ExitCode.USAGE);
    assertThat(called.err()).contains("not UTF-8");
  }

  @Test
  void anEmptyFileGivesAnEmptyFile() {
    assertThat(classify("").code()).isZero();
    assertThat(cli.read("out.jsonl")).isEmpty();
  }
}
