package dev.dramatis;

import dev.dramatis.model.ModelName;
import dev.dramatis.model.ModelSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a user has settled once for a folder: the content of {@code dramatis.yaml} in the working
 * directory or, failing that, at the root of the git repository that it lies in. What a command
 * line says goes before it.
 *
 * @param file that it was read from; empty if there is none
 * @param endpoints models under settings of their own, by short name
 * @param roles the model for roles of suites; a short name or a model's own
 * @param judges who labels what needs a judge
 * @param reports where runs are kept
 * @param training the command that trains models, if not the provider does
 */
public record Settings(
    Optional<Path> file,
    Map<String, Stated> endpoints,
    Map<String, String> roles,
    List<String> judges,
    Optional<Path> reports,
    Optional<TrainedBy> training) {
  static final String FILE = "dramatis.yaml";

  /** Nothing settled. */
  public static final Settings NONE =
      new Settings(
          Optional.empty(), Map.of(), Map.of(), List.of(), Optional.empty(), Optional.empty());

  /** Folders above the working directory that are looked into for the root of a repository. */
  private static final int MOST_FOLDERS = 64;

  /** A command that trains models on this machine. */
  public record TrainedBy(String command, boolean loadAdapter) {}

  /** A model and the settings that it is asked with. */
  public record Stated(ModelName model, ModelSettings settings) {}

  public Settings {
    endpoints = Collections.unmodifiableMap(new LinkedHashMap<>(endpoints));
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    judges = List.copyOf(judges);
  }

  /**
   * The settings that hold in a folder.
   *
   * @throws InvalidSettingsException with every fault of the file
   */
  public static Settings in(Path workingDirectory) {
    return find(workingDirectory)
        .map(file -> SettingsReader.read(file, workingDirectory))
        .orElse(NONE);
  }

  private static Optional<Path> find(Path workingDirectory) {
    Path here = workingDirectory.resolve(FILE);
    if (Files.isRegularFile(here)) {
      return Optional.of(here);
    }
    Path folder = workingDirectory.toAbsolutePath();
    for (int i = 0; i < MOST_FOLDERS && folder != null; i++) {
      if (Files.exists(folder.resolve(".git"))) {
        return Optional.of(folder.resolve(FILE)).filter(Files::isRegularFile);
      }
      folder = folder.getParent();
    }
    return Optional.empty();
  }

  /**
   * The model that a user names.
   *
   * @param text the short name of an endpoint, or a model's own name
   * @throws IllegalArgumentException saying what a name looks like
   */
  public ModelName model(String text) {
    Stated stated = endpoints.get(text);
    if (stated != null) {
      return stated.model();
    }
    if (!text.contains("/") && !endpoints.isEmpty()) {
      throw new IllegalArgumentException(
          "\""
              + text
              + "\" is not a model: write PROVIDER/NAME, or the short name of an endpoint of "
              + FILE
              + ": "
              + String.join(", ", endpoints.keySet())
              + ".");
    }
    return ModelName.parse(text);
  }

  /** The settings of every endpoint, by the label of its model. */
  public Map<String, ModelSettings> byLabel() {
    Map<String, ModelSettings> settings = new LinkedHashMap<>();
    endpoints.values().forEach(each -> settings.put(each.model().label(), each.settings()));
    return settings;
  }
}
