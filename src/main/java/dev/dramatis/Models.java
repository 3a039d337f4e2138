package dev.dramatis;

import dev.dramatis.http.HttpTransport;
import dev.dramatis.http.Redactor;
import dev.dramatis.http.RetryPolicy;
import dev.dramatis.http.Sleeper;
import dev.dramatis.http.Ticker;
import dev.dramatis.http.TransportSettings;
import dev.dramatis.http.TransportStats;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.Endpoints;
import dev.dramatis.model.ModelName;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.SimulatedEndpoint;
import dev.dramatis.simulate.SimulatedJudge;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.Suite;
import java.time.Clock;
import java.util.List;

/** Opens models by name, all over one transport. */
public final class Models implements AutoCloseable {
  private final Redactor redactor = new Redactor();
  private final HttpTransport transport;
  private final Endpoints endpoints;
  private final List<Suite> suites;
  private final long worldSeed;

  /**
   * @param suites what the simulated worlds can play
   * @param concurrency calls on the wire at once, at most
   */
  public Models(
      Environment environment,
      List<Suite> suites,
      long worldSeed,
      int concurrency,
      RetryPolicy retry,
      boolean allowPlainHttp,
      Clock clock) {
    this.suites = List.copyOf(suites);
    this.worldSeed = worldSeed;
    this.transport =
        new HttpTransport(
            TransportSettings.standard(concurrency, worldSeed).withAllowPlainHttp(allowPlainHttp),
            redactor,
            clock,
            Ticker.system(),
            Sleeper.system());
    this.endpoints = new Endpoints(environment::get, transport, redactor, retry, clock);
  }

  /**
   * The endpoint of a model.
   *
   * @throws IllegalArgumentException if the name, its key or its server is not usable as it is
   */
  public Endpoint open(ModelName name) {
    if (!name.provider().equals("simulated")) {
      return endpoints.open(name);
    }
    return SimulatedJudge.isJudge(name)
        ? new SimulatedJudge(name, KnownSuites.of(suites), worldSeed)
        : new SimulatedEndpoint(
            name, KnownSuites.of(suites), WorldTable.load(), Banks.load(), worldSeed);
  }

  /** Takes the secrets of all opened models out of texts. */
  public Redactor redactor() {
    return redactor;
  }

  /** What went over the wire so far. */
  public TransportStats stats() {
    return transport.stats();
  }

  @Override
  public void close() {
    transport.close();
  }
}
