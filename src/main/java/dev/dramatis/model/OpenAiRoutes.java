package dev.dramatis.model;

import dev.dramatis.http.Credential;
import dev.dramatis.http.Redactor;
import java.net.URI;
import java.util.Optional;

/**
 * Finds address and key of models that speak OpenAI's dialect. A key goes to the host that it was
 * set for and to no other.
 */
final class OpenAiRoutes {
  private static final String VENDOR_URL = "https://api.openai.com/v1";
  private static final String OPENAI_KEY = "OPENAI_API_KEY";
  private static final String COMPATIBLE_KEY = "OPENAI_COMPATIBLE_API_KEY";
  private static final String OPENAI_URL = "OPENAI_BASE_URL";
  private static final String COMPATIBLE_URL = "OPENAI_COMPATIBLE_BASE_URL";

  private final Secrets secrets;
  private final Redactor redactor;

  OpenAiRoutes(Secrets secrets, Redactor redactor) {
    this.secrets = secrets;
    this.redactor = redactor;
  }

  OpenAiRoute toOpenAi(ModelName name, ModelSettings settings) {
    String baseUrl = openAiUrl();
    Optional<NamedKey> key = settings.keyName().map(this::required).or(this::openAiKey);
    if (key.isEmpty() && host(baseUrl).equals(host(VENDOR_URL))) {
      throw new InvalidModelException(
          name.label()
              + " needs a key: set "
              + OPENAI_KEY
              + " in the environment or in .env, or name a file with "
              + OPENAI_KEY
              + "_FILE.");
    }
    return route(name, baseUrl, key, settings, TokensField.MAX_COMPLETION_TOKENS);
  }

  OpenAiRoute toCompatible(ModelName name, ModelSettings settings) {
    String baseUrl =
        name.baseUrl()
            .map(url -> BaseUrl.normalise(url.toString(), "the address of " + name.label()))
            .or(() -> value(COMPATIBLE_URL).map(url -> BaseUrl.normalise(url, COMPATIBLE_URL)))
            .orElseThrow(
                () ->
                    new InvalidModelException(
                        name.label()
                            + " has no address: write "
                            + name.label()
                            + "@http://localhost:8000/v1, or set "
                            + COMPATIBLE_URL
                            + "."));
    Optional<NamedKey> key =
        settings.keyName().map(this::required).or(() -> compatibleKey(baseUrl));
    return route(name, baseUrl, key, settings, TokensField.MAX_TOKENS);
  }

  /** OpenAI's own key only where OpenAI's models are asked too. */
  private Optional<NamedKey> compatibleKey(String baseUrl) {
    Optional<NamedKey> own = key(COMPATIBLE_KEY);
    if (own.isPresent() || !baseUrl.equals(openAiUrl())) return own;
    return openAiKey();
  }

  private String openAiUrl() {
    return BaseUrl.normalise(value(OPENAI_URL).orElse(VENDOR_URL), OPENAI_URL);
  }

  /** The plain variable, else the first of several organisations. */
  private Optional<NamedKey> openAiKey() {
    return key(OPENAI_KEY).or(() -> key(OPENAI_KEY + "_1"));
  }

  private NamedKey required(String keyName) {
    return key(keyName)
        .orElseThrow(
            () ->
                new InvalidModelException(
                    "the key " + keyName + " is asked for and not set; set it or leave it out."));
  }

  private Optional<NamedKey> key(String name) {
    Optional<String> secret = value(name);
    // Before it is used in any way, so that no message can hold it.
    secret.ifPresent(redactor::register);
    return secret.map(value -> new NamedKey(name, value));
  }

  private Optional<String> value(String name) {
    return secrets.get(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static OpenAiRoute route(
      ModelName name,
      String baseUrl,
      Optional<NamedKey> key,
      ModelSettings settings,
      TokensField usual) {
    return new OpenAiRoute(
        name.name(),
        baseUrl,
        key.map(NamedKey::credential),
        key.map(NamedKey::name),
        settings.tokensField().orElse(usual),
        String.join(" ", baseUrl, key.map(NamedKey::name).orElse("without a key"), name.name()));
  }

  private static String host(String url) {
    return URI.create(url).getHost();
  }

  /** A key and the variable that holds it. */
  private record NamedKey(String name, String secret) {
    Credential credential() {
      try {
        return Credential.bearer(secret);
      } catch (IllegalArgumentException e) {
        throw new InvalidModelException("the value of " + name + " is no key: " + e.getMessage());
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
