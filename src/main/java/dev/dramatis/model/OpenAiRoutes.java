package dev.dramatis.model;

import dev.dramatis.http.Redactor;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Finds address and key of models that speak OpenAI's dialect. A key goes to the host that it was
 * set for and to no other.
 */
final class OpenAiRoutes {
  private static final String AZURE_ENDPOINT = "AZURE_OPENAI_ENDPOINT";

  /** Azure's path without dated API versions. */
  private static final String AZURE_PATH = "/openai/v1";

  private final KeyRing keys;

  OpenAiRoutes(Secrets secrets, Redactor redactor) {
    this.keys = new KeyRing(secrets, redactor);
  }

  /**
   * The ways to a model, one for each key that may be the right one; the first is the one to take
   * unless more is known.
   */
  List<OpenAiRoute> to(OpenAiProvider provider, ModelName name, ModelSettings settings) {
    String baseUrl =
        settings
            .baseUrl()
            .map(address -> BaseUrl.normalise(address, "baseUrl of " + name.label()))
            .orElseGet(() -> address(provider, name));
    List<KeyRing.NamedKey> found =
        settings
            .keyName()
            .map(asked -> List.of(keys.required(asked)))
            .orElseGet(
                () ->
                    isForeign(provider, baseUrl, settings)
                        ? List.of()
                        : keys(provider, name, baseUrl));
    if (found.isEmpty() && needsKey(provider, baseUrl)) {
      String variable = provider.keyVariable();
      throw new InvalidModelException(
          name.label()
              + " needs a key: set "
              + variable
              + " in the environment or in .env, or name a file with "
              + variable
              + "_FILE.");
    }
    if (found.isEmpty()) return List.of(route(provider, name, baseUrl, Optional.empty(), settings));
    return found.stream()
        .map(key -> route(provider, name, baseUrl, Optional.of(key), settings))
        .toList();
  }

  /** Whether settings send the model's calls where its provider's key was not set for. */
  private boolean isForeign(OpenAiProvider provider, String baseUrl, ModelSettings settings) {
    if (settings.baseUrl().isEmpty() || provider == OpenAiProvider.COMPATIBLE) return false;
    return configured(provider)
        .or(provider::home)
        .filter(own -> host(own).equals(host(baseUrl)))
        .isEmpty();
  }

  private String address(OpenAiProvider provider, ModelName name) {
    if (provider == OpenAiProvider.COMPATIBLE && name.baseUrl().isPresent()) {
      return BaseUrl.normalise(name.baseUrl().get().toString(), "the address of " + name.label());
    }
    return configured(provider)
        .or(provider::home)
        .orElseThrow(() -> new InvalidModelException(withoutAddress(provider, name)));
  }

  /** The address that a variable gives. */
  private Optional<String> configured(OpenAiProvider provider) {
    String variable = provider.addressVariable();
    Optional<String> given =
        keys.value(variable).map(address -> BaseUrl.normalise(address, variable));
    if (provider != OpenAiProvider.AZURE || given.isPresent()) return given;
    return keys.value(AZURE_ENDPOINT)
        .map(address -> BaseUrl.normalise(address, AZURE_ENDPOINT))
        .map(OpenAiRoutes::withAzurePath);
  }

  /** Portals and guides give the address with all, a part or nothing of the path. */
  private static String withAzurePath(String url) {
    if (url.endsWith(AZURE_PATH)) return url;
    return url.endsWith("/openai") ? url + "/v1" : url + AZURE_PATH;
  }

  private static String withoutAddress(OpenAiProvider provider, ModelName name) {
    if (provider == OpenAiProvider.AZURE) {
      return name.label()
          + " has no address: set "
          + AZURE_ENDPOINT
          + ", such as https://RESOURCE.openai.azure.com.";
    }
    return name.label()
        + " has no address: write "
        + name.label()
        + "@http://localhost:8000/v1, or set "
        + provider.addressVariable()
        + ".";
  }

  private List<KeyRing.NamedKey> keys(OpenAiProvider provider, ModelName name, String baseUrl) {
    if (!provider.takesKey()) return List.of();
    if (provider.hasNumberedKeys()) {
      List<KeyRing.NamedKey> all = keys.numbered(provider.keyVariable());
      // A fine-tuned model belongs to one organisation; any other is the same for all of them.
      return FineTuned.is(name.name()) ? all : all.subList(0, Math.min(1, all.size()));
    }
    Optional<KeyRing.NamedKey> own = keys.key(provider.keyVariable());
    // OpenAI's own key only where OpenAI's models are asked too.
    if (provider == OpenAiProvider.COMPATIBLE && own.isEmpty() && baseUrl.equals(openAi())) {
      return keys.numbered(OpenAiProvider.OPENAI.keyVariable()).stream().limit(1).toList();
    }
    return own.stream().toList();
  }

  private String openAi() {
    OpenAiProvider openAi = OpenAiProvider.OPENAI;
    return configured(openAi).or(openAi::home).orElseThrow();
  }

  /** A server at another address than the provider's own may do without. */
  private boolean needsKey(OpenAiProvider provider, String baseUrl) {
    if (!provider.takesKey()) return false;
    if (provider == OpenAiProvider.AZURE) return keys.value(provider.addressVariable()).isEmpty();
    return provider.home().filter(home -> host(home).equals(host(baseUrl))).isPresent();
  }

  private static OpenAiRoute route(
      OpenAiProvider provider,
      ModelName name,
      String baseUrl,
      Optional<KeyRing.NamedKey> key,
      ModelSettings settings) {
    Optional<String> header = provider.hasKeyHeader() ? Optional.of("api-key") : Optional.empty();
    return new OpenAiRoute(
        provider,
        name.name(),
        baseUrl,
        key.map(found -> found.credential(header)),
        key.map(KeyRing.NamedKey::name),
        settings.tokensField().orElse(provider.tokensField()),
        String.join(
            " ", baseUrl, key.map(KeyRing.NamedKey::name).orElse("without a key"), name.name()),
        settings.pace());
  }

  private static String host(String url) {
    return URI.create(url).getHost();
  }
}
