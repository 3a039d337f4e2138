package dev.dramatis.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dramatis.run.RunRecord;
import java.io.ByteArrayInputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JUnitXmlTest {
  private static String xml(RunRecord record) throws Exception {
    StringWriter out = new StringWriter();
    JUnitXml.write(record, out);
    return out.toString();
  }

  private static Document parse(String xml) throws Exception {
    return DocumentBuilderFactory.newDefaultInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }

  private static Element testcase(Document document, int index) {
    return (Element) document.getElementsByTagName("testcase").item(index);
  }

  @Test
  void writesASuiteForEverySuiteAndACaseForEveryPrediction() throws Exception {
    Expected.matches("junit.xml", xml(SmallRun.record()));
  }

  @Test
  void countsWhatItSays() throws Exception {
    Element root = parse(xml(SmallRun.record())).getDocumentElement();

    assertThat(root.getAttribute("tests")).isEqualTo("5");
    assertThat(root.getAttribute("failures")).isEqualTo("1");
    assertThat(root.getAttribute("errors")).isEqualTo("1");
    assertThat(root.getAttribute("skipped")).isEqualTo("1");
    assertThat(root.getElementsByTagName("failure").getLength()).isEqualTo(1);
    assertThat(root.getElementsByTagName("error").getLength()).isEqualTo(1);
    assertThat(root.getElementsByTagName("skipped").getLength()).isEqualTo(1);
  }

  @Test
  void callsAPredictionWithoutItsCallsAnError() throws Exception {
    Document document = parse(xml(SmallRun.record()));

    assertThat(testcase(document, 4).getElementsByTagName("error").getLength()).isEqualTo(1);
  }

  @Test
  void callsAPredictionWithoutItsLabelsSkipped() throws Exception {
    Document document = parse(xml(SmallRun.abstained()));

    assertThat(testcase(document, 4).getElementsByTagName("error").getLength()).isZero();
    assertThat(testcase(document, 4).getElementsByTagName("skipped").getLength()).isEqualTo(1);
  }

  @Test
  void staysWellFormedWhateverTheTexts() throws Exception {
    Document document = parse(xml(new HostileRun().record()));

    assertThat(document.getElementsByTagName("x").getLength()).isZero();
    assertThat(document.getDocumentElement().getTextContent()).doesNotContain("\u001b");
    assertThat(testcase(document, 0).getAttribute("name")).contains("<script>");
  }
}
