package dev.dramatis;

import dev.dramatis.http.Cassette;
import dev.dramatis.http.HttpTransport;
import dev.dramatis.http.Redactor;
import dev.dramatis.http.Sleeper;
import dev.dramatis.http.Ticker;
import dev.dramatis.http.Transport;
import dev.dramatis.http.TransportSettings;
import dev.dramatis.http.TransportStats;
import dev.dramatis.model.Account;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.Endpoints;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.ModelSettings;
import dev.dramatis.simulate.Banks;
import dev.dramatis.simulate.KnownSuites;
import dev.dramatis.simulate.SimulatedEndpoint;
import dev.dramatis.simulate.SimulatedJudge;
import dev.dramatis.simulate.WorldTable;
import dev.dramatis.suite.ClassifierSpec;
import dev.dramatis.suite.Suite;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Opens models by name, all over one transport. */
public final class Models implements AutoCloseable {
  private final Redactor redactor = new Redactor();

  /** Unlike any text that a model writes: it is taken out of replies as a key is. */
  private static final Pattern KEY = Pattern.compile(".*_API_KEY(_[0-9]{1,2})?");

  private static final String NO_KEY = "no-key-is-needed-to-replay-0000";

  private final HttpTransport transport;
  private final Optional<Cassette> cassette;
  private final Endpoints endpoints;
  private final List<Suite> suites;
  private final List<ClassifierSpec.Judge> rubrics;
  private final long worldSeed;
  private final Map<String, Endpoint> handedIn;
  private final Map<String, ModelSettings> settings;
  private @Nullable Worlds worlds;

  /**
   * @param suites what the simulated worlds can play
   * @param concurrency calls on the wire at once, at most
   */
  public Models(
      Environment environment,
      List<Suite> suites,
      long worldSeed,
      int concurrency,
      CallSettings calls,
      Clock clock) {
    this(environment, suites, List.of(), worldSeed, concurrency, calls, clock, Map.of());
  }

  /**
   * @param suites what the simulated worlds can play
   * @param concurrency calls on the wire at once, at most
   * @param handedIn models that are open already, by label
   */
  public Models(
      Environment environment,
      List<Suite> suites,
      long worldSeed,
      int concurrency,
      CallSettings calls,
      Clock clock,
      Map<String, Endpoint> handedIn) {
    this(environment, suites, List.of(), worldSeed, concurrency, calls, clock, handedIn);
  }

  /**
   * @param suites what the simulated worlds can play; may be empty if only judges are opened
   * @param rubrics on their own, which simulated judges know besides those of the suites
   * @param concurrency calls on the wire at once, at most
   */
  public Models(
      Environment environment,
      List<Suite> suites,
      List<ClassifierSpec.Judge> rubrics,
      long worldSeed,
      int concurrency,
      CallSettings calls,
      Clock clock) {
    this(environment, suites, rubrics, worldSeed, concurrency, calls, clock, Map.of());
  }

  private Models(
      Environment environment,
      List<Suite> suites,
      List<ClassifierSpec.Judge> rubrics,
      long worldSeed,
      int concurrency,
      CallSettings calls,
      Clock clock,
      Map<String, Endpoint> handedIn) {
    this.handedIn = Map.copyOf(handedIn);
    HandedIn.register(handedIn, redactor);
    this.suites = List.copyOf(suites);
    this.rubrics = List.copyOf(rubrics);
    this.worldSeed = worldSeed;
    this.settings = calls.endpoints();
    this.transport =
        new HttpTransport(
            TransportSettings.standard(concurrency, worldSeed)
                .withAllowPlainHttp(calls.allowPlainHttp()),
            redactor,
            clock,
            Ticker.system(),
            Sleeper.system());
    this.cassette =
        calls
            .replay()
            .map(Cassette::replaying)
            .or(
                () ->
                    calls.record().map(folder -> Cassette.recording(folder, transport, redactor)));
    this.endpoints =
        new Endpoints(
            calls.replay().isPresent() ? name -> replayed(environment, name) : environment::get,
            cassette.<Transport>map(front -> front).orElse(transport),
            redactor,
            calls.retry(),
            clock);
  }

  /** A replayed run needs no key, and has none to leak. */
  private static Optional<String> replayed(Environment environment, String variable) {
    return KEY.matcher(variable).matches() ? Optional.of(NO_KEY) : environment.get(variable);
  }

  /**
   * The endpoint of a model.
   *
   * @throws IllegalArgumentException if the name, its key or its server is not usable as it is
   */
  public Endpoint open(ModelName name) {
    Endpoint open = handedIn.get(name.label());
    if (open != null) {
      return open;
    }
    if (!name.provider().equals("simulated")) {
      return endpoints.open(name, settings(name));
    }
    return SimulatedJudge.isJudge(name)
        ? SimulatedJudge.of(name, suites, rubrics, worldSeed)
        : new SimulatedEndpoint(
            name, worlds().suites(), worlds().table(), worlds().banks(), worldSeed);
  }

  /** The account by which a model is reached for files and jobs. */
  Account account(ModelName name) {
    return endpoints.account(name, settings(name));
  }

  /** What every call goes over; what is recorded or replayed is none of files and jobs. */
  Transport transport() {
    return transport;
  }

  /** What all simulated models know; learnt once, since a run may have hundreds of them. */
  private record Worlds(KnownSuites suites, WorldTable table, Banks banks) {}

  private synchronized Worlds worlds() {
    Worlds known = worlds;
    if (known == null) {
      known = new Worlds(KnownSuites.of(suites), WorldTable.load(), Banks.load());
      worlds = known;
    }
    return known;
  }

  private ModelSettings settings(ModelName name) {
    ModelSettings own = settings.get(name.label());
    if (own == null && name.alias().isPresent()) {
      // A model that was trained from one with settings of its own is reached as that is.
      own =
          settings.entrySet().stream()
              .filter(each -> each.getKey().startsWith(name.provider() + "/"))
              .filter(each -> each.getKey().endsWith("#" + name.alias().get()))
              .map(Map.Entry::getValue)
              .findFirst()
              .orElse(null);
    }
    if (own == null && name.alias().isPresent()) {
      throw new IllegalArgumentException(
          name.label()
              + ": "
              + Settings.FILE
              + " has no endpoint \""
              + name.alias().get()
              + "\" of this model.");
    }
    return own == null ? ModelSettings.NONE : own;
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
    cassette.ifPresent(Cassette::close);
    transport.close();
  }
}
