package dev.dramatis.finetune;

import dev.dramatis.suite.Hyperparameters;
import dev.dramatis.suite.WholeFile;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * Trains by a command of the user's. Each job has a folder with its log and, once it is over, its
 * exit status; a job goes on when this program ends, and is found again by its folder. With an
 * adapter, loading it into the server is a step of its own.
 */
final class CommandBackend implements Backend {

  /**
   * Keeps the command from the signals of the terminal, its output in a file, and its status where
   * it is found by whoever comes later. The words are arguments, so that no shell reads them.
   */
  private static final String WRAPPER =
      "trap '' INT HUP; echo $$ > \"$DRAMATIS_JOB/pid\"; \"$@\" > \"$DRAMATIS_JOB/log\" 2>&1;"
          + " echo $? > \"$DRAMATIS_JOB/exit.tmp\"; mv \"$DRAMATIS_JOB/exit.tmp\""
          + " \"$DRAMATIS_JOB/exit\"";

  private static final int LAST_LINES = 5;
  private static final int MOST_LOG_BYTES = 1 << 20;

  private final TrainingCommand command;
  private final Path folder;
  private final Path workingDirectory;
  private final Api api;

  /**
   * @param folder under which each job has its own
   * @param api of the server that the trained models are asked at
   */
  CommandBackend(TrainingCommand command, Path folder, Path workingDirectory, Api api) {
    this.command = command;
    this.folder = folder.toAbsolutePath();
    this.workingDirectory = workingDirectory.toAbsolutePath();
    this.api = api;
  }

  @Override
  public List<String> objections(Hyperparameters hyperparameters, int episodes) {
    List<String> unheard = new ArrayList<>();
    Map<String, String> values = numbers(hyperparameters);
    values.forEach(
        (name, value) -> {
          if (!value.isEmpty()
              && command.words().stream().noneMatch(w -> w.contains("{" + name + "}"))) {
            unheard.add(
                "The suite sets "
                    + name
                    + ", and the training command has no {"
                    + name
                    + "}. Add it.");
          }
        });
    if (command.words().stream().noneMatch(word -> word.contains("{episodes}"))) {
      unheard.add("The training command has no {episodes}. Add it where it takes the file.");
    }
    return unheard;
  }

  @Override
  public List<String> notes() {
    return List.of("Each job runs on this machine, in " + workingDirectory + ": " + command);
  }

  @Override
  public boolean takesSeed() {
    return command.words().stream().anyMatch(word -> word.contains("{seed}"));
  }

  @Override
  public Attempt<Optional<String>> findFile(String name) {
    Path file = folder.resolve(name);
    return new Attempt.Done<>(
        Files.isRegularFile(file) ? Optional.of(file.toString()) : Optional.empty());
  }

  @Override
  public Attempt<String> upload(String name, byte[] content) {
    try {
      Files.createDirectories(folder);
      Path file = folder.resolve(name);
      WholeFile.write(file, content);
      return new Attempt.Done<>(file.toString());
    } catch (IOException e) {
      return new Attempt.Refused<>(folder + " cannot be written: " + e.getMessage());
    }
  }

  @Override
  public Attempt<Optional<JobState>> findJob(String name) {
    Path job = folder.resolve(name);
    return Files.exists(job.resolve("pid"))
        ? new Attempt.Done<>(Optional.of(read(job)))
        : new Attempt.Done<>(Optional.empty());
  }

  @Override
  public Attempt<JobState> create(JobRequest request) {
    Path job = folder.resolve(request.name());
    Path out = job.resolve("out");
    Map<String, String> values = numbers(request.hyperparameters());
    values.put("episodes", request.file());
    values.put("base", request.base());
    values.put("seed", Integer.toString(request.seed()));
    values.put("out", out.toString());
    values.put("name", request.name());
    List<String> words = new ArrayList<>(List.of("sh", "-c", WRAPPER, "dramatis-training"));
    words.addAll(command.filled(values));
    try {
      Files.createDirectories(out);
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(workingDirectory.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("DRAMATIS_JOB", job.toString());
      var unused = builder.start();
      return new Attempt.Done<>(JobState.underWay(request.name(), "started"));
    } catch (IOException e) {
      return new Attempt.Refused<>("the command cannot be started: " + e.getMessage());
    }
  }

  private static Map<String, String> numbers(Hyperparameters given) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("epochs", text(given.epochs()));
    values.put("batchSize", text(given.batchSize()));
    values.put("learningRate", text(given.learningRate()));
    values.put("learningRateMultiplier", text(given.learningRateMultiplier()));
    values.put("loraRank", text(given.loraRank()));
    return values;
  }

  private static String text(OptionalInt value) {
    return value.isPresent() ? Integer.toString(value.getAsInt()) : "";
  }

  private static String text(OptionalDouble value) {
    return value.isPresent() ? Double.toString(value.getAsDouble()) : "";
  }

  @Override
  public Attempt<JobState> state(String job) {
    return new Attempt.Done<>(read(folder.resolve(job)));
  }

  private JobState read(Path job) {
    String id = String.valueOf(job.getFileName());
    Optional<String> exit = content(job.resolve("exit"));
    if (exit.isPresent()) {
      List<String> log = log(job);
      if (!exit.get().equals("0")) {
        return new JobState(
            id,
            JobState.Phase.FAILED,
            "exit status " + exit.get(),
            api.quote(String.join(" / ", log)) + " (" + job.resolve("log") + ")",
            Optional.empty(),
            List.of());
      }
      return new JobState(
          id,
          JobState.Phase.SUCCEEDED,
          "exit status 0",
          "",
          log.isEmpty() ? Optional.empty() : Optional.of(log.get(log.size() - 1)),
          List.of());
    }
    if (Files.exists(job.resolve("cancelled"))) {
      return new JobState(id, JobState.Phase.CANCELLED, "stopped", "", Optional.empty(), List.of());
    }
    Optional<ProcessHandle> process = process(job);
    if (process.isPresent() || !Files.exists(job.resolve("pid"))) {
      return JobState.underWay(id, "running");
    }
    // It may have ended between the two looks.
    return content(job.resolve("exit")).isPresent()
        ? read(job)
        : new JobState(
            id,
            JobState.Phase.FAILED,
            "ended without a status",
            "It was killed, or the machine was. Its log: " + job.resolve("log"),
            Optional.empty(),
            List.of());
  }

  private static Optional<ProcessHandle> process(Path job) {
    return content(job.resolve("pid"))
        .filter(text -> text.matches("[0-9]{1,10}"))
        .flatMap(text -> ProcessHandle.of(Long.parseLong(text)))
        .filter(ProcessHandle::isAlive);
  }

  private static Optional<String> content(Path file) {
    try {
      return Files.isRegularFile(file)
          ? Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty())
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The last lines of the log that hold anything. */
  private static List<String> log(Path job) {
    try {
      byte[] bytes = Files.readAllBytes(job.resolve("log"));
      int from = Math.max(0, bytes.length - MOST_LOG_BYTES);
      List<String> lines =
          new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8)
              .lines()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      return lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    } catch (IOException e) {
      return List.of();
    }
  }

  @Override
  public Attempt<JobState> cancel(String job) {
    Path place = folder.resolve(job);
    process(place)
        .ifPresent(
            wrapper -> {
              wrapper.descendants().forEach(ProcessHandle::destroy);
              wrapper.destroy();
            });
    try {
      Files.writeString(place.resolve("cancelled"), "");
    } catch (IOException e) {
      return new Attempt.Refused<>(place + " cannot be written: " + e.getMessage());
    }
    return new Attempt.Done<>(
        new JobState(job, JobState.Phase.CANCELLED, "stopped", "", Optional.empty(), List.of()));
  }

  @Override
  public Attempt<Boolean> deleteFile(String file) {
    Path path = Path.of(file);
    if (!path.startsWith(folder)) {
      return new Attempt.Refused<>(file + " is not among the files of trainings.");
    }
    try {
      return new Attempt.Done<>(Files.deleteIfExists(path));
    } catch (IOException e) {
      return new Attempt.Refused<>(file + " cannot be deleted: " + e.getMessage());
    }
  }

  @Override
  public Optional<Deployments> deployments() {
    return command.loadsAdapter() ? Optional.of(new LoadedAdapters(api)) : Optional.empty();
  }
}
