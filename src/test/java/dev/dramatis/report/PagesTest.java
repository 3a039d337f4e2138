package dev.dramatis.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.Cards;
import dev.dramatis.Comparisons;
import dev.dramatis.Evaluation;
import dev.dramatis.Histories;
import dev.dramatis.run.RunRecord;
import dev.dramatis.run.Transcript;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.xml.parsers.DocumentBuilderFactory;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

/** What all pages have, used as a reader does: downloads, links, keys, names, print. */
@Tag("browser")
class PagesTest {
  private static final List<String> PAGES =
      List.of("report.html", "compare.html", "card.html", "history.html");
  private static Optional<Path> made = Optional.empty();

  // A browser's helpers may still write to its profile for a moment after it has ended.
  @TempDir(cleanup = CleanupMode.NEVER)
  Path folder;

  private Browser browser;

  @BeforeEach
  void openTheBrowser() throws Exception {
    browser = new Browser(folder);
  }

  @AfterEach
  void closeIt() {
    browser.close();
  }

  /** The four pages of real runs, made once. */
  private static synchronized Path pages() throws Exception {
    if (made.isEmpty()) {
      Path pages = Files.createTempDirectory("pages");
      Path suite = Path.of("suites", "template-hole-break.yaml");
      List<Path> runs = new ArrayList<>();
      for (int seed = 1; seed <= 3; seed++) {
        RunRecord run =
            Evaluation.of(suite)
                .model("simulated/dial@" + (seed == 3 ? "0.3" : "0.9"))
                .worldSeed(seed)
                .reports(pages.resolve("runs"))
                .run();
        runs.add(pages.resolve("runs").resolve(run.run()));
      }
      Files.copy(runs.get(0).resolve("report.html"), pages.resolve("report.html"));
      Comparisons.write(runs, pages);
      CardReports.write(Cards.of("simulated/dial@0.9", pages.resolve("runs"), List.of()), pages);
      Histories.write(runs, Optional.empty(), 365, pages);
      made = Optional.of(pages);
    }
    return made.get();
  }

  private void open(String page) throws Exception {
    browser.open(pages().resolve(page));
  }

  /** What a press of a download's button would save; the file itself is caught in the page. */
  private String saved(String button) {
    browser.evaluate(
        """
        (() => {
          window.saved = [];
          const real = URL.createObjectURL;
          URL.createObjectURL = (blob) => {
            blob.text().then((text) => window.saved.push(text));
            return real.call(URL, blob);
          };
        })()""");
    browser.click(button);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> browser.evaluate("window.saved.length").asInt() == 1);
    return browser.evaluate("window.saved[0]").asText();
  }

  private static Document xml(String text) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.html", "compare.html", "card.html", "history.html"})
  void everyChartCanBeTakenAsAPictureThatStandsAlone(String page) throws Exception {
    open(page);
    int charts =
        browser
            .evaluate("document.querySelectorAll('figure.chart svg:not(.shape)').length")
            .asInt();
    assertThat(charts).isPositive();
    String button = ".chart-tools button[aria-label^='SVG']";

    Document picture = xml(saved(button));

    assertThat(picture.getDocumentElement().getLocalName()).isEqualTo("svg");
    assertThat(picture.getDocumentElement().getNamespaceURI())
        .isEqualTo("http://www.w3.org/2000/svg");
    assertThat(picture.getElementsByTagNameNS("*", "line").getLength()).isGreaterThan(3);
    assertThat(
            picture
                .getElementsByTagNameNS("*", "rect")
                .item(0)
                .getAttributes()
                .getNamedItem("fill")
                .getNodeValue())
        .isEqualTo("#fff");
    assertThat(browser.evaluate("window.saved[0]").asText())
        .doesNotContain("class=", "var(--", "href=");
    assertThat(browser.console).isEmpty();
  }

  @Test
  void aPictureIsTheSameInTheDark() throws Exception {
    open("history.html");
    String light = saved(".chart-tools button[aria-label^='SVG']");
    browser.prefer("dark");
    open("history.html");

    assertThat(saved(".chart-tools button[aria-label^='SVG']")).isEqualTo(light);
  }

  @Test
  void tablesHoldTheNumbersOfTheChart() throws Exception {
    open("compare.html");
    List<String> lines = saved("#pair-B .chart-tools button[aria-label^='CSV']").lines().toList();

    assertThat(lines.get(0)).startsWith("suite,prediction,role,contrast,before,after,difference");
    assertThat(lines).hasSize(5);
    String[] cells =
        lines.stream()
            .filter(line -> line.contains("breaks-character"))
            .findFirst()
            .orElseThrow()
            .split(",");
    assertThat(Double.parseDouble(cells[5]) - Double.parseDouble(cells[4]))
        .isCloseTo(Double.parseDouble(cells[6]), org.assertj.core.api.Assertions.within(2e-6));
  }

  @Test
  void aLinkLeadsToAPredictionAndOneToATranscript() throws Exception {
    open("report.html");
    browser.evaluate("location.hash = '#template-hole-break/explained-stays'");
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                browser
                    .evaluate("document.activeElement.id")
                    .asText()
                    .equals("template-hole-break/explained-stays"));
    // The page scrolls there smoothly.
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        browser
                            .evaluate("document.activeElement.getBoundingClientRect().top")
                            .asDouble())
                    .isBetween(-50.0, 300.0));

    String trial =
        browser
            .evaluate("JSON.parse(document.getElementById('transcripts-0').textContent)[40].trial")
            .asText();
    browser.evaluate("location.hash = '#trial=" + trial + "'");
    assertThat(browser.text("details.transcript[open] .note a")).isEqualTo("Trial " + trial);
    assertThat(browser.text("#matches")).contains("trial " + trial);
  }

  @Test
  void keysLeadThroughThePageAndNeverInterfereWithWriting() throws Exception {
    open("report.html");
    browser.press("?", 191);
    assertThat(browser.evaluate("document.getElementById('keys').open").asBoolean()).isTrue();
    browser.press("Escape", 27);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !browser.evaluate("document.getElementById('keys').open").asBoolean());
    browser.press("j", 74);
    String first = browser.evaluate("document.activeElement.id").asText();
    browser.press("j", 74);
    String second = browser.evaluate("document.activeElement.id").asText();
    assertThat(first).startsWith("template-hole-break/");
    assertThat(second).startsWith("template-hole-break/").isNotEqualTo(first);
    browser.press("k", 75);
    assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo(first);
    browser.press("/", 191);
    assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("filter-text");
    browser.press("j", 74);
    assertThat(browser.evaluate("document.activeElement.id").asText()).isEqualTo("filter-text");
    browser.press("Escape", 27);
    assertThat(browser.evaluate("document.activeElement.id").asText()).isNotEqualTo("filter-text");
  }

  @Test
  void lightAndDarkAreOneButtonApart() throws Exception {
    open("card.html");
    String before = browser.evaluate("getComputedStyle(document.body).backgroundColor").asText();
    browser.click("#theme");

    assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor").asText())
        .isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.html", "compare.html", "card.html", "history.html"})
  void everythingThatCanBeUsedHasAName(String page) throws Exception {
    open(page);
    browser.evaluate("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
    List<Map<String, String>> nodes = browser.accessible();

    assertThat(nodes).hasSizeGreaterThan(20);
    assertThat(nodes)
        .filteredOn(
            node ->
                List.of("button", "link", "textbox", "searchbox", "combobox", "image", "table")
                    .contains(node.get("role")))
        .isNotEmpty()
        .allSatisfy(node -> assertThat(node.get("name")).as(node.toString()).isNotBlank());
  }

  @ParameterizedTest
  @ValueSource(strings = {"report.html", "compare.html", "card.html", "history.html"})
  void nothingLeavesThePageInPrintOrOnATelephone(String page) throws Exception {
    for (int width : new int[] {400, 1100}) {
      browser.resize(width, 900);
      open(page);
      double beyond =
          browser
              .evaluate(
                  "document.documentElement.scrollWidth - document.documentElement.clientWidth")
              .asDouble();
      assertThat(beyond).as("at %d pixels", width).isLessThanOrEqualTo(1);
    }
    browser.print();
    open(page);
    assertThat(browser.evaluate("getComputedStyle(document.querySelector('nav')).display").asText())
        .isEqualTo("none");
    assertThat(browser.evaluate("getComputedStyle(document.body).backgroundColor").asText())
        .isIn("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)");
    browser.screenshot(folder.resolve(page + ".png"));
    assertThat(browser.requests)
        .allMatch(address -> address.startsWith("file:") || address.startsWith("blob:"));
  }

  @Test
  void tenThousandTranscriptsAreSearchedWithoutLag() throws Exception {
    ExampleRun run = new ExampleRun(1);
    String suite = run.record().suites().get(0).suite().id();
    String text = "Some words of a reply that goes on for a while, as replies do. ".repeat(12);
    Path file = folder.resolve("large");
    Files.createDirectories(file);
    Reports.write(
        run.record(),
        (name, consumer) -> {
          if (name.equals(suite)) {
            transcripts(suite, text, consumer);
          }
        },
        file);
    browser.open(file.resolve("report.html"));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> browser.text("#matches").contains("of 10000"));
    browser.click("#filter-text");
    List<Double> tasks = new ArrayList<>();
    for (String word : List.of("number 77", "7 ", "no such", "words", "x")) {
      browser.evaluate(
          """
          (() => { window.longest = 0; let last = performance.now();
            const tick = () => { const now = performance.now();
              window.longest = Math.max(window.longest, now - last); last = now;
              window.ticking = requestAnimationFrame(tick); };
            tick(); })()""");
      browser.evaluate("document.querySelector('#filter-text').value = ''");
      browser.type(word);
      Awaitility.await()
          .pollDelay(Duration.ofMillis(400))
          .atMost(Duration.ofSeconds(20))
          .until(() -> browser.evaluate("window.longest").asDouble() > 0);
      tasks.add(browser.evaluate("window.longest").asDouble());
      browser.evaluate("cancelAnimationFrame(window.ticking)");
    }
    JsonNode matches = browser.evaluate("document.querySelector('#matches').textContent");
    System.getLogger("pages").log(System.Logger.Level.INFO, "longest frames in ms: " + tasks);

    // Performance is measured, not asserted; that a search ends and finds is.
    assertThat(matches.asText()).contains("of 10000");
    assertThat(tasks).hasSize(5);
  }

  private static void transcripts(String suite, String text, Consumer<Transcript> consumer) {
    for (int i = 0; i < 10_000; i++) {
      consumer.accept(
          new Transcript(
              "trial" + i,
              suite,
              "fragment",
              "probe-" + i,
              0,
              0,
              false,
              List.of(
                  new Transcript.Turn(
                      "Question number " + i, "", text + i, List.of(), "text", "stop", Map.of())),
              ""));
    }
  }
}
