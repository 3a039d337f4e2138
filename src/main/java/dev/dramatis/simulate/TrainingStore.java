package dev.dramatis.simulate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.dramatis.suite.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was uploaded to the local server and the jobs that were begun there; in memory, and in a
 * folder if one is named, so that a server that is started again knows them. Safe for use by many
 * threads at once.
 */
final class TrainingStore {
  /** Files and jobs, each; far more than anybody trains here. */
  private static final int MOST = 10_000;

  private static final ObjectMapper JSON =
      JsonMapper.builder().addModule(new Jdk8Module()).addModule(new JavaTimeModule()).build();

  private final Optional<Path> folder;
  private final Map<String, Upload> files = new LinkedHashMap<>();
  private final Map<String, TrainingJob> jobs = new LinkedHashMap<>();
  private int lastFile;
  private int lastJob;
  private long uploads;
  private long created;

  /**
   * An uploaded file.
   *
   * @param text its content
   * @param deleted whether it is there no more for anybody but the jobs that were made of it
   */
  record Upload(
      String id, String name, String purpose, Instant created, String text, boolean deleted) {
    int bytes() {
      return text.getBytes(StandardCharsets.UTF_8).length;
    }
  }

  /** Reads what a folder holds. */
  TrainingStore(Optional<Path> folder) {
    this.folder = folder;
    folder.ifPresent(
        path -> {
          read(path.resolve("files"), Upload.class).forEach(file -> files.put(file.id(), file));
          read(path.resolve("jobs"), TrainingJob.class).forEach(job -> jobs.put(job.id(), job));
        });
    lastFile = files.keySet().stream().mapToInt(TrainingStore::number).max().orElse(0);
    lastJob = jobs.keySet().stream().mapToInt(TrainingStore::number).max().orElse(0);
  }

  private static int number(String id) {
    return Integer.parseInt(id.substring(id.indexOf('-') + 1));
  }

  synchronized Upload add(String name, String purpose, Instant now, String text) {
    if (files.size() >= MOST) {
      throw new IllegalStateException("this server keeps no more than " + MOST + " files");
    }
    uploads++;
    Upload upload =
        new Upload("file-" + String.format("%06d", ++lastFile), name, purpose, now, text, false);
    put(upload);
    return upload;
  }

  synchronized TrainingJob add(TrainingJob job) {
    if (jobs.size() >= MOST) {
      throw new IllegalStateException("this server keeps no more than " + MOST + " jobs");
    }
    created++;
    TrainingJob named =
        new TrainingJob(
            "ftjob-" + String.format("%06d", ++lastJob),
            job.created(),
            job.base(),
            job.file(),
            job.suffix(),
            job.seed(),
            job.epochs(),
            job.cancelled(),
            job.metadata());
    put(named);
    return named;
  }

  private void put(Upload upload) {
    files.put(upload.id(), upload);
    write("files", upload.id(), upload);
  }

  synchronized void put(TrainingJob job) {
    jobs.put(job.id(), job);
    write("jobs", job.id(), job);
  }

  synchronized Optional<Upload> file(String id) {
    return Optional.ofNullable(files.get(id)).filter(file -> !file.deleted());
  }

  synchronized Optional<TrainingJob> job(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /** The newest first, as OpenAI lists them. */
  synchronized List<Upload> files() {
    return newestFirst(files).stream().filter(file -> !file.deleted()).toList();
  }

  /** The newest first. */
  synchronized List<TrainingJob> jobs() {
    return newestFirst(jobs);
  }

  private static <T> List<T> newestFirst(Map<String, T> all) {
    List<T> list = new ArrayList<>(all.values());
    Collections.reverse(list);
    return list;
  }

  /** What a job was made of, whether or not the file has been deleted since. */
  synchronized String content(TrainingJob job) {
    Upload file = files.get(job.file());
    if (file == null) {
      throw new IllegalStateException("a job without its file: " + job.id());
    }
    return file.text();
  }

  /** Deletes a file; jobs that were made of it keep what they learnt. */
  synchronized boolean delete(String id) {
    Optional<Upload> file = file(id);
    file.ifPresent(
        it -> put(new Upload(it.id(), it.name(), it.purpose(), it.created(), it.text(), true)));
    return file.isPresent();
  }

  /** How many files were ever uploaded to this server. */
  synchronized long uploads() {
    return uploads;
  }

  /** How many jobs were ever created here. */
  synchronized long created() {
    return created;
  }

  private void write(String kind, String id, Object value) {
    folder.ifPresent(
        path -> {
          try {
            Files.createDirectories(path.resolve(kind));
            WholeFile.write(
                path.resolve(kind).resolve(id + ".json"), JSON.writeValueAsBytes(value));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static <T> List<T> read(Path folder, Class<T> type) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<T> values = new ArrayList<>();
      for (Path file : files.filter(f -> f.toString().endsWith(".json")).sorted().toList()) {
        values.add(JSON.readValue(Files.readAllBytes(file), type));
      }
      return values;
    } catch (IOException e) {
      throw new IllegalArgumentException(
          folder + " holds what this server did not write: " + e.getMessage(), e);
    }
  }
}
