package dev.dramatis.report;

import dev.dramatis.run.RunRecord;
import dev.dramatis.suite.Suite;
import dev.dramatis.suite.TrainedModel;
import dev.dramatis.verdict.PredictionResult;
import dev.dramatis.verdict.SuiteResult;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report for build servers: a testsuite per suite, a case per prediction. */
public final class JUnitXml {
  private final RunRecord record;
  private final XMLStreamWriter xml;

  private JUnitXml(RunRecord record, XMLStreamWriter xml) {
    this.record = record;
    this.xml = xml;
  }

  /** Writes the report. */
  public static void write(RunRecord record, Writer out) throws IOException {
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out);
      new JUnitXml(record, xml).document();
      xml.flush();
    } catch (XMLStreamException e) {
      throw new IOException("cannot write JUnit XML: " + e.getMessage(), e);
    }
  }

  private void document() throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    newline(0);
    xml.writeStartElement("testsuites");
    attribute("name", "dramatis");
    totals(record.suites());
    attribute(
        "time",
        String.format(
            Locale.ROOT,
            "%.3f",
            Duration.between(record.started(), record.finished()).toMillis() / 1000.0));
    for (SuiteResult suite : record.suites()) {
      suite(suite);
    }
    newline(0);
    xml.writeEndElement();
    xml.writeEndDocument();
    newline(0);
  }

  private void suite(SuiteResult result) throws XMLStreamException {
    Suite suite = result.suite();
    newline(1);
    xml.writeStartElement("testsuite");
    attribute("name", suite.id());
    totals(List.of(result));
    attribute("timestamp", record.started().truncatedTo(ChronoUnit.SECONDS).toString());
    newline(2);
    xml.writeStartElement("properties");
    property("title", suite.title());
    property("hash", suite.hash());
    for (Map.Entry<String, String> role : new TreeMap<>(record.roles()).entrySet()) {
      boolean foreign =
          TrainedModel.Seeded.parse(role.getKey())
              .filter(seeded -> !seeded.suite().equals(suite.id()))
              .isPresent();
      if (!foreign) {
        property("model." + role.getKey(), role.getValue());
      }
    }
    property("seed", Long.toString(record.seed()));
    if (record.simulated()) {
      property("simulated", Words.SIMULATED);
    }
    newline(2);
    xml.writeEndElement();
    for (PredictionResult prediction : result.predictions()) {
      testcase(result, prediction);
    }
    newline(1);
    xml.writeEndElement();
  }

  private void totals(List<SuiteResult> suites) throws XMLStreamException {
    Map<CaseOutcome, Integer> counts = new EnumMap<>(CaseOutcome.class);
    int tests = 0;
    for (SuiteResult suite : suites) {
      for (PredictionResult prediction : suite.predictions()) {
        counts.merge(CaseOutcome.of(suite, prediction), 1, Integer::sum);
        tests++;
      }
    }
    attribute("tests", Integer.toString(tests));
    attribute("failures", Integer.toString(counts.getOrDefault(CaseOutcome.FAILURE, 0)));
    attribute("errors", Integer.toString(counts.getOrDefault(CaseOutcome.ERROR, 0)));
    attribute("skipped", Integer.toString(counts.getOrDefault(CaseOutcome.SKIPPED, 0)));
  }

  private void testcase(SuiteResult suite, PredictionResult result) throws XMLStreamException {
    newline(2);
    xml.writeStartElement("testcase");
    attribute("classname", suite.suite().id());
    attribute("name", result.prediction().id());
    attribute("time", "0");
    CaseOutcome outcome = CaseOutcome.of(suite, result);
    if (outcome != CaseOutcome.PASSED) {
      newline(3);
      xml.writeStartElement(outcome.element());
      attribute("message", message(result));
      if (outcome != CaseOutcome.SKIPPED) {
        attribute("type", Words.of(result.verdict()));
        xml.writeCharacters(Visible.text(XmlText.of(figures(result))));
      }
      xml.writeEndElement();
      newline(2);
    }
    xml.writeEndElement();
  }

  private static String message(PredictionResult result) {
    return Words.of(result.verdict()) + (result.reason().isEmpty() ? "" : ": " + result.reason());
  }

  private static String figures(PredictionResult result) {
    StringBuilder text = new StringBuilder(result.prediction().says());
    result
        .claims()
        .forEach(
            claim -> {
              ClaimWords words = ClaimWords.of(claim);
              text.append('\n')
                  .append(MeasureWords.of(claim.claim().contrast()))
                  .append(", claimed ")
                  .append(words.bound())
                  .append(": ")
                  .append(words.interval())
                  .append(", point ")
                  .append(words.point());
            });
    return text.toString();
  }

  private void property(String name, String value) throws XMLStreamException {
    newline(3);
    xml.writeEmptyElement("property");
    attribute("name", name);
    attribute("value", value);
  }

  private void attribute(String name, String value) throws XMLStreamException {
    xml.writeAttribute(name, Visible.line(XmlText.of(value)));
  }

  private void newline(int depth) throws XMLStreamException {
    xml.writeCharacters("\n" + "  ".repeat(depth));
  }
}
