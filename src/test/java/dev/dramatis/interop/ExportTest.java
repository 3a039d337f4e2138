package dev.dramatis.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.dramatis.Evaluation;
import dev.dramatis.ForeignRuns;
import dev.dramatis.model.HandedInModel;
import dev.dramatis.run.AskedTrial;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.RunTranscripts;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.SuiteLoader;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.Verdict;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs in other tools' forms, held against what those tools publish. */
class ExportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Scripts, tools, begun replies, raw text, probabilities: every way of asking. */
  private static final List<String> SUITES =
      List.of("template-hole-break", "tool-call-in-character", "opening-commitment");

  @TempDir private Path folder;

  private Path run(String... suites) throws Exception {
    Path[] files = new Path[suites.length];
    for (int i = 0; i < suites.length; i++) {
      files[i] = Path.of("suites", suites[i] + ".yaml");
    }
    RunRecord run = Evaluation.of(files).reports(folder.resolve("reports")).run();
    return folder.resolve("reports").resolve(run.run());
  }

  private static List<JsonNode> members(ZipFile zip, String prefix) throws IOException {
    List<JsonNode> found = new ArrayList<>();
    for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
      if (entry.getName().startsWith(prefix)) {
        found.add(JSON.readTree(zip.getInputStream(entry)));
      }
    }
    return found;
  }

  @Test
  void aLogIsWhatInspectsSchemaSays() throws Exception {
    isWhatInspectsSchemaSays(4, "template-hole-break");
  }

  @Test
  @Tag("slow")
  void soItIsForEveryWayOfAsking() throws Exception {
    isWhatInspectsSchemaSays(8, SUITES.toArray(String[]::new));
  }

  private void isWhatInspectsSchemaSays(int least, String... suites) throws Exception {
    Path run = run(suites);
    InspectSchema log = new InspectSchema("EvalLog");
    InspectSchema sample = new InspectSchema("EvalSample");
    InspectSchema summary = new InspectSchema("EvalSampleSummary");

    List<Path> zips = InspectExport.write(run, InspectExport.Form.EVAL, folder.resolve("eval"));
    List<Path> plain = InspectExport.write(run, InspectExport.Form.JSON, folder.resolve("json"));

    assertThat(zips).hasSameSizeAs(plain).hasSizeGreaterThanOrEqualTo(least);
    int samples = 0;
    for (Path file : zips) {
      try (ZipFile zip = new ZipFile(file.toFile())) {
        JsonNode header = members(zip, "header.json").get(0);
        assertThat(log.faults(header)).as(file + ", header").isEmpty();
        List<JsonNode> all = members(zip, "samples/");
        // One of every log is enough for the schema, whose check takes a while.
        assertThat(sample.faults(all.get(0))).as(file + ", sample").isEmpty();
        JsonNode summaries = members(zip, "summaries.json").get(0);
        assertThat(summaries).hasSameSizeAs(all);
        assertThat(summary.faults(summaries.get(0))).isEmpty();
        assertThat(header.at("/results/total_samples").asInt()).isEqualTo(all.size());
        assertThat(members(zip, "_journal/start.json").get(0).at("/eval/task").asText())
            .isEqualTo(header.at("/eval/task").asText());
        samples += all.size();
      }
    }
    assertThat(samples).isEqualTo(trials(run));
    JsonNode whole = JSON.readTree(plain.get(0).toFile());
    ((com.fasterxml.jackson.databind.node.ArrayNode) whole.path("samples")).removeAll();
    assertThat(log.faults(whole)).isEmpty();
  }

  private static int trials(Path run) {
    int[] count = {0};
    try (RunTranscripts transcripts = RunTranscripts.open(run)) {
      transcripts.plans().forEach(plan -> transcripts.forEach(plan, asked -> count[0]++));
    }
    return count[0];
  }

  @Test
  void theSchemaFindsFaults() throws Exception {
    assertThat(new InspectSchema("EvalSample").faults(JSON.readTree("{\"id\": 1}"))).isNotEmpty();
    assertThat(
            new InspectSchema("ChatMessageUser")
                .faults(JSON.readTree("{\"role\": \"user\", \"content\": 3}")))
        .isNotEmpty();
  }

  @Test
  void textsLabelsAndVerdictsStandInTheLog() throws Exception {
    Path run = run("template-hole-break");
    InspectExport.write(run, InspectExport.Form.JSON, folder.resolve("json"));

    JsonNode log = JSON.readTree(folder.resolve("json/template-hole-break_fragment.json").toFile());

    assertThat(log.at("/eval/model").asText()).isEqualTo("simulated/psm");
    JsonNode primary = log.at("/results/metadata/predictions/0");
    assertThat(primary.path("id").asText()).isEqualTo("breaks-character");
    assertThat(primary.path("verdict").asText()).isEqualTo("SUPPORTED");
    assertThat(log.at("/samples/0/events/0/event").asText()).isEqualTo("info");
    Set<String> labels = new HashSet<>();
    log.path("samples").forEach(sample -> labels.add(sample.at("/scores/voice/value").asText()));
    assertThat(labels).contains("assistant", "base-like");
    JsonNode sample = log.path("samples").get(0);
    assertThat(sample.at("/output/completion").asText())
        .isEqualTo(
            sample
                .path("messages")
                .get(sample.path("messages").size() - 1)
                .path("content")
                .asText());
  }

  @Test
  void aLogComesBackWithTheSameTextsAndTheSameVerdicts() throws Exception {
    Path file = Path.of("samples", "library", "suites", "plain-sums.yaml");
    RunRecord asked = Evaluation.of(file).reports(folder.resolve("reports")).run();
    Path run = folder.resolve("reports").resolve(asked.run());
    RunRecord before;
    try (var finished = dev.dramatis.run.FinishedRun.read(run)) {
      before = finished.record();
    }
    List<Path> logs = InspectExport.write(run, InspectExport.Form.EVAL, folder.resolve("eval"));
    Suite suite = SuiteLoader.load(file);

    ForeignRuns.Decided decided =
        ForeignRuns.decide(logs, suite, Map.of(), folder.resolve("again"), Clock.systemUTC());

    assertThat(decided.unmatched()).isZero();
    assertThat(decided.record().deviations())
        .singleElement()
        .asString()
        .contains("not preregistered");
    for (int i = 0; i < before.suites().get(0).predictions().size(); i++) {
      PredictionResult then = before.suites().get(0).predictions().get(i);
      PredictionResult now = decided.record().suites().get(0).predictions().get(i);
      assertThat(now.verdict()).isEqualTo(then.verdict());
      assertThat(now.claims().get(0).estimate()).isEqualTo(then.claims().get(0).estimate());
    }
    assertThat(decided.folder().resolve("report.html")).isNotEmptyFile();
    Imported transcripts =
        InspectImport.transcripts(logs.get(0), folder.resolve("transcripts.jsonl"));
    assertThat(transcripts.taken()).isEqualTo(80);
  }

  @Test
  void aFailedTrialIsAnErrorAndNoAnswer() throws Exception {
    ChatModel failing =
        new ChatModel() {
          private int calls;

          @Override
          public synchronized ChatResponse doChat(ChatRequest request) {
            if (calls++ % 10 == 0) {
              throw new IllegalStateException("the cable was pulled");
            }
            return ChatResponse.builder().aiMessage(AiMessage.from("Of course: 42.")).build();
          }
        };
    RunRecord record =
        Evaluation.of(Path.of("samples/library/suites/plain-sums.yaml"))
            .model(HandedInModel.of("mine", failing))
            .reports(folder.resolve("reports"))
            .run();
    Path run = folder.resolve("reports").resolve(record.run());

    InspectExport.write(run, InspectExport.Form.JSON, folder.resolve("json"));

    JsonNode log = JSON.readTree(folder.resolve("json/plain-sums_plain.json").toFile());
    int errors = 0;
    InspectSchema schema = new InspectSchema("EvalSample");
    for (JsonNode sample : log.path("samples")) {
      if (sample.has("error")) {
        errors++;
        assertThat(sample.at("/error/message").asText()).contains("the cable was pulled");
        assertThat(sample.has("scores")).isFalse();
        assertThat(schema.faults(sample)).isEmpty();
      }
    }
    assertThat(errors).isEqualTo(8);
    assertThat(log.at("/results/completed_samples").asInt()).isEqualTo(72);
  }

  @Test
  void tablesHoldEveryReplyAndNoFormula() throws Exception {
    ChatModel hostile =
        new ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            return ChatResponse.builder()
                .aiMessage(AiMessage.from("=HYPERLINK(\"http://x\"),\r\n\"quoted\""))
                .build();
          }
        };
    RunRecord record =
        Evaluation.of(Path.of("samples/library/suites/plain-sums.yaml"))
            .model(HandedInModel.of("mine", hostile))
            .reports(folder.resolve("reports"))
            .run();
    Path run = folder.resolve("reports").resolve(record.run());

    CsvExport.write(run, true, folder.resolve("guarded"));
    CsvExport.write(run, false, folder.resolve("raw"));

    List<Map<String, String>> guarded = rows(folder.resolve("guarded/trials.csv"));
    List<Map<String, String>> raw = rows(folder.resolve("raw/trials.csv"));
    assertThat(guarded).hasSize(80);
    assertThat(guarded.get(0).get("reply")).isEqualTo("'=HYPERLINK(\"http://x\"),\r\n\"quoted\"");
    assertThat(raw.get(0).get("reply")).isEqualTo("=HYPERLINK(\"http://x\"),\r\n\"quoted\"");
    assertThat(guarded.get(0).get("model")).isEqualTo("handed-in/mine");
    assertThat(rows(folder.resolve("raw/predictions.csv")))
        .extracting(row -> row.get("prediction"))
        .containsExactly("stays-in-character", "never-breaks-at-all");
    assertThatThrownBy(() -> CsvExport.write(run, true, folder.resolve("raw")))
        .isInstanceOf(InteropException.class)
        .hasMessageContaining("is there already");
  }

  private static List<Map<String, String>> rows(Path file) throws IOException {
    try (MappingIterator<Map<String, String>> rows =
        new CsvMapper()
            .readerForMapOf(String.class)
            .with(CsvSchema.emptySchema().withHeader())
            .readValues(file.toFile())) {
      return rows.readAll();
    }
  }

  @Test
  @Tag("slow")
  void everyMessageOfAConversationIsTold() throws Exception {
    Path run = run("drift-by-topic");
    int[] longest = {0};
    try (RunTranscripts transcripts = RunTranscripts.open(run)) {
      transcripts.forEach(
          transcripts.plans().get(0),
          (AskedTrial asked) -> longest[0] = Math.max(longest[0], asked.asked().size()));
    }
    assertThat(longest[0]).isGreaterThan(2);
    assertThat(Verdict.values()).hasSize(4);
  }
}
