package dev.dramatis.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

@Tag("browser")
class BrowserTest {
  private static final Pattern MATCHES = Pattern.compile("id=\"matches\"[^>]*>([^<]*)<");

  // A browser's helpers may still write to its profile for a moment after it has ended.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private Chromium chromium;

  @BeforeEach
  void findTheBrowser() {
    chromium = new Chromium(folder);
  }

  private Chromium.Page example(String fragment) throws Exception {
    ExampleRun run = new ExampleRun(4);
    Reports.write(run.record(), run.transcripts(), folder);
    return chromium.open(folder.resolve("report.html"), fragment);
  }

  private static String matches(Chromium.Page page) {
    Matcher matcher = MATCHES.matcher(page.document());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  private static int rows(Chromium.Page page) {
    return page.document().split("<details class=\"transcript\"", -1).length - 1;
  }

  @Test
  void putsRandomTranscriptsBesideTheChosenOnes() throws Exception {
    Chromium.Page page = example("");

    assertThat(page.console()).isEmpty();
    assertThat(page.document())
        .contains("Drawn at random (40)", "Chosen: the primary’s most extreme probes (120)");
    assertThat(rows(page)).isEqualTo(50);
  }

  @Test
  void findsTextsAndPagesThem() throws Exception {
    Chromium.Page all = example("#transcripts?sample=all");
    Chromium.Page some = example("#transcripts?text=committee&arm=fragment&open=1");

    assertThat(matches(all)).isEqualTo("384 of 384 transcripts of this suite are shown");
    assertThat(all.document()).contains("page 1 of 16");
    assertThat(rows(all)).isEqualTo(25);
    assertThat(rows(some)).isBetween(1, 24);
    assertThat(matches(some)).startsWith(rows(some) + " of 384 ");
    assertThat(some.document().split("all members of the committee", -1).length - 1)
        .as("once in every opened row, besides the data")
        .isGreaterThan(rows(some));
    assertThat(some.console()).isEmpty();
  }

  @Test
  void filtersBySuiteLabelAndOutcome() throws Exception {
    Chromium.Page failed = example("#transcripts?suite=2&outcome=failed");
    Chromium.Page labelled = example("#transcripts?suite=1&label=voice%3A%20base-like");

    assertThat(matches(failed)).endsWith(" of 144 transcripts of this suite are shown");
    assertThat(matches(failed)).doesNotStartWith("144 ").doesNotStartWith("0 ");
    assertThat(matches(labelled)).endsWith(" of 504 transcripts of this suite are shown");
    assertThat(matches(labelled)).doesNotStartWith("504 ").doesNotStartWith("0 ");
  }

  @Test
  void showsTheTranscriptsOfAUnitsProbes() throws Exception {
    Chromium.Page page = example("#transcripts?probe=contract-1,%20recipe-2");

    assertThat(matches(page)).isEqualTo("24 of 384 transcripts of this suite are shown");
  }

  @Test
  void runsNothingThatATextBringsAlong() throws Exception {
    HostileRun run = new HostileRun();
    Reports.write(run.record(), run.transcripts(), folder);
    Path file = folder.resolve("report.html");

    Chromium.Page page = chromium.open(file, "#transcripts?sample=all&open=1");

    assertThat(page.console()).isEmpty();
    assertThat(page.document()).contains("<title>Dramatis: &lt;script&gt;document.title='owned'");
    assertThat(rows(page)).isEqualTo(HostileRun.PAYLOADS.size() + 2);
    assertThat(page.document()).doesNotContain("<img", "<iframe");
  }

  @Test
  void noticesAScriptThatThePolicyForbids() throws Exception {
    ExampleRun run = new ExampleRun(1);
    Reports.write(run.record(), run.transcripts(), folder);
    Path tampered = folder.resolve("tampered.html");
    Files.writeString(
        tampered,
        Files.readString(folder.resolve("report.html"))
            .replace("</body>", "<script>document.title='owned'</script></body>"));

    Chromium.Page page = chromium.open(tampered, "");

    assertThat(page.console()).isNotEmpty();
    assertThat(page.document()).doesNotContain("<title>owned");
  }
}
