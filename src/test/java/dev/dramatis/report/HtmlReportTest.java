package dev.dramatis.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.Transcript;
import dev.dramatis.run.TranscriptSource;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
  private static final Pattern TAG =
      Pattern.compile("<([a-zA-Z][a-zA-Z0-9]*)((?:\"[^\"]*\"|[^\">])*)>");
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile(" href=\"#([^\"]*)\"");

  private static String page(RunRecord record, TranscriptSource transcripts) throws Exception {
    StringWriter out = new StringWriter();
    HtmlReport.write(record, transcripts, out);
    return out.toString();
  }

  private static String example() throws Exception {
    ExampleRun run = new ExampleRun(4);
    return page(run.record(), run.transcripts());
  }

  private static String hostile() throws Exception {
    HostileRun run = new HostileRun();
    return page(run.record(), run.transcripts());
  }

  private static String between(String page, String from, String to) {
    int start = page.indexOf(from) + from.length();
    assertThat(start).isGreaterThanOrEqualTo(from.length());
    return page.substring(start, page.indexOf(to, start));
  }

  private static JsonNode embedded(String page, int suite) throws Exception {
    return new ObjectMapper()
        .readTree(
            between(
                page,
                "<script type=\"application/json\" id=\"transcripts-" + suite + "\">",
                "</script>"));
  }

  @Test
  void saysOfASimulatedRunThatItIsNoEvidence() throws Exception {
    assertThat(example())
        .contains(
            "This shows that the instrument works. It is no evidence about any language model.");
  }

  @Test
  void saysThatTheRunIsIncompleteAndHowItDeviated() throws Exception {
    assertThat(hostile())
        .contains(
            "Incomplete run.", "30 of 34 planned trials were asked.", "Deviations from the plan.");
  }

  @Test
  void showsEveryPlannedPredictionWithItsVerdictInWords() throws Exception {
    StringWriter out = new StringWriter();
    HtmlReport.write(SmallRun.record(), (suite, consumer) -> {}, out);
    String verdicts = between(out.toString(), "<section id=\"verdicts\"", "</section>");

    for (String prediction : List.of("breaks", "reversed", "alike", "stays", "seen")) {
      assertThat(verdicts).contains(">" + prediction + "</a>");
    }
    assertThat(verdicts)
        .contains(" supported</span>", " contradicted</span>", " inconclusive</span>")
        .contains(" not tested</span>", "25.0 % of the trials of fragment are missing")
        .contains("+26.0 to +35.0 pp", "for probes made the same way", "&lt; 0.001");
  }

  @Test
  void showsBothSentencesAndStressesTheOneThatApplies() throws Exception {
    StringWriter out = new StringWriter();
    HtmlReport.write(SmallRun.record(), (suite, consumer) -> {}, out);
    String first = between(out.toString(), "<article class=\"prediction", "</article>");

    assertThat(first)
        .containsPattern("class=\"applies\"><dt>If supported *\\(as here\\)")
        .containsPattern("class=\"other\"><dt>If contradicted<");
  }

  @Test
  void linksOnlyToWhatIsThere() throws Exception {
    String page = example();
    Set<String> ids = new HashSet<>();
    Matcher id = ID.matcher(page);
    while (id.find()) {
      assertThat(ids.add(id.group(1))).as("%s is there once", id.group(1)).isTrue();
    }
    Matcher link = LINK.matcher(page);
    while (link.find()) {
      assertThat(ids).contains(link.group(1));
    }
  }

  @Test
  void givesEveryDrawingAName() throws Exception {
    Matcher tag = TAG.matcher(example());
    int drawings = 0;
    while (tag.find()) {
      if (tag.group(1).equals("svg")) {
        drawings++;
        assertThat(tag.group(2)).containsAnyOf("aria-hidden=\"true\"", "role=\"img\"");
        if (tag.group(2).contains("role=\"img\"")) {
          assertThat(tag.group(2)).containsPattern("aria-label=\"[^\"]+\"");
        }
      }
    }
    assertThat(drawings).isGreaterThan(30);
  }

  @Test
  void allowsItsOwnScriptAndStyleByHashAndNothingElse() throws Exception {
    String page = hostile();
    String policy = between(page, "Content-Security-Policy\" content=\"", "\">");

    assertThat(policy.replace("&#39;", "'"))
        .startsWith("default-src 'none'; ")
        .contains("script-src 'sha256-" + sha256(between(page, "<script>", "</script>")) + "'")
        .contains("style-src 'sha256-" + sha256(between(page, "<style>", "</style>")) + "'")
        .doesNotContain("unsafe", "http", "*");
  }

  private static String sha256(String text) throws Exception {
    return Base64.getEncoder()
        .encodeToString(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void loadsNothing() throws Exception {
    Matcher tag = TAG.matcher(example());
    while (tag.find()) {
      assertThat(tag.group(2)).doesNotContain(" src=", "http:", "https:", "url(");
    }
  }

  @Test
  void letsNoTextBecomeMarkup() throws Exception {
    String page = hostile();
    Set<String> tags = new HashSet<>();
    Matcher tag = TAG.matcher(page.replaceAll("(?s)<script>.*?</script>|<style>.*?</style>", ""));
    while (tag.find()) {
      tags.add(tag.group(1));
      assertThat(tag.group(2).replaceAll("\"[^\"]*\"", "\"\"")).doesNotContainPattern(" on[a-z]+=");
    }

    assertThat(tags).doesNotContain("img", "iframe", "textarea", "x");
    assertThat(page.split("<script>", -1)).as("the page's own scripts").hasSize(3);
    assertThat(
            page.replaceAll("<script( type=\"application/json\" (class|id)=\"[a-z0-9-]+\")?>", "")
                .split("<script", -1))
        .hasSize(1);
    assertThat(page).doesNotContain("<script>document", "<img", "<!--");
  }

  @Test
  void leavesNoCharacterThatActsUnseen() throws Exception {
    assertThat(hostile().replace("\n", ""))
        .doesNotContainPattern("[\\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\u2028\u2029\uFEFF\uFFFE]")
        .doesNotContainPattern("\\p{Cs}");
  }

  @Test
  void embedsEveryTranscriptThatFits() throws Exception {
    JsonNode transcripts = embedded(hostile(), 0);

    assertThat(transcripts).hasSize(HostileRun.PAYLOADS.size() + 2);
    assertThat(transcripts.get(1).at("/turns/0/reply").asText())
        .isEqualTo("</script><script>document.title='owned'</script>");
  }

  @Test
  void showsABoundedPartOfALongReply() throws Exception {
    String page = hostile();

    assertThat(page).contains("20,000 of 1,048,601 characters are shown");
    assertThat(page).doesNotContain("the-end-of-the-long-reply");
  }

  @Test
  void drawsTenTranscriptsOfEveryArmByTheSeed() throws Exception {
    String page = example();
    Map<String, Integer> drawn = new java.util.TreeMap<>();
    for (JsonNode transcript : embedded(page, 0)) {
      if (transcript.get("drawn").asBoolean()) {
        drawn.merge(transcript.get("arm").asText(), 1, Integer::sum);
      }
    }

    assertThat(drawn).hasSize(4).allSatisfy((arm, count) -> assertThat(count).isEqualTo(10));
    assertThat(page).isEqualTo(example());
  }

  @Test
  void keepsToSamplesAndFailuresWhenThereIsTooMuchTextAndSaysSo() throws Exception {
    TranscriptSource many =
        (suite, consumer) -> {
          for (int i = 0; i < 2_000; i++) {
            String failure = i < 700 ? "503" : "";
            String reply = failure.isEmpty() ? "long ".repeat(2_000) : "";
            Transcript.Turn turn =
                new Transcript.Turn("ask", "", reply, List.of(), "text", "", Map.of());
            consumer.accept(
                new Transcript(
                    "t" + i, suite, "plain", "probe-" + i, 0, 0, false, List.of(turn), failure));
          }
        };

    String page = page(SmallRun.record(), many);

    assertThat(page).contains("The run has 2,000 transcripts, too many for one page.");
    assertThat(embedded(page, 0)).hasSize(10 + TranscriptEmbedding.MOST_FAILURES);
  }
}
