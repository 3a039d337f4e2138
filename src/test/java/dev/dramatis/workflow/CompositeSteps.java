package dev.dramatis.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Carries out the steps of a composite action as GitHub's runner does: the scripts of {@code run}
 * in bash with the variables of the step, files for outputs and the summary, conditions, and a
 * failed step that lets only those run which say always. Steps of other actions are noted.
 */
final class CompositeSteps {
  private static final Pattern EXPRESSION = Pattern.compile("\\$\\{\\{\\s*(.*?)\\s*\\}\\}");
  private static final Pattern PLACE = Pattern.compile("[a-z0-9_.-]+");
  private static final int LONGEST_MINUTES = 5;

  private final Path action;
  private final Path workspace;
  private final Map<String, String> variables;
  private final Map<String, String> values = new HashMap<>();
  private final Path summary;

  /** What became of the steps. */
  record Ended(
      boolean failed,
      Map<String, String> outputs,
      String log,
      String summary,
      List<Map<String, String>> used) {}

  CompositeSteps(Path action, Path workspace, Map<String, String> variables) throws IOException {
    this.action = action;
    this.workspace = workspace;
    this.variables = variables;
    this.summary = Files.createTempFile("summary", ".md");
  }

  Ended run(Map<String, String> inputs) throws IOException, InterruptedException {
    JsonNode document = new YAMLMapper().readTree(action.resolve("action.yml").toFile());
    document
        .path("inputs")
        .fields()
        .forEachRemaining(
            input ->
                values.put("inputs." + input.getKey(), input.getValue().path("default").asText()));
    inputs.forEach(
        (name, value) -> {
          assertThat(values).as("an input that the action has").containsKey("inputs." + name);
          values.put("inputs." + name, value);
        });
    values.put("github.action_path", action.toString());
    boolean failed = false;
    StringBuilder log = new StringBuilder();
    List<Map<String, String>> used = new ArrayList<>();
    for (JsonNode step : document.at("/runs/steps")) {
      if (!wanted(step.path("if").asText(), failed)) {
        continue;
      }
      if (step.has("uses")) {
        Map<String, String> with = new LinkedHashMap<>();
        with.put("uses", step.path("uses").asText());
        step.path("with")
            .fields()
            .forEachRemaining(each -> with.put(each.getKey(), filled(each.getValue().asText())));
        used.add(with);
      } else {
        failed |= !script(step, log);
      }
    }
    Map<String, String> outputs = new LinkedHashMap<>();
    document
        .path("outputs")
        .fields()
        .forEachRemaining(
            output ->
                outputs.put(output.getKey(), filled(output.getValue().path("value").asText())));
    return new Ended(failed, outputs, log.toString(), Files.readString(summary), used);
  }

  private boolean script(JsonNode step, StringBuilder log)
      throws IOException, InterruptedException {
    assertThat(step.path("shell").asText()).isEqualTo("bash");
    Path outputs = Files.createTempFile("outputs", ".txt");
    Path said = Files.createTempFile("said", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                "--noprofile",
                "--norc",
                "-eo",
                "pipefail",
                "-c",
                filled(step.path("run").asText()))
            .directory(workspace.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    Map<String, String> environment = builder.environment();
    environment.putAll(variables);
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_WORKSPACE", workspace.toString());
    environment.put("GITHUB_ACTION_PATH", action.toString());
    environment.put("GITHUB_OUTPUT", outputs.toString());
    environment.put("GITHUB_STEP_SUMMARY", summary.toString());
    step.path("env")
        .fields()
        .forEachRemaining(each -> environment.put(each.getKey(), filled(each.getValue().asText())));
    Process process = builder.start();
    assertThat(process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES)).isTrue();
    log.append(Files.readString(said));
    for (String line : Files.readAllLines(outputs)) {
      int equals = line.indexOf('=');
      values.put(
          "steps." + step.path("id").asText() + ".outputs." + line.substring(0, equals),
          line.substring(equals + 1));
    }
    return process.exitValue() == 0;
  }

  private String filled(String text) {
    Matcher matcher = EXPRESSION.matcher(text);
    StringBuilder filled = new StringBuilder();
    while (matcher.find()) {
      String place = matcher.group(1);
      assertThat(place).as("an expression that can be replayed").matches(PLACE);
      matcher.appendReplacement(filled, Matcher.quoteReplacement(values.getOrDefault(place, "")));
    }
    return matcher.appendTail(filled).toString();
  }

  /** The few conditions that the action has: comparisons with a text, joined by and. */
  private boolean wanted(String condition, boolean failed) {
    Matcher wrapped = EXPRESSION.matcher(condition);
    String bare = wrapped.matches() ? wrapped.group(1) : condition;
    boolean always = bare.contains("always()");
    if (failed && !always) {
      return false;
    }
    for (String term : bare.isEmpty() ? new String[0] : bare.split("\\s*&&\\s*")) {
      if (term.equals("always()")) {
        continue;
      }
      Matcher comparison = Pattern.compile("([a-z0-9_.-]+) (==|!=) '([^']*)'").matcher(term);
      assertThat(comparison.matches()).as("a condition that can be replayed: %s", term).isTrue();
      boolean equal = values.getOrDefault(comparison.group(1), "").equals(comparison.group(3));
      if (equal != comparison.group(2).equals("==")) {
        return false;
      }
    }
    return true;
  }
}
