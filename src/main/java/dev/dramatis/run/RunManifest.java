package dev.dramatis.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.dramatis.model.Abilities;
import dev.dramatis.model.ModelSettings;
import dev.dramatis.suite.SuiteFile;
import dev.dramatis.suite.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run is, as {@code run.json} keeps it; enough to resume it. Holds no secret.
 *
 * @param frozen when the suites and the order were written to disk, before the first call
 * @param roles the model for every role as the user named it, server included
 * @param jobs that made trained models, as their provider names them, by role; as far as known
 * @param judges the models that label, as the user named them; several are a panel
 * @param endpoints the settings of those that were asked with settings of their own, by label
 * @param abilities what was found out about the ways in which the models can be asked
 * @param parent the run whose transcripts are labelled again
 * @param deviations from what was frozen before the data, in words
 * @param state running, complete, or why it stopped
 * @param counts absent until the run has stopped once
 */
public record RunManifest(
    String run,
    Instant frozen,
    Optional<Instant> finished,
    String program,
    Map<String, String> roles,
    Map<String, String> jobs,
    List<String> judges,
    Map<String, ModelSettings> endpoints,
    Abilities abilities,
    Optional<String> parent,
    List<String> deviations,
    List<Frozen> suites,
    long seed,
    long worldSeed,
    int concurrency,
    List<String> arguments,
    String state,
    Optional<RunRecord.Counts> counts) {
  /**
   * A suite as it was when the run began.
   *
   * @param source the file that it was read from
   * @param verdicts by prediction; empty until they are decided
   */
  public record Frozen(
      String id, String hash, String source, List<SuiteFile> files, Map<String, String> verdicts) {}

  static final String FILE = "run.json";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(SerializationFeature.INDENT_OUTPUT)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  public RunManifest {
    // Runs of earlier versions have none.
    abilities = abilities == null ? Abilities.NONE : abilities;
    jobs = jobs == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(jobs));
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    judges = List.copyOf(judges);
    endpoints = Collections.unmodifiableMap(new LinkedHashMap<>(endpoints));
    deviations = List.copyOf(deviations);
    suites = List.copyOf(suites);
    arguments = List.copyOf(arguments);
  }

  /**
   * Reads a run's manifest.
   *
   * @throws JournalException if there is none, or it cannot be read
   */
  public static RunManifest read(Path folder) {
    Path file = folder.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      throw new JournalException(
          folder + ": not a run's folder: it holds no " + FILE + ". Runs stand under reports/.");
    }
    try {
      return JSON.readValue(Files.readString(file), RunManifest.class);
    } catch (IOException e) {
      throw new JournalException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Writes it whole or not at all. */
  void write(Path folder) {
    try {
      WholeFile.write(folder.resolve(FILE), out -> out.write(JSON.writeValueAsString(this) + "\n"));
    } catch (IOException e) {
      throw new JournalException(
          folder.resolve(FILE) + ": cannot be written: " + e.getMessage(), e);
    }
  }

  RunManifest stopped(
      Instant at, String newState, RunRecord.Counts newCounts, List<Frozen> decided) {
    return new RunManifest(
        run,
        frozen,
        Optional.of(at),
        program,
        roles,
        jobs,
        judges,
        endpoints,
        abilities,
        parent,
        deviations,
        decided,
        seed,
        worldSeed,
        concurrency,
        arguments,
        newState,
        Optional.of(newCounts));
  }
}
