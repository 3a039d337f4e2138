package dev.dramatis.finetune;

import dev.dramatis.http.Redactor;
import dev.dramatis.http.Transport;
import dev.dramatis.model.Account;
import dev.dramatis.model.ModelName;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds the backend by which a model is trained. For one thread. */
public final class Backends implements Trainer.Backends {
  /** Providers of chat models that train none through an interface of their own. */
  private static final Set<String> NONE =
      Set.of("anthropic", "google", "openrouter", "deepseek", "groq", "ollama", "azure");

  private final Function<ModelName, Account> accounts;
  private final Transport transport;
  private final Redactor redactor;
  private final Optional<TrainingCommand> command;
  private final Optional<String> fireworksAccount;
  private final Path workingDirectory;
  private final Map<String, Backend> opened = new HashMap<>();

  /**
   * Opens nothing yet.
   *
   * @param accounts by which models are reached
   * @param command trains in place of the provider, if the user gave one
   * @param fireworksAccount the id of the account there, which its addresses need
   * @param workingDirectory in which a command runs, and under which its jobs are kept
   */
  public Backends(
      Function<ModelName, Account> accounts,
      Transport transport,
      Redactor redactor,
      Optional<TrainingCommand> command,
      Optional<String> fireworksAccount,
      Path workingDirectory) {
    this.accounts = accounts;
    this.transport = transport;
    this.redactor = redactor;
    this.command = command;
    this.fireworksAccount = fireworksAccount;
    this.workingDirectory = workingDirectory;
  }

  /**
   * The backend of a model's provider.
   *
   * @throws TrainingException if the provider trains no models, with the remedy
   */
  @Override
  public Backend of(ModelName base) {
    return opened.computeIfAbsent(
        base.provider() + " " + TrainingLock.server(base), key -> open(base));
  }

  private Backend open(ModelName base) {
    if (base.provider().equals("simulated")) {
      throw new TrainingException(
          "simulated models are trained by run itself, at once. To train over HTTP, start"
              + " dramatis serve and say --model chat=openai-compatible/psm@URL.");
    }
    if (command.isEmpty() && NONE.contains(base.provider())) {
      throw new TrainingException(
          base.provider()
              + " trains no models for others. Train with openai, together, fireworks, mistral, a"
              + " server of OpenAI's shape (openai-compatible/NAME@URL), or a command of your own"
              + " (--train-command).");
    }
    Api api = new Api(accounts.apply(base), transport, redactor);
    if (command.isPresent()) {
      return new CommandBackend(
          command.get(),
          workingDirectory.resolve(".dramatis").resolve("training"),
          workingDirectory,
          api);
    }
    return switch (base.provider()) {
      case "together" -> new TogetherBackend(api);
      case "fireworks" -> new FireworksBackend(api, fireworksAccount.orElse(""));
      case "mistral" -> new MistralBackend(api);
      default -> new OpenAiBackend(api, base.provider().equals("openai"));
    };
  }
}
