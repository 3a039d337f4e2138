package dev.dramatis.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Providers that speak OpenAI's dialect and in what they differ. Addresses and fields are those of
 * the providers' API references as of 2026-11-24. The variables of each begin with its own word:
 * {@code MISTRAL_API_KEY}, {@code MISTRAL_BASE_URL}.
 */
enum OpenAiProvider {
  OPENAI(
      "openai",
      "https://api.openai.com/v1",
      "OPENAI",
      TokensField.MAX_COMPLETION_TOKENS,
      Trait.NUMBERED_KEYS,
      Trait.MODEL_RULES),
  /** Any server; its address is part of the model's name. */
  COMPATIBLE("openai-compatible", "", "OPENAI_COMPATIBLE", TokensField.MAX_TOKENS),
  OPENROUTER("openrouter", "https://openrouter.ai/api/v1", "OPENROUTER", TokensField.MAX_TOKENS),
  MISTRAL(
      "mistral",
      "https://api.mistral.ai/v1",
      "MISTRAL",
      TokensField.MAX_TOKENS,
      Trait.RANDOM_SEED_FIELD),
  DEEPSEEK("deepseek", "https://api.deepseek.com/v1", "DEEPSEEK", TokensField.MAX_TOKENS),
  TOGETHER("together", "https://api.together.xyz/v1", "TOGETHER", TokensField.MAX_TOKENS),
  FIREWORKS(
      "fireworks", "https://api.fireworks.ai/inference/v1", "FIREWORKS", TokensField.MAX_TOKENS),
  GROQ("groq", "https://api.groq.com/openai/v1", "GROQ", TokensField.MAX_COMPLETION_TOKENS),
  OLLAMA("ollama", "http://127.0.0.1:11434/v1", "OLLAMA", TokensField.MAX_TOKENS, Trait.NO_KEY),
  /** Each customer has an address of its own; a model is named by its deployment. */
  AZURE(
      "azure",
      "",
      "AZURE_OPENAI",
      TokensField.MAX_COMPLETION_TOKENS,
      Trait.API_KEY_HEADER,
      Trait.MODEL_RULES);

  /** How a server is told to go on with the last assistant turn. */
  enum Prefill {
    /** It closes the turn and begins another. */
    NONE,
    /** By that turn's being the last. */
    LAST,
    /**
     * By vLLM's fields, which llama.cpp takes too; other servers pass over what they do not know.
     */
    CONTINUED,
    /** By a mark on the message. */
    MARKED
  }

  private enum Trait {
    NO_KEY,
    NUMBERED_KEYS,
    API_KEY_HEADER,
    RANDOM_SEED_FIELD,
    MODEL_RULES
  }

  private final String prefix;
  private final String home;
  private final String variables;
  private final TokensField tokensField;
  private final List<Trait> traits;

  OpenAiProvider(
      String prefix, String home, String variables, TokensField tokensField, Trait... traits) {
    this.prefix = prefix;
    this.home = home;
    this.variables = variables;
    this.tokensField = tokensField;
    this.traits = List.of(traits);
  }

  /** The provider that a model's name begins with. */
  static Optional<OpenAiProvider> named(String prefix) {
    return Arrays.stream(values()).filter(each -> each.prefix.equals(prefix)).findFirst();
  }

  /** What models' names begin with. */
  static List<String> prefixes() {
    return Arrays.stream(values()).map(each -> each.prefix).toList();
  }

  /** What its models' names begin with. */
  String prefix() {
    return prefix;
  }

  /** The provider's own address, if all its customers share one. */
  Optional<String> home() {
    return Optional.of(home).filter(address -> !address.isEmpty());
  }

  String keyVariable() {
    return variables + "_API_KEY";
  }

  String addressVariable() {
    return variables + "_BASE_URL";
  }

  /** Whether a key is looked for without being named. */
  boolean takesKey() {
    return !traits.contains(Trait.NO_KEY);
  }

  /** Whether there may be a key for each of several organisations. */
  boolean hasNumberedKeys() {
    return traits.contains(Trait.NUMBERED_KEYS);
  }

  /** Whether the key stands in {@code api-key} rather than in {@code Authorization}. */
  boolean hasKeyHeader() {
    return traits.contains(Trait.API_KEY_HEADER);
  }

  /** Whether its models are OpenAI's under OpenAI's names, as far as a name can tell. */
  boolean servesOpenAiModels() {
    return traits.contains(Trait.MODEL_RULES);
  }

  TokensField tokensField() {
    return tokensField;
  }

  /** How it is told to go on with the last assistant turn. */
  Prefill prefill() {
    return switch (this) {
      case OPENAI, AZURE -> Prefill.NONE;
      case COMPATIBLE -> Prefill.CONTINUED;
      case MISTRAL, DEEPSEEK -> Prefill.MARKED;
      case OPENROUTER, TOGETHER, FIREWORKS, GROQ, OLLAMA -> Prefill.LAST;
    };
  }

  /** Whether it goes on with an assistant turn, as far as its documentation says. */
  Ability canPrefill() {
    return switch (this) {
      case OPENAI, AZURE ->
          new Ability.Unable("OpenAI's interface takes a begun turn for one that is over.");
      case MISTRAL, DEEPSEEK, GROQ -> new Ability.Able("documented by the provider");
      case OPENROUTER ->
          new Ability.Unknown("it depends on the upstream that the request is sent to.");
      case COMPATIBLE, TOGETHER, FIREWORKS, OLLAMA ->
          new Ability.Unknown("it depends on the server and the model's chat template.");
    };
  }

  /** Whether it takes raw text, as far as its documentation says. */
  Ability canComplete() {
    return switch (this) {
      case OPENAI, AZURE ->
          new Ability.Unable("OpenAI retired its last completion models on 28 Sep 2026.");
      case MISTRAL, DEEPSEEK ->
          new Ability.Unable("it completes code between two ends alone, and answers chats.");
      case GROQ -> new Ability.Unable("it answers chats alone.");
      case TOGETHER, FIREWORKS, OLLAMA -> new Ability.Able("documented by the provider");
      case COMPATIBLE, OPENROUTER -> new Ability.Unknown("it depends on the server.");
    };
  }

  /** The interface for raw text, unless settings say otherwise. */
  CompletionApi completionApi() {
    return this == OLLAMA ? CompletionApi.OLLAMA : CompletionApi.OPENAI;
  }

  /** Whether its replies begin with the begun turn once more. */
  boolean repeatsPrefill() {
    return this == MISTRAL;
  }

  /** The field for a seed. */
  String seedField() {
    return traits.contains(Trait.RANDOM_SEED_FIELD) ? "random_seed" : "seed";
  }
}
