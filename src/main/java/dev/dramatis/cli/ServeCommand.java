package dev.dramatis.cli;

import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.WorldServer;
import dev.dramatis.simulate.WorldTable;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "serve",
    description = "Serves the simulated worlds on this machine, in the shape of OpenAI's API.")
final class ServeCommand implements Callable<Integer> {
  private static final int MOST_PORT = 65_535;
  private static final int MOST_TRAINING = 86_400;

  private final Context context;

  @Parameters(
      paramLabel = "SUITE",
      arity = "0..*",
      description = "The suites that the worlds can play (default: all suites).")
  private List<String> suites = new ArrayList<>();

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8000",
      description = "0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--latency-ms",
      paramLabel = "N",
      defaultValue = "0",
      description = "How long every reply is held back (default: ${DEFAULT-VALUE}).")
  private int latencyMs;

  @Option(
      names = "--world-seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Of the worlds (default: ${DEFAULT-VALUE}).")
  private long worldSeed;

  @Option(
      names = "--training-time",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "How long a fine-tuning job takes (default: ${DEFAULT-VALUE}).")
  private double trainingSeconds;

  @Option(
      names = "--state",
      paramLabel = "DIR",
      description = "Where uploaded files and jobs are kept for a server that is started again.")
  private Optional<Path> state = Optional.empty();

  ServeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (port < 0 || port > MOST_PORT) {
      throw new IllegalArgumentException(
          "--port must be from 0 to " + MOST_PORT + ", not " + port + ".");
    }
    if (latencyMs < 0) {
      throw new IllegalArgumentException("--latency-ms must not be negative.");
    }
    if (!(trainingSeconds >= 0 && trainingSeconds <= MOST_TRAINING)) {
      throw new IllegalArgumentException(
          "--training-time must be from 0 to " + MOST_TRAINING + ".");
    }
    KnownSuites known = KnownSuites.of(context.suites(suites));
    WorldServer.Options options =
        new WorldServer.Options(
            port,
            Runtime.getRuntime().availableProcessors() * 4,
            Duration.ofMillis(latencyMs),
            Duration.ofMillis(Math.round(1000 * trainingSeconds)),
            state.map(context::path));
    try (WorldServer server =
        WorldServer.start(
            known, WorldTable.load(), Banks.load(), worldSeed, options, context.clock())) {
      tellWhere(server.baseUrl());
      // Nothing but a signal ends a server; the process's end takes it along.
      new CountDownLatch(1).await();
    } catch (BindException e) {
      throw new IllegalArgumentException(
          "Port " + port + " is in use. Name another with --port; 0 is any that is free.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return ExitCode.COMPLETE;
  }

  private void tellWhere(URI baseUrl) {
    var out = context.terminal().out();
    out.println("Serving the simulated worlds at " + baseUrl);
    out.println("Models: psm, lookup, copycat, null, base, dial@Q (Q from 0 to 1), judge.");
    out.println("To run the suites against one of them, in another terminal:");
    out.println("  " + Context.command() + " run --model openai-compatible/psm@" + baseUrl);
    out.println("Ctrl-C ends it.");
    out.flush();
  }
}
