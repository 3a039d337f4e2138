package dev.dramatis.finetune;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.dramatis.model.ModelName;
import dev.dramatis.suite.FileGuard;
import dev.dramatis.suite.Hyperparameters;
import dev.dramatis.suite.Sha256;
import dev.dramatis.suite.WholeFile;
import java.io.IOException;
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
 * {@code arms.lock.json}: every job that was begun, or is about to be, by what makes it the same
 * job. Written whole and to the disk before anything is asked of a provider. One process at a time
 * trains with it; others may read it.
 */
public final class TrainingLock implements AutoCloseable {
  /** Its name in the working directory. */
  public static final String FILE = "arms.lock.json";

  private static final int NAME_DIGITS = 16;

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

  private final Path file;
  private final Optional<FileGuard> guard;
  private final Map<String, LockEntry> jobs = new LinkedHashMap<>();
  private final Map<String, LockedFile> files = new LinkedHashMap<>();

  /** What stands in the file. */
  private record Content(int version, List<LockEntry> jobs, List<LockedFile> files) {}

  private static final int VERSION = 1;

  private TrainingLock(Path file, Optional<FileGuard> guard) {
    this.file = file;
    this.guard = guard;
    read();
  }

  /**
   * Opens the lock of a folder to train with it.
   *
   * @throws TrainingException if another process does so, or the file cannot be read
   */
  public static TrainingLock hold(Path folder) {
    Path guard = folder.resolve("." + FILE + ".guard");
    try {
      FileGuard held =
          FileGuard.take(guard)
              .orElseThrow(
                  () ->
                      new TrainingException(
                          "Another process is training with "
                              + folder.resolve(FILE)
                              + ". Wait for it, or stop it; its jobs go on either way."));
      return new TrainingLock(folder.resolve(FILE), Optional.of(held));
    } catch (IOException e) {
      throw new TrainingException(guard + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the lock of a folder; an empty one, where there is none.
   *
   * @throws TrainingException if the file cannot be read
   */
  public static TrainingLock read(Path folder) {
    return new TrainingLock(folder.resolve(FILE), Optional.empty());
  }

  private void read() {
    if (!Files.isRegularFile(file)) {
      return;
    }
    try {
      Content content = JSON.readValue(Files.readAllBytes(file), Content.class);
      if (content.version() != VERSION) {
        throw new TrainingException(
            file
                + " is of version "
                + content.version()
                + "; this program writes "
                + VERSION
                + ".");
      }
      content.jobs().forEach(entry -> jobs.put(entry.key(), entry));
      content.files().forEach(entry -> files.put(entry.key(), entry));
    } catch (IOException e) {
      throw new TrainingException(
          file
              + ": cannot be read: "
              + e.getMessage()
              + ". It knows which jobs were paid for: put back what was changed by hand, or an"
              + " earlier version of it.",
          e);
    }
  }

  /** Every job, in the order in which they were planned. */
  public synchronized List<LockEntry> jobs() {
    return new ArrayList<>(jobs.values());
  }

  /** Every file. */
  public synchronized List<LockedFile> files() {
    return new ArrayList<>(files.values());
  }

  /** The job of this key. */
  public synchronized Optional<LockEntry> job(String key) {
    return Optional.ofNullable(jobs.get(key));
  }

  synchronized Optional<LockedFile> file(String key) {
    return Optional.ofNullable(files.get(key));
  }

  /** Writes a job down. */
  synchronized void put(LockEntry entry) {
    jobs.put(entry.key(), entry);
    write();
  }

  /** Writes a file down. */
  synchronized void put(LockedFile entry) {
    files.put(entry.key(), entry);
    write();
  }

  /** Whole or not at all, and on the disk when it returns. */
  private void write() {
    if (guard.isEmpty()) {
      throw new IllegalStateException("a lock that was only read is not written");
    }
    Content content =
        new Content(VERSION, new ArrayList<>(jobs.values()), new ArrayList<>(files.values()));
    try {
      WholeFile.write(file, out -> out.write(JSON.writeValueAsString(content) + "\n"));
    } catch (IOException e) {
      throw new TrainingException(
          file + ": cannot be written: " + e.getMessage() + ". Nothing was asked of the provider.",
          e);
    }
  }

  /** What makes a job the same job. */
  public static String jobKey(
      String provider,
      String server,
      String base,
      String data,
      Hyperparameters hyperparameters,
      int seed) {
    ObjectNode content = JSON.createObjectNode();
    content.put("provider", provider).put("server", server).put("base", base).put("data", data);
    ObjectNode numbers = content.putObject("hyperparameters");
    put(numbers, "epochs", hyperparameters.epochs());
    put(numbers, "batchSize", hyperparameters.batchSize());
    put(numbers, "learningRate", hyperparameters.learningRate());
    put(numbers, "learningRateMultiplier", hyperparameters.learningRateMultiplier());
    put(numbers, "loraRank", hyperparameters.loraRank());
    content.put("seed", seed);
    return hash(content);
  }

  private static void put(ObjectNode node, String name, OptionalInt value) {
    value.ifPresent(number -> node.put(name, number));
  }

  private static void put(ObjectNode node, String name, OptionalDouble value) {
    value.ifPresent(number -> node.put(name, number));
  }

  static String fileKey(String provider, String server, String data) {
    return hash(
        JSON.createObjectNode().put("provider", provider).put("server", server).put("data", data));
  }

  /** A name that is made of content alone, and stands in the suffixes of all providers. */
  static String name(String key, int attempt) {
    String digits =
        attempt == 1 ? key : hash(JSON.createObjectNode().put("job", key).put("attempt", attempt));
    return "d" + digits.substring(0, NAME_DIGITS);
  }

  /** The address that a model's name gives; empty if its provider settles it. */
  public static String server(ModelName model) {
    return model.baseUrl().map(Object::toString).orElse("");
  }

  private static String hash(ObjectNode content) {
    try {
      return Sha256.hex(JSON.writeValueAsBytes(content));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree is JSON", e);
    }
  }

  @Override
  public void close() {
    guard.ifPresent(
        open -> {
          try {
            open.close();
          } catch (IOException e) {
            throw new TrainingException(file + ": " + e.getMessage(), e);
          }
        });
  }
}
