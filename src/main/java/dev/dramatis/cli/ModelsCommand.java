package dev.dramatis.cli;

import dev.dramatis.CallSettings;
import dev.dramatis.Environment;
import dev.dramatis.Models;
import dev.dramatis.Settings;
import dev.dramatis.http.Redactor;
import dev.dramatis.model.Abilities;
import dev.dramatis.model.Ability;
import dev.dramatis.model.Endpoint;
import dev.dramatis.model.Handshake;
import dev.dramatis.model.ModelName;
import dev.dramatis.model.Preflight;
import dev.dramatis.model.Price;
import dev.dramatis.model.PriceTable;
import dev.dramatis.model.Provider;
import dev.dramatis.suite.Capability;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "models",
    description =
        "Lists the providers and which of their keys are set; with models, looks each up, by calls"
            + " that cost nothing, and says in which ways it can be asked.")
final class ModelsCommand implements Callable<Integer> {
  /** The sampling that suites use unless they say otherwise. */
  private static final dev.dramatis.suite.Parameters USUAL =
      new dev.dramatis.suite.Parameters(
          OptionalDouble.of(1), OptionalDouble.empty(), 300, List.of());

  private final Context context;

  @Mixin private CallOptions callOptions;

  @Parameters(paramLabel = "MODEL", arity = "0..*", description = "A model, as for run.")
  private List<String> models = new ArrayList<>();

  @Option(
      names = "--measure",
      description =
          "Find out by a call or two of a few tokens each what a model does that is not known of it:"
              + " go on with a begun turn, go on with raw text.")
  private boolean measured;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Write what is known of the models' ways of being asked, for --capabilities.")
  private Optional<Path> out = Optional.empty();

  private Abilities abilities = Abilities.NONE;

  ModelsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    if (models.isEmpty()) {
      list(context.environment());
      return ExitCode.COMPLETE;
    }
    boolean possible = true;
    Settings settings = context.settings();
    CallSettings calls = callOptions.settings(context);
    abilities = calls.abilities();
    try (Models opened =
        new Models(
            context.environment(), context.suites(List.of()), 1, 1, calls, context.clock())) {
      for (String model : models) {
        possible &=
            tell(
                opened.open(settings.model(model)),
                PriceTable.load(calls.prices()),
                opened.redactor());
      }
    }
    if (out.isPresent()) {
      Files.writeString(context.path(out.get()), AbilitiesFile.write(abilities) + "\n");
    }
    return possible ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
  }

  private void list(Environment environment) {
    TextTable table = new TextTable(context.terminal().columns(), "lll");
    table.add(List.of("PROVIDER", "KEY IN", ""));
    for (Provider provider : Provider.all()) {
      String address = environment.get(provider.address()).isPresent() ? "; address set" : "";
      table.add(
          List.of(
              provider.prefix() + "/NAME",
              provider.keys().isEmpty() ? "–" : String.join(", ", provider.keys()),
              key(provider, environment) + address));
    }
    table.add(List.of("simulated/WORLD", "–", "none needed"));
    table.lines().forEach(context.terminal().out()::println);
    context.terminal().out().flush();
  }

  private static String key(Provider provider, Environment environment) {
    if (provider.keys().isEmpty()) {
      return "none needed";
    }
    boolean isSet =
        provider.keys().stream()
            .anyMatch(
                name ->
                    environment.get(name).isPresent() || environment.get(name + "_1").isPresent());
    return isSet ? "set" : "not set";
  }

  /** Says what is known of a model, and whether it can be asked. */
  private boolean tell(Endpoint endpoint, PriceTable prices, Redactor redactor)
      throws InterruptedException {
    Terminal terminal = context.terminal();
    String label = endpoint.name().label();
    boolean simulated = endpoint.name().provider().equals("simulated");
    Preflight found =
        simulated
            ? new Preflight.Ready("a simulated world", Optional.empty())
            : endpoint.preflight();
    if (found instanceof Preflight.Ready ready) {
      terminal.paragraph(
          label
              + ": can be asked; "
              + Terminal.safeLine(ready.details())
              + ready.retires().map(day -> ". It retires on " + day).orElse("")
              + ".",
          "");
    } else if (found instanceof Preflight.Unknown unknown) {
      terminal.paragraph(label + ": not known; " + Terminal.safeLine(unknown.reason()), "");
    } else if (found instanceof Preflight.Impossible impossible) {
      terminal.paragraph(
          label + ": cannot be asked; " + Terminal.safeLine(impossible.reason()), "");
    }
    endpoint
        .objections(USUAL, false)
        .forEach(objection -> terminal.paragraph(Terminal.safeLine(objection), "  "));
    terminal.paragraph(price(endpoint.name(), prices), "  ");
    boolean impossible = found instanceof Preflight.Impossible;
    for (Capability capability : Capability.values()) {
      if (capability != Capability.CHAT && !impossible) {
        tell(endpoint, capability, redactor);
      }
    }
    terminal.out().flush();
    return !impossible;
  }

  /** Says whether a model can be asked in one way. */
  private void tell(Endpoint endpoint, Capability capability, Redactor redactor)
      throws InterruptedException {
    String label = endpoint.name().label();
    Optional<Abilities.Finding> earlier = abilities.find(label, capability);
    if (earlier.isEmpty()) {
      Ability ability =
          measured
              ? Handshake.measure(endpoint, capability, redactor::redact)
              : endpoint.can(capability);
      if (ability instanceof Ability.Unknown unknown) {
        say(capability, "not known; " + unknown.reason() + (measured ? "" : " See --measure."));
        return;
      }
      earlier = Optional.of(finding(ability));
      abilities = abilities.with(label, capability, earlier.get());
    }
    Abilities.Finding finding = earlier.get();
    say(capability, (finding.able() ? "yes; " : "no; ") + finding.why());
  }

  private void say(Capability capability, String found) {
    context.terminal().paragraph(capability.word() + ": " + Terminal.safeLine(found), "  ");
  }

  private static Abilities.Finding finding(Ability ability) {
    return ability instanceof Ability.Able able
        ? new Abilities.Finding(true, able.how())
        : new Abilities.Finding(false, ((Ability.Unable) ability).reason());
  }

  private static String price(ModelName name, PriceTable table) {
    Optional<Price> stated = table.stated(name);
    if (stated.isPresent()) {
      return String.format(
          Locale.ROOT,
          "USD per million tokens: %s in, %s out (stated in dramatis.yaml).",
          plain(stated.get().input()),
          plain(stated.get().output()));
    }
    return table
        .row(name)
        .map(
            row ->
                String.format(
                    Locale.ROOT,
                    "USD per million tokens: %s in, %s out (%s, read %s).",
                    plain(row.price().input()),
                    plain(row.price().output()),
                    row.source(),
                    row.checked()))
        .orElse(
            name.provider().equals("simulated") ? "It costs nothing." : "Its price is not known.");
  }

  private static String plain(double price) {
    return price == Math.rint(price)
        ? String.format(Locale.ROOT, "%.0f", price)
        : String.format(Locale.ROOT, "%.2f", price);
  }
}
