package dev.dramatis.model;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A model as a user names it: {@code provider/name}, for compatible servers with {@code @baseUrl}.
 * Names contain colons (fine-tuned models do), so nothing is ever split there.
 *
 * @param name on the wire
 * @param alias of the settings that it is asked with ({@code provider/name#alias}), which tells one
 *     model under two settings apart
 */
public record ModelName(
    String provider, String name, Optional<URI> baseUrl, Optional<String> alias) {
  static final String ANTHROPIC = "anthropic";
  static final String GOOGLE = "google";

  /** The provider of models that a program hands in; nobody can name one from outside. */
  public static final String HANDED_IN = "handed-in";

  private static final Pattern ALIAS = Pattern.compile("(.+)#([A-Za-z][A-Za-z0-9._-]{0,39})");

  /** The providers that can be named. */
  public static final List<String> PROVIDERS =
      Stream.of(
              OpenAiProvider.prefixes().stream(),
              Stream.of(ANTHROPIC, GOOGLE),
              Stream.of("simulated"))
          .flatMap(names -> names)
          .toList();

  /**
   * Reads a name such as {@code openai/gpt-4.1}, {@code simulated/psm} or {@code
   * openai-compatible/NAME@http://localhost:8000/v1}.
   *
   * @throws IllegalArgumentException saying what a name looks like
   */
  public static ModelName parse(String text) {
    int slash = text.indexOf('/');
    if (slash <= 0 || slash == text.length() - 1) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not a model: write PROVIDER/NAME, for example openai/gpt-4.1"
              + " or simulated/psm.");
    }
    String provider = text.substring(0, slash);
    if (!PROVIDERS.contains(provider) && !provider.equals(HANDED_IN)) {
      throw new IllegalArgumentException(
          "\""
              + provider
              + "\" is not a provider. Providers: "
              + String.join(", ", PROVIDERS)
              + ".");
    }
    String rest = text.substring(slash + 1);
    int at =
        provider.equals("openai-compatible")
            ? Math.max(rest.lastIndexOf("@http://"), rest.lastIndexOf("@https://"))
            : -1;
    if (at < 0) {
      return of(provider, rest, Optional.empty());
    }
    if (at == 0) {
      throw new IllegalArgumentException("\"" + text + "\" names a server but no model before @.");
    }
    String url = rest.substring(at + 1);
    try {
      return of(provider, rest.substring(0, at), Optional.of(new URI(url)));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("\"" + url + "\" is not a URL: " + e.getReason(), e);
    }
  }

  private static ModelName of(String provider, String name, Optional<URI> baseUrl) {
    Matcher aliased = ALIAS.matcher(name);
    return aliased.matches()
        ? new ModelName(provider, aliased.group(1), baseUrl, Optional.of(aliased.group(2)))
        : new ModelName(provider, name, baseUrl, Optional.empty());
  }

  /** The same model under settings of its own. */
  public ModelName as(String settings) {
    return new ModelName(provider, name, baseUrl, Optional.of(settings));
  }

  /** The name without the server: what a trial's identity and the reports use. */
  public String label() {
    return provider + "/" + name + alias.map(settings -> "#" + settings).orElse("");
  }

  /** The name as it is given to {@link #parse}. */
  @Override
  public String toString() {
    return label() + baseUrl.map(url -> "@" + url).orElse("");
  }
}
