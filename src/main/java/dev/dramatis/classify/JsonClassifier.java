package dev.dramatis.classify;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.dramatis.suite.ClassifierSpec;
import java.util.List;
import java.util.Optional;

/**
 * Whether the reply is JSON (RFC 8259) with a value at a pointer (RFC 6901). A Markdown fence
 * around the whole reply is passed over. Without a condition any value but a missing one will do.
 */
final class JsonClassifier implements Classifier {
  private static final int VERSION = 1;
  private static final String FENCE = "```";

  private static final ObjectReader READER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build()
          .readerFor(JsonNode.class);

  private final ClassifierSpec.Json spec;
  private final JsonPointer pointer;
  private final Optional<Pattern> pattern;

  JsonClassifier(ClassifierSpec.Json spec) {
    this.spec = spec;
    this.pointer = JsonPointer.compile(spec.pointer());
    this.pattern = spec.regex().map(Patterns::compile);
  }

  @Override
  public Classification classify(Subject subject) {
    JsonNode root;
    try {
      root = READER.readValue(withoutFence(subject.response()));
    } catch (JsonProcessingException e) {
      return Match.label("not-json", e.getOriginalMessage());
    }
    JsonNode value = root.at(pointer);
    if (root.isMissingNode()) {
      return Match.label("not-json", "nothing but blanks");
    }
    if (value.isMissingNode()) {
      return Match.no("nothing at " + spec.pointer());
    }
    String text = value.isValueNode() ? value.asText() : value.toString();
    if (spec.is().isPresent() && !spec.is().get().equals(text)) {
      return Match.no(text);
    }
    if (pattern.isPresent()) {
      Matcher matcher = pattern.get().matcher(text);
      return matcher.find() ? Match.yes(matcher.group()) : Match.no(text);
    }
    return Match.yes(text);
  }

  @Override
  public String hash() {
    return Fingerprint.of(
        "json", VERSION, List.of(spec.pointer(), spec.is().toString(), spec.regex().toString()));
  }

  private static String withoutFence(String response) {
    String text = response.strip();
    int firstLine = text.indexOf('\n');
    boolean fenced =
        text.startsWith(FENCE) && text.endsWith(FENCE) && firstLine > 0 && text.length() > 6;
    return fenced ? text.substring(firstLine, text.length() - FENCE.length()) : text;
  }
}
