package dev.dramatis;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.dramatis.model.CompletionApi;
import dev.dramatis.model.InvalidModelException;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.ModelSettings;
import dev.dramatis.model.OpenAiApi;
import dev.dramatis.model.Pace;
import dev.dramatis.model.Price;
import dev.dramatis.model.TokensField;
import dev.dramatis.suite.InvalidSuiteException;
import dev.dramatis.suite.Problem;
import dev.dramatis.suite.YamlFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads {@code dramatis.yaml}. */
final class SettingsReader {
  private static final String SCHEMA = "/schema/dramatis.schema.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final YamlFile yaml;
  private final List<Problem> problems = new ArrayList<>();

  private SettingsReader(YamlFile yaml) {
    this.yaml = yaml;
  }

  static Settings read(Path file, Path workingDirectory) {
    String shown =
        file.startsWith(workingDirectory) ? Settings.FILE : file.toAbsolutePath().toString();
    try {
      return YamlFile.read(file, shown, SCHEMA)
          .map(yaml -> new SettingsReader(yaml).settings(file))
          .orElse(Settings.NONE);
    } catch (InvalidSuiteException e) {
      throw new InvalidSettingsException(e.problems());
    }
  }

  private Settings settings(Path file) {
    JsonNode root = yaml.root();
    Map<String, Settings.Stated> endpoints = new LinkedHashMap<>();
    root.path("endpoints")
        .properties()
        .forEach(
            each ->
                endpoint(each.getKey(), each.getValue())
                    .ifPresent(stated -> endpoints.put(each.getKey(), stated)));
    Map<String, String> roles = new LinkedHashMap<>();
    root.path("roles")
        .properties()
        .forEach(each -> roles.put(each.getKey(), each.getValue().asText()));
    List<String> judges = new ArrayList<>();
    JsonNode judge = root.path("judge");
    (judge.isArray() ? judge : List.of(judge))
        .forEach(
            each -> Optional.of(each.asText()).filter(it -> !it.isEmpty()).ifPresent(judges::add));
    Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
    Settings settings =
        new Settings(
            Optional.of(file),
            endpoints,
            roles,
            judges,
            Optional.ofNullable(root.get("reports")).map(it -> folder.resolve(it.asText())),
            Optional.ofNullable(root.get("training"))
                .map(
                    it ->
                        new Settings.TrainedBy(
                            it.path("command").asText(), it.path("loadAdapter").asBoolean())));
    roles.forEach((role, model) -> check(settings, List.of("roles", role), model));
    judges.forEach(model -> check(settings, List.of("judge"), model));
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    return settings;
  }

  private void check(Settings settings, List<String> path, String model) {
    try {
      settings.model(model);
    } catch (IllegalArgumentException e) {
      problems.add(yaml.problem(path, String.valueOf(e.getMessage())));
    }
  }

  private Optional<Settings.Stated> endpoint(String alias, JsonNode node) {
    List<String> path = List.of("endpoints", alias);
    try {
      ModelName model = ModelName.parse(node.path("model").asText());
      if (model.provider().equals("simulated")) {
        throw new IllegalArgumentException(
            model.label()
                + " is a simulated model, for which nothing can be set. Name it in roles.");
      }
      if (model.provider().equals(ModelName.HANDED_IN)) {
        throw new IllegalArgumentException(
            model.label() + " is a model that a program hands in; no file can open it.");
      }
      Optional<String> baseUrl = text(node, "baseUrl");
      if (baseUrl.isPresent() && model.baseUrl().isPresent()) {
        throw new IllegalArgumentException(
            "the address stands twice, in model and in baseUrl. Keep one of them.");
      }
      Optional<String> keyName = text(node, "keyEnv");
      keyName.ifPresent(
          key -> KeyOwners.refuseElsewhere(key, model, baseUrl.or(() -> address(model))));
      return Optional.of(
          new Settings.Stated(
              model.as(alias),
              new ModelSettings(
                  text(node, "tokensField").map(SettingsReader::tokensField),
                  keyName,
                  JSON.convertValue(
                      node.has("body") ? node.get("body") : JSON.createObjectNode(),
                      new TypeReference<Map<String, Object>>() {}),
                  text(node, "api")
                      .map(
                          api ->
                              api.equals("responses")
                                  ? OpenAiApi.RESPONSES
                                  : OpenAiApi.CHAT_COMPLETIONS),
                  baseUrl,
                  new Pace(number(node, "rpm"), number(node, "tpm")),
                  Optional.ofNullable(node.get("price")).map(SettingsReader::price),
                  text(node, "completions").flatMap(CompletionApi::of))));
    } catch (IllegalArgumentException | InvalidModelException e) {
      problems.add(yaml.problem(path, String.valueOf(e.getMessage())));
      return Optional.empty();
    }
  }

  private static Optional<String> address(ModelName model) {
    return model.baseUrl().map(Object::toString);
  }

  private static TokensField tokensField(String wireName) {
    return wireName.equals(TokensField.MAX_TOKENS.wireName())
        ? TokensField.MAX_TOKENS
        : TokensField.MAX_COMPLETION_TOKENS;
  }

  private static Price price(JsonNode node) {
    return new Price(
        node.path("input").asDouble(),
        node.has("cachedRead")
            ? OptionalDouble.of(node.path("cachedRead").asDouble())
            : OptionalDouble.empty(),
        node.path("output").asDouble());
  }

  private static Optional<String> text(JsonNode node, String key) {
    return Optional.ofNullable(node.get(key)).map(JsonNode::asText);
  }

  private static OptionalLong number(JsonNode node, String key) {
    return node.has(key) ? OptionalLong.of(node.get(key).asLong()) : OptionalLong.empty();
  }
}
