package dev.dramatis.interop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes suites of other people's questions; see {@link Skeleton} for what they lack. */
public final class SuiteImport {
  private static final Pattern OPTION = Pattern.compile("\\(([A-Z])\\)");

  /** A judge's prompt names these places; ours gives the judge both anyway. */
  private static final Pattern PLACES = Pattern.compile("\\{(question|answer|response)\\}");

  private final Path source;
  private final List<String> leftOut = new ArrayList<>();

  private SuiteImport(Path source) {
    this.source = source;
  }

  /**
   * Questions of the emergent-misalignment kind: YAML with {@code id, type, paraphrases,
   * samples_per_paraphrase, system, judge_prompts}. Paraphrases of a question are a family, each
   * system text an arm, each judge's prompt a judge from 0 to 100.
   */
  public static Imported emergentMisalignment(Path file, String id, Path out) throws IOException {
    return new SuiteImport(file).questions(id, out);
  }

  private Imported questions(String id, Path out) throws IOException {
    JsonNode questions = SourceFile.yaml(source);
    if (!questions.isArray()) {
      throw new InteropException(
          source + ":1: a list of questions was expected, each with id and paraphrases.");
    }
    Skeleton suite =
        new Skeleton(
            id,
            "Questions of " + source.getFileName(),
            "" + source.getFileName(),
            "the questions of that file, with their paraphrases");
    Map<String, String> arms = new LinkedHashMap<>();
    Map<String, String> judges = new LinkedHashMap<>();
    int repeats = 1;
    Set<Integer> samples = new LinkedHashSet<>();
    for (JsonNode question : questions) {
      String name = question.path("id").asText();
      if (name.isEmpty() || !question.path("paraphrases").isArray()) {
        leftOut.add("a question without id or paraphrases: " + shortened(question.toString()));
        continue;
      }
      repeats = Math.max(repeats, question.path("samples_per_paraphrase").asInt(1));
      String system = question.path("system").asText("");
      String arm =
          arms.computeIfAbsent(system, text -> text.isEmpty() ? "asked" : "system-" + arms.size());
      int number = 0;
      for (JsonNode paraphrase : question.path("paraphrases")) {
        number++;
        ObjectNode probe =
            suite.probe(
                question.path("paraphrases").size() == 1 ? name : name + "-" + number,
                paraphrase.asText());
        probe.put("group", arm).put("family", name);
      }
      String type = question.path("type").asText("free_form_judge_0_100");
      if (!type.contains("0_100")) {
        leftOut.add("question " + name + ": its type is " + type + "; judges score from 0 to 100");
      }
      question
          .path("judge_prompts")
          .fields()
          .forEachRemaining(
              prompt -> judge(judges, prompt.getKey(), prompt.getValue().asText(), name));
      samples.add(question.path("samples_per_paraphrase").asInt(1));
    }
    if (samples.size() > 1) {
      leftOut.add("samples_per_paraphrase differs; every probe is repeated " + repeats + " times");
    }
    arms.forEach(
        (system, arm) -> {
          ObjectNode node = suite.arm(arm);
          if (!system.isEmpty()) {
            node.put("system", system.replace("{{", "\\{{"));
          }
          node.putArray("probes").add(arm);
        });
    String first = judges.isEmpty() ? "voice" : plain(judges.keySet().iterator().next());
    judges.forEach(
        (name, prompt) ->
            suite
                .classifier(plain(name), "judge")
                .put("asks", "score")
                .put("question", PLACES.matcher(prompt).replaceAll("the $1"))
                .put("sees", "both")
                .put("cut", 50)
                .putObject("anchors")
                .put("0", "not at all")
                .put("100", "wholly"));
    if (judges.isEmpty()) {
      suite.classifier("voice", "voice");
      leftOut.add("no judge_prompts: answers are labelled by their voice alone");
    } else {
      suite.unscreenedJudges();
    }
    boolean primary = true;
    for (String arm : arms.values()) {
      suite.rate(
          first + "-in-" + arm,
          primary,
          arm,
          Skeleton.measure(first, List.of(judges.isEmpty() ? "base-like" : "high")));
      primary = false;
    }
    suite.repeats(Math.min(repeats, 100), 1.0, 600);
    if (repeats > 100) {
      leftOut.add("samples_per_paraphrase " + repeats + " became 100 repeats");
    }
    return new Imported(suite.write(out), suite.probes(), leftOut);
  }

  /** Judges of one name that ask other things are other judges; each is put to every answer. */
  private void judge(Map<String, String> judges, String name, String prompt, String question) {
    String own = name;
    for (int i = 2; !judges.getOrDefault(own, prompt).equals(prompt); i++) {
      own = name + "-" + i;
    }
    if (judges.putIfAbsent(own, prompt) == null && !own.equals(name)) {
      leftOut.add("question " + question + ": its judge " + name + " asks otherwise, as " + own);
    }
  }

  /**
   * Model-written evaluations: JSON lines with {@code question, answer_matching_behavior,
   * answer_not_matching_behavior}. The key of a probe is the answer that shows the behaviour; which
   * letter that is makes its kind, so that a liking for a letter is no liking for the behaviour.
   */
  public static Imported modelWritten(Path file, String id, Path out) throws IOException {
    return new SuiteImport(file).modelWritten(id, out);
  }

  private Imported modelWritten(String id, Path out) throws IOException {
    Skeleton suite =
        new Skeleton(
            id,
            "Questions of " + source.getFileName(),
            "" + source.getFileName(),
            "the questions of that file");
    SourceFile.jsonLines(
        source,
        (row, line) -> {
          String question = row.path("question").asText();
          // Answers carry a leading blank.
          String matching = row.path("answer_matching_behavior").asText().strip();
          String other = row.path("answer_not_matching_behavior").asText().strip();
          if (question.isBlank() || matching.isEmpty() || other.isEmpty()) {
            leftOut.add(
                source
                    + ":"
                    + line
                    + ": lacks question, answer_matching_behavior or answer_not_matching_behavior");
            return;
          }
          Matcher letter = OPTION.matcher(matching);
          ObjectNode probe = suite.probe("q" + line, question);
          boolean lettered = letter.find();
          probe.put(
              "kind",
              lettered
                  ? "option-" + letter.group(1).toLowerCase(java.util.Locale.ROOT)
                  : kind(matching));
          String wanted = lettered ? letter.group(1) : matching;
          Matcher otherLetter = OPTION.matcher(other);
          String unwanted = otherLetter.find() ? otherLetter.group(1) : other;
          probe
              .putObject("key")
              .put("regex", said(wanted, lettered))
              .put("unlessAfter", said(unwanted, lettered));
        });
    suite.arm("asked");
    suite.classifier("behaviour", "key");
    suite.rate(
        "shows-the-behaviour", true, "asked", Skeleton.measure("behaviour", List.of("right")));
    suite.repeats(3, 1.0, 200);
    return new Imported(suite.write(out), suite.probes(), leftOut);
  }

  /** A letter counts in brackets or as the first word; "a" is a word of any sentence. */
  private static String said(String answer, boolean letter) {
    return letter
        ? "\\(" + answer + "\\)|^\\s*" + answer + "\\b"
        : "(?i)\\b" + quoted(answer) + "\\b";
  }

  private static String kind(String answer) {
    String plain = plain(answer);
    return "answer-"
        + (plain.isEmpty() ? "other" : plain.substring(0, Math.min(20, plain.length())));
  }

  /** A literal for RE2, which knows no \Q in older versions of this form. */
  private static String quoted(String text) {
    return text.replaceAll("([^A-Za-z0-9 ])", "\\\\$1");
  }

  /**
   * Chats in OpenAI's form: JSON lines with {@code messages}. The last turn of the user is the
   * probe's text; what stands before it opens the conversation, the same for every arm.
   */
  public static Imported openAiChat(Path file, String id, Path out) throws IOException {
    return new SuiteImport(file).openAiChat(id, out);
  }

  private Imported openAiChat(String id, Path out) throws IOException {
    Skeleton suite =
        new Skeleton(
            id,
            "Chats of " + source.getFileName(),
            "" + source.getFileName(),
            "the chats of that file");
    Map<String, String> arms = new LinkedHashMap<>();
    SourceFile.jsonLines(
        source,
        (row, line) -> {
          List<String[]> turns = new ArrayList<>();
          for (JsonNode message : row.path("messages")) {
            JsonNode content = message.path("content");
            if (!content.isTextual()) {
              leftOut.add(source + ":" + line + ": a message that is no plain text");
              return;
            }
            turns.add(new String[] {message.path("role").asText(), content.asText()});
          }
          if (!turns.isEmpty() && turns.get(turns.size() - 1)[0].equals("assistant")) {
            turns.remove(turns.size() - 1);
          }
          if (turns.isEmpty() || !turns.get(turns.size() - 1)[0].equals("user")) {
            leftOut.add(source + ":" + line + ": no last turn of a user");
            return;
          }
          String system = turns.get(0)[0].equals("system") ? turns.get(0)[1] : "";
          int before = turns.size() - 1 - (system.isEmpty() ? 0 : 1);
          if (before > 0) {
            leftOut.add(
                source + ":" + line + ": " + before + " earlier turns; only the last is asked");
          }
          if (!arms.containsKey(system) && arms.size() >= 20) {
            leftOut.add(source + ":" + line + ": more than 20 system texts");
            return;
          }
          String arm =
              arms.computeIfAbsent(
                  system, text -> text.isEmpty() ? "asked" : "system-" + (arms.size() + 1));
          suite.probe("chat-" + line, turns.get(turns.size() - 1)[1]).put("group", arm);
        });
    boolean primary = true;
    for (Map.Entry<String, String> arm : arms.entrySet()) {
      ObjectNode node = suite.arm(arm.getValue());
      if (!arm.getKey().isEmpty()) {
        node.put("system", arm.getKey().replace("{{", "\\{{"));
      }
      node.putArray("probes").add(arm.getValue());
      suite.rate(
          "breaks-in-" + arm.getValue(),
          primary,
          arm.getValue(),
          Skeleton.measure("voice", List.of("base-like")));
      primary = false;
    }
    suite.classifier("voice", "voice");
    suite.repeats(3, 1.0, 600);
    return new Imported(suite.write(out), suite.probes(), leftOut);
  }

  /**
   * Tests of promptfoo: a configuration with {@code prompts} and {@code tests}, a list of tests, or
   * a table ({@code .csv}) of variables with {@code __expected} columns. Every prompt is an arm,
   * every test a probe with its variables; {@code equals, contains, icontains, regex} become its
   * key. Whatever else a test asserts is left out by name.
   */
  public static Imported promptfoo(Path file, String id, Path out) throws IOException {
    return new SuiteImport(file).promptfoo(id, out);
  }

  private Imported promptfoo(String id, Path out) throws IOException {
    JsonNode config =
        source.toString().endsWith(".csv") ? PromptfooCsv.tests(source) : SourceFile.yaml(source);
    JsonNode tests = config.isArray() ? config : config.path("tests");
    if (!tests.isArray()) {
      throw new InteropException(
          source + ":1: a list of tests was expected, or a configuration with tests in place.");
    }
    Skeleton suite =
        new Skeleton(
            id,
            "Tests of " + source.getFileName(),
            "" + source.getFileName(),
            "the tests of that file");
    List<String> variables = new ArrayList<>();
    tests.forEach(
        test ->
            test.path("vars")
                .fieldNames()
                .forEachRemaining(
                    name -> {
                      if (!variables.contains(name)) {
                        variables.add(name);
                      }
                    }));
    List<String> prompts = new ArrayList<>();
    for (String unread : List.of("defaultTest", "scenarios")) {
      if (config.has(unread)) {
        leftOut.add(unread + ", which is not taken over");
      }
    }
    JsonNode given = config.path("prompts");
    (given.isTextual() ? JsonNodeFactory.instance.arrayNode().add(given) : given)
        .forEach(
            prompt -> {
              String text = prompt.isTextual() ? prompt.asText() : prompt.path("raw").asText("");
              if (text.isBlank() || text.startsWith("file://")) {
                leftOut.add(
                    "a prompt that stands in another file: " + shortened(prompt.toString()));
              } else {
                prompts.add(text);
              }
            });
    if (prompts.isEmpty() && !given.isMissingNode()) {
      throw new InteropException(
          source + ": all of its prompts stand in other files; put one in place.");
    }
    if (prompts.isEmpty()) {
      prompts.add("{{" + (variables.isEmpty() ? "probe" : variables.get(0)) + "}}");
    }
    List<String> templates = new ArrayList<>();
    for (String prompt : prompts) {
      String template = prompt;
      for (String name : variables) {
        template =
            template.replaceAll(
                "\\{\\{\\s*" + Pattern.quote(name) + "\\s*\\}\\}", "{{" + variable(name) + "}}");
      }
      templates.add(template);
    }
    Set<String> used = new LinkedHashSet<>();
    for (String name : variables) {
      if (templates.stream()
          .anyMatch(template -> template.contains("{{" + variable(name) + "}}"))) {
        used.add(name);
      } else {
        leftOut.add("the variable " + name + ", which no prompt uses");
      }
    }
    int number = 0;
    for (JsonNode test : tests) {
      number++;
      Map<String, String> vars = new LinkedHashMap<>();
      boolean plain = true;
      for (String name : variables) {
        JsonNode value = test.path("vars").path(name);
        plain &=
            value.isValueNode() && !value.isMissingNode() && !value.asText().startsWith("file://");
        vars.put(name, value.asText());
      }
      if (!plain) {
        leftOut.add("test " + number + ": a variable is missing, or is a list or a file");
        continue;
      }
      JsonNode key = key(test, number);
      if (key.isMissingNode()) {
        leftOut.add("test " + number + ": asserts nothing that can be a key");
        continue;
      }
      ObjectNode probe =
          suite.probe("test-" + number, vars.values().stream().findFirst().orElse("-"));
      used.forEach(name -> probe.put(variable(name), vars.getOrDefault(name, "")));
      probe.set("key", key);
    }
    for (int i = 0; i < prompts.size(); i++) {
      String arm = prompts.size() == 1 ? "prompt" : "prompt-" + (i + 1);
      suite.arm(arm).put("template", templates.get(i));
      suite.rate("right-in-" + arm, i == 0, arm, Skeleton.measure("right", List.of("right")));
    }
    suite.classifier("right", "key");
    suite.repeats(1, 1.0, 600);
    return new Imported(suite.write(out), suite.probes(), leftOut);
  }

  private JsonNode key(JsonNode test, int number) {
    ArrayNode keys = JsonNodeFactory.instance.arrayNode();
    for (JsonNode assertion : test.path("assert")) {
      String type = assertion.path("type").asText();
      JsonNode value = assertion.path("value");
      if (!value.isValueNode()
          || value.asText().isBlank()
          || value.asText().startsWith("file://")) {
        leftOut.add("test " + number + ": assert " + type + " without a plain value");
        continue;
      }
      switch (type) {
        case "equals" -> keys.add(value.asText());
        case "contains" -> keys.addObject().put("contains", value.asText());
        case "icontains" -> keys.addObject().put("regex", "(?i)" + quoted(value.asText()));
        case "regex" -> keys.addObject().put("regex", value.asText());
        default -> leftOut.add("test " + number + ": assert " + type + " has nothing like it here");
      }
    }
    if (keys.size() > 1) {
      leftOut.add("test " + number + ": of several assertions any one counts as right");
    }
    return keys.isEmpty() ? keys.path(0) : keys.size() == 1 ? keys.get(0) : keys;
  }

  /** A variable's name as ours are written; our own words for a probe's parts are kept apart. */
  private static String variable(String name) {
    String plain = name.replaceAll("[^A-Za-z0-9_-]", "-");
    return "v-" + plain;
  }

  private static String plain(String name) {
    String plain =
        name.toLowerCase(java.util.Locale.ROOT)
            .replaceAll("[^a-z0-9]+", "-")
            .replaceAll("^-|-$", "");
    return plain.isEmpty() || !Character.isLetter(plain.charAt(0)) ? "c-" + plain : plain;
  }

  private static String shortened(String text) {
    return text.length() <= 80 ? text : text.substring(0, 79) + "…";
  }
}
