package dev.dramatis.cli;

import dev.dramatis.Environment;
import dev.dramatis.InvalidSettingsException;
import dev.dramatis.Settings;
import dev.dramatis.model.Provider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
    name = "doctor",
    description = "Says what this machine and its settings are good for; makes no call.")
final class DoctorCommand implements Callable<Integer> {
  private static final int LEAST_JAVA = 17;

  private final Context context;
  private boolean sound = true;

  DoctorCommand(Context context) {
    this.context = context;
  }

  /** One thing that was looked at. */
  record Finding(String what, String found) {}

  @Override
  public Integer call() throws Exception {
    List<Finding> findings = new ArrayList<>();
    int java = Runtime.version().feature();
    findings.add(
        new Finding(
            "Java",
            Runtime.version()
                + (java >= LEAST_JAVA ? "" : bad("; version " + LEAST_JAVA + " is needed"))));
    findings.add(
        new Finding(
            "Processors, memory",
            Runtime.getRuntime().availableProcessors()
                + ", "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MB for this process"));
    findings.add(new Finding("Suites", suites()));
    Settings settings = settings(findings);
    findings.add(new Finding("Reports", reports(settings)));
    Environment environment = context.environment();
    findings.addAll(SettledFindings.of(settings, environment));
    findings.add(
        new Finding(
            "Keys set",
            or(
                Provider.all().stream()
                    .flatMap(provider -> provider.keys().stream())
                    .filter(
                        name ->
                            environment.get(name).isPresent()
                                || environment.get(name + "_1").isPresent())
                    .toList(),
                "none")));
    findings.add(
        new Finding(
            "Addresses set",
            or(
                Provider.all().stream()
                    .map(Provider::address)
                    .filter(name -> environment.get(name).isPresent())
                    .toList(),
                "none; the providers' own")));
    findings.add(new Finding("Proxy", proxy()));
    TextTable table = new TextTable(context.terminal().columns(), "ll");
    findings.forEach(finding -> table.add(List.of(finding.what(), finding.found())));
    table.lines().forEach(context.terminal().out()::println);
    context.terminal().out().flush();
    return sound ? ExitCode.COMPLETE : ExitCode.INCOMPLETE;
  }

  private String bad(String words) {
    sound = false;
    return words;
  }

  private String suites() {
    try {
      int count = context.suites(List.of()).size();
      return count + " found, all valid";
    } catch (dev.dramatis.suite.UnknownSuiteException e) {
      return bad("none found");
    } catch (dev.dramatis.suite.InvalidSuiteException e) {
      return bad(e.problems().size() + " problems; see " + Context.command() + " validate");
    }
  }

  /** What is settled; nothing, with the faults found, if the file cannot be used. */
  private Settings settings(List<Finding> findings) {
    try {
      Settings settings = context.settings();
      findings.add(
          new Finding(
              "Settings",
              settings.file().map(context::shown).orElse("no dramatis.yaml here or above")));
      return settings;
    } catch (InvalidSettingsException e) {
      findings.add(new Finding("Settings", bad(String.valueOf(e.getMessage()))));
      return Settings.NONE;
    }
  }

  private String reports(Settings settings) {
    Path folder = context.reports(Optional.empty(), settings);
    String origin = settings.reports().isPresent() ? " (dramatis.yaml)" : "";
    Path existing = folder;
    while (existing != null && !Files.exists(existing)) {
      existing = existing.toAbsolutePath().getParent();
    }
    return existing != null && Files.isWritable(existing)
        ? context.shown(folder) + " can be written" + origin
        : bad(context.shown(folder) + " cannot be written" + origin);
  }

  /** Calls go straight to their hosts; somebody behind a proxy should know. */
  private String proxy() {
    Optional<String> set =
        List.of("https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY").stream()
            .filter(name -> context.variables().containsKey(name))
            .findFirst();
    return set.map(name -> name + " is set, which calls of this program do not follow")
        .orElse("none set");
  }

  private static String or(List<String> words, String otherwise) {
    return words.isEmpty() ? otherwise : String.join(", ", words);
  }
}
