package dev.dramatis.model;

import dev.dramatis.http.Redactor;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds address and key of Anthropic's and Google's models. */
final class VendorRoutes {
  static final String ANTHROPIC_URL = "https://api.anthropic.com";
  static final String GOOGLE_URL = "https://generativelanguage.googleapis.com";
  private static final String GOOGLE_VERSION = "v1beta";

  private final KeyRing keys;

  VendorRoutes(Secrets secrets, Redactor redactor) {
    this.keys = new KeyRing(secrets, redactor);
  }

  VendorRoute toAnthropic(ModelName name, ModelSettings settings) {
    String baseUrl = address(name, settings, "ANTHROPIC_BASE_URL", ANTHROPIC_URL, "/v1");
    String version = keys.value("ANTHROPIC_VERSION").orElse(AnthropicModels.USUAL_VERSION);
    if (!version.matches("20[0-9]{2}-[0-9]{2}-[0-9]{2}")) {
      throw new InvalidModelException(
          "ANTHROPIC_VERSION is \""
              + version
              + "\"; a version is a date, such as "
              + AnthropicModels.USUAL_VERSION
              + ".");
    }
    KeyRing.NamedKey key = key(name, settings, List.of("ANTHROPIC_API_KEY"));
    return new VendorRoute(
        route(
            name,
            baseUrl,
            baseUrl + "/v1/messages",
            key,
            "x-api-key",
            Map.of("anthropic-version", version),
            settings.pace()),
        URI.create(baseUrl + "/v1/models/" + encoded(name.name())),
        baseUrl,
        version);
  }

  VendorRoute toGoogle(ModelName name, ModelSettings settings) {
    String baseUrl = address(name, settings, "GEMINI_BASE_URL", GOOGLE_URL, "/" + GOOGLE_VERSION);
    KeyRing.NamedKey key = key(name, settings, List.of("GEMINI_API_KEY", "GOOGLE_API_KEY"));
    // Tuned models are named tunedModels/…; all others stand under models/.
    String path = name.name().contains("/") ? name.name() : "models/" + encoded(name.name());
    String model = baseUrl + "/" + GOOGLE_VERSION + "/" + path;
    return new VendorRoute(
        route(
            name,
            baseUrl,
            model + ":generateContent",
            key,
            "x-goog-api-key",
            Map.of(),
            settings.pace()),
        URI.create(model),
        baseUrl,
        GOOGLE_VERSION);
  }

  private static Route route(
      ModelName name,
      String baseUrl,
      String url,
      KeyRing.NamedKey key,
      String header,
      Map<String, String> headers,
      Pace pace) {
    return new Route(
        name.name(),
        URI.create(url),
        headers,
        Optional.of(key.credential(Optional.of(header))),
        Optional.of(key.name()),
        String.join(" ", baseUrl, key.name(), name.name()),
        pace);
  }

  /** The address without a version, which the vendors' own libraries add. */
  private String address(
      ModelName name, ModelSettings settings, String variable, String usual, String version) {
    String url =
        settings
            .baseUrl()
            .map(address -> BaseUrl.normalise(address, "baseUrl of " + name.label()))
            .orElseGet(() -> BaseUrl.normalise(keys.value(variable).orElse(usual), variable));
    return url.endsWith(version) ? url.substring(0, url.length() - version.length()) : url;
  }

  private KeyRing.NamedKey key(ModelName name, ModelSettings settings, List<String> variables) {
    if (settings.keyName().isPresent()) return keys.required(settings.keyName().get());
    return variables.stream()
        .flatMap(variable -> keys.numbered(variable).stream())
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidModelException(
                    name.label()
                        + " needs a key: set "
                        + variables.get(0)
                        + " in the environment or in .env, or name a file with "
                        + variables.get(0)
                        + "_FILE."));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
