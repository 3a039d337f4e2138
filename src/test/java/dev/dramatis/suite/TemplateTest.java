package dev.dramatis.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemplateTest {
  @Test
  void variablesAreFilledIn() {
    Template template = Template.parse("{{a}}, {{b-2}} and {{a}}.");
    assertThat(template.names()).containsExactly("a", "b-2");
    assertThat(template.fill(Map.of("a", "x", "b-2", "y"))).isEqualTo("x, y and x.");
  }

  @Test
  void valuesAreNeverScanned() {
    Map<String, String> values = Map.of("a", "{{b}} \\{{b}} {{", "b", "secret");
    assertThat(Template.parse("<{{a}}>").fill(values)).isEqualTo("<{{b}} \\{{b}} {{>");
  }

  @Test
  void escapedBracesAreLiteral() {
    Template template = Template.parse("\\{{a}} \\{{ {a} }} \\x");
    assertThat(template.names()).isEmpty();
    assertThat(template.fill(Map.of("a", "x"))).isEqualTo("{{a}} {{ {a} }} \\x");
  }

  @Test
  void aVariableWithoutAValueIsAnError() {
    assertThatThrownBy(() -> Template.parse("{{a}}").fill(Map.of("b", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no value for {{a}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{{", "{{}}", "{{a", "{{ a }}", "{{1}}", "{{a{{b}}", "{{a\n}}", "{{{a}}}"})
  void bracesThatEncloseNoNameAreAnError(String text) {
    assertThatThrownBy(() -> Template.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("opens no variable");
  }

  @Test
  void someMayBeFilledInAndTheOthersLeft() {
    Map<String, String> values = Map.of("k", "4");
    assertThat(Template.fillSome("{{k}} of {{probe}}, \\{{k}}, {{k", values))
        .isEqualTo("4 of {{probe}}, \\{{k}}, {{k");
  }

  @Test
  void whatASweepFillsInIsNotScannedEither() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("first", "{{second}} and {{probe}}");
    values.put("second", "x");
    String filled = Template.fillSome("{{first}}; {{second}}; {{probe}}", values);
    assertThat(Template.parse(filled).fill(Map.of("probe", "p")))
        .isEqualTo("{{second}} and {{probe}}; x; p");
  }
}
