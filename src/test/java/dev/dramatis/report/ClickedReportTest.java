package dev.dramatis.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as somebody uses it, with mouse and keys. */
@Tag("browser")
class ClickedReportTest {
  private static final String ROW = "details.transcript";
  private static final int ARROW_DOWN = 40;
  private static final int TAB = 9;

  /** What WCAG 2.1 (1.4.3) asks of plain text. */
  private static final double READABLE = 4.5;

  // A browser's helpers may still write to its profile for a moment after it has ended.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private Browser browser;

  @BeforeEach
  void start() throws Exception {
    browser = new Browser(folder);
  }

  @AfterEach
  void nothingLeftTheFileAndNothingWentWrong() {
    try {
      assertThat(browser.console).isEmpty();
      assertThat(browser.requests)
          .isNotEmpty()
          .allMatch(address -> address.startsWith("file:") || address.startsWith("data:"));
      assertThat(browser.requests.stream().filter(it -> it.startsWith("file:")).distinct().count())
          .as("the page asks for itself alone")
          .isEqualTo(1);
    } finally {
      browser.close();
    }
  }

  private void openExample() throws Exception {
    ExampleRun run = new ExampleRun(4);
    Reports.write(run.record(), run.transcripts(), folder);
    browser.open(folder.resolve("report.html"));
  }

  private void openHostile() throws Exception {
    HostileRun run = new HostileRun();
    Reports.write(run.record(), run.transcripts(), folder);
    browser.open(folder.resolve("report.html"));
  }

  private void awaitMatches(String start) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(browser.text("#matches")).startsWith(start));
  }

  private static int leading(String text) {
    return Integer.parseInt(text.substring(0, text.indexOf(' ')));
  }

  @Test
  void wordsThatAreTypedAreLookedFor() throws Exception {
    openExample();
    browser.click("#filter-text");
    browser.type("committee");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !browser.text("#matches").contains("drawn"));
    int found = leading(browser.text("#matches"));

    assertThat(found).isBetween(1, 100);
    assertThat(browser.count(ROW)).isEqualTo(Math.min(found, 25));
    browser.click(ROW + " summary");
    assertThat(browser.text(ROW + "[open] .reply")).contains("committee");

    browser.click("#filter-text");
    browser.type(" no such words at all");
    awaitMatches("0 of 384");
    assertThat(browser.count(ROW)).isZero();

    browser.click("#filter-reset");
    Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> browser.count(ROW) == 50);
  }

  @Test
  void anArmIsChosenByKeysAndPagesAreTurnedByClicks() throws Exception {
    openExample();
    browser.focus("#filter-sample");
    browser.evaluate("document.querySelector('#filter-sample').value = 'all'");
    browser.evaluate("document.querySelector('#filter-sample').dispatchEvent(new Event('change'))");
    awaitMatches("384 of 384");
    browser.focus("#filter-arm");
    browser.press("ArrowDown", ARROW_DOWN);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> leading(browser.text("#matches")) < 384);
    String arm = browser.evaluate("document.querySelector('#filter-arm').value").asText();
    assertThat(arm).isNotEmpty();
    assertThat(browser.text(ROW + " .where")).startsWith(arm + " · ");

    String first = browser.text(ROW + " .where");
    browser.press("Tab", TAB);
    browser.click("#page-after");
    assertThat(browser.text("#page-number")).startsWith("page 2 of ");
    assertThat(browser.text(ROW + " .where")).isNotEqualTo(first);
    browser.click("#page-before");
    assertThat(browser.text(ROW + " .where")).isEqualTo(first);
  }

  @Test
  void aProbeOfAChartOpensItsTranscripts() throws Exception {
    openExample();
    browser.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
    browser.click(".open-probe");

    assertThat(browser.text("#matches")).doesNotStartWith("384 of").doesNotStartWith("0 of");
    String probe = browser.evaluate("document.querySelector('#filter-probe').value").asText();
    assertThat(browser.text(ROW + " .where")).contains(" · " + probe.split(", ", -1)[0] + " · ");
  }

  @Test
  void aHostileTextIsInertWhereverItStandsAndWhateverIsClicked() throws Exception {
    openHostile();
    String title = browser.evaluate("document.title").asText();
    browser.evaluate(
        "(() => { const it = document.querySelector('#filter-sample'); it.value = 'all';"
            + " it.dispatchEvent(new Event('change')); })()");
    browser.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
    int rows = browser.count(ROW);
    assertThat(rows).isEqualTo(HostileRun.PAYLOADS.size() + 2);
    // Every element that can be pointed at is pointed at and clicked, twice over for its children.
    browser.evaluate(
        """
        document.querySelectorAll('body *').forEach((it) => {
          for (const kind of ['mouseover', 'mouseenter', 'focus', 'load', 'error']) {
            it.dispatchEvent(new Event(kind, {bubbles: true}));
          }
        })""");
    browser.click(ROW + " .reply");

    assertThat(browser.evaluate("document.title").asText()).isEqualTo(title);
    assertThat(browser.count("img, iframe, object, embed, base, link[href], form[action]"))
        .isZero();
    assertThat(browser.count("a[href^='javascript' i], a[href^='http' i]")).isZero();
    assertThat(
            browser
                .evaluate(
                    "[...document.querySelectorAll('*')].filter((it) =>"
                        + " [...it.attributes].some((a) => a.name.startsWith('on'))).length")
                .asInt())
        .isZero();
    assertThat(browser.text("#results")).contains("onerror=", "javascript:", "</script>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark"})
  void textIsReadableInBothSchemes(String scheme) throws Exception {
    browser.prefer(scheme);
    openExample();
    JsonNode worst =
        browser.evaluate(
            """
            (() => {
              const channel = (c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
              const light = (rgb) => 0.2126 * channel(rgb[0]) + 0.7152 * channel(rgb[1])
                + 0.0722 * channel(rgb[2]);
              const parse = (text) => (text.match(/[0-9.]+/g) || []).map(Number);
              const behind = (it) => {
                for (; it; it = it.parentElement) {
                  const rgb = parse(getComputedStyle(it).backgroundColor);
                  if (rgb.length === 3 || rgb[3] === 1) return rgb;
                }
                return matchMedia('(prefers-color-scheme: dark)').matches ? [18, 18, 18] : [255, 255, 255];
              };
              let worst = [99, ''];
              for (const it of document.querySelectorAll('p, td, th, h1, h2, h3, li, dt, dd, summary, button, span')) {
                const own = [...it.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
                if (!own || !it.getClientRects().length) continue;
                const [a, b] = [light(parse(getComputedStyle(it).color)), light(behind(it))].sort((x, y) => y - x);
                const ratio = (a + 0.05) / (b + 0.05);
                if (ratio < worst[0]) worst = [ratio, it.outerHTML.slice(0, 200)];
              }
              return worst;
            })()""");
    browser.screenshot(folder.resolve(scheme + ".png"));

    assertThat(worst.get(0).asDouble()).as(worst.get(1).asText()).isGreaterThanOrEqualTo(READABLE);
  }
}
