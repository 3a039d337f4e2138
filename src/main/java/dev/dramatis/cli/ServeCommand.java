package dev.dramatis.cli;

import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.WorldServer;
import dev.dramatis.simulate.WorldTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "serve",
    description = "Serves the simulated worlds on this machine, in the shape of OpenAI's API.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  private final Context context;

  @Parameters(
      paramLabel = "SUITE",
      arity = "0..*",
      description = "The suites that the worlds can play (default: all suites).")
  private List<String> suites = new ArrayList<>();

  @Option(
      names = "--port",
      defaultValue = "8000",
      description = "0 for any that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--latency-ms",
      defaultValue = "0",
      description = "How long every reply is held back (default: ${DEFAULT-VALUE}).")
  private int latencyMs;

  @Option(
      names = "--world-seed",
      defaultValue = "1",
      description = "Of the worlds (default: ${DEFAULT-VALUE}).")
  private long worldSeed;

  ServeCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    KnownSuites known = KnownSuites.of(context.suites(suites));
    WorldServer.Options options =
        new WorldServer.Options(
            port, Runtime.getRuntime().availableProcessors() * 4, Duration.ofMillis(latencyMs));
    try (WorldServer server =
        WorldServer.start(
            known, WorldTable.load(), Banks.load(), worldSeed, options, context.clock())) {
      context.terminal().out().println("Serving the worlds at " + server.baseUrl());
      context
          .terminal()
          .out()
          .println(
              "  ./dramatis run --model openai-compatible/psm@"
                  + server.baseUrl()
                  + "\nCtrl-C ends it.");
      context.terminal().out().flush();
      // Nothing but a signal ends a server; the process's end takes it along.
      new CountDownLatch(1).await();
    }
    return ExitCode.COMPLETE;
  }
}
