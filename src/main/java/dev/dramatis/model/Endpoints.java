package dev.dramatis.model;

import dev.dramatis.http.Redactor;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.http.Transport;
import java.time.Clock;

/** Opens models that are reached over a network. */
public final class Endpoints {
  private final Secrets secrets;
  private final Transport transport;
  private final Redactor redactor;
  private final RetryPolicy retry;
  private final Clock clock;

  /**
   * Opens nothing yet.
   *
   * @param redactor learns every key that an endpoint uses, and cleans what failures say
   * @param clock tells whether a model is retired yet
   */
  public Endpoints(
      Secrets secrets, Transport transport, Redactor redactor, RetryPolicy retry, Clock clock) {
    this.secrets = secrets;
    this.transport = transport;
    this.redactor = redactor;
    this.retry = retry;
    this.clock = clock;
  }

  /** The endpoint of a model with the provider's usual settings. */
  public Endpoint open(ModelName name) {
    return open(name, ModelSettings.NONE);
  }

  /**
   * The account by which a model of OpenAI's dialect is asked; no call is made.
   *
   * @throws InvalidModelException if a key or an address is missing or cannot be right, or if the
   *     provider has no account of that kind
   */
  public Account account(ModelName name, ModelSettings settings) {
    OpenAiProvider provider =
        OpenAiProvider.named(name.provider())
            .orElseThrow(
                () -> new InvalidModelException(name.label() + ": its provider trains no models."));
    OpenAiRoute route = new OpenAiRoutes(secrets, redactor).to(provider, name, settings).get(0);
    return new Account(
        name.provider(),
        route.baseUrl(),
        route.credential(),
        route.keyName(),
        String.join(" ", "training at", route.baseUrl(), route.keyName().orElse("without a key")));
  }

  /**
   * The endpoint of a model; no call is made.
   *
   * @throws InvalidModelException if a key or an address is missing or cannot be right, or if the
   *     provider is not one that is reached over a network
   */
  public Endpoint open(ModelName name, ModelSettings settings) {
    if (name.provider().equals(ModelName.HANDED_IN)) {
      throw new InvalidModelException(
          name.label()
              + " is a model that a program hands in; it cannot be opened by its name. The program"
              + " that hands it in asks it, and carries its runs on with Evaluation.resuming(RUN)"
              + " (docs/library.md).");
    }
    var vendors = new VendorRoutes(secrets, redactor);
    if (name.provider().equals(ModelName.ANTHROPIC)) {
      return new AnthropicEndpoint(
          name, vendors.toAnthropic(name, settings), settings.body(), transport, redactor, retry);
    }
    if (name.provider().equals(ModelName.GOOGLE)) {
      return new GeminiEndpoint(
          name, vendors.toGoogle(name, settings), settings.body(), transport, redactor, retry);
    }
    OpenAiProvider provider =
        OpenAiProvider.named(name.provider())
            .orElseThrow(
                () ->
                    new InvalidModelException(
                        name.label()
                            + " is not reached over a network; providers that are: "
                            + ModelName.ANTHROPIC
                            + ", "
                            + ModelName.GOOGLE
                            + ", "
                            + String.join(", ", OpenAiProvider.prefixes())
                            + "."));
    var access =
        new OpenAiAccess(
            new OpenAiRoutes(secrets, redactor).to(provider, name, settings),
            new ModelLookup(transport, redactor, clock));
    return switch (settings.api().orElseGet(() -> OpenAiModels.api(provider, name.name()))) {
      case CHAT_COMPLETIONS ->
          new OpenAiEndpoint(name, access, settings, transport, redactor, retry);
      case RESPONSES ->
          new ResponsesEndpoint(name, access, settings.body(), transport, redactor, retry);
    };
  }
}
