package dev.dramatis.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.dramatis.model.Response;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Where the rows of a journal stand, by trial; the rows themselves stay on disk. Safe for use by
 * many threads at once.
 */
final class JournalIndex implements AutoCloseable {
  /** A row longer than any answer that is accepted can only be damage. */
  private static final int LONGEST_ROW = 256 << 20;

  private final Map<String, Places> places = new HashMap<>();
  private final Map<JudgementRow.Key, Long> judgements = new HashMap<>();

  /** Not a channel: an interrupt closes the channel that a thread is reading from. */
  private final RandomAccessFile file;

  /** Offsets of a trial's latest rows; −1 where there is none. */
  private record Places(long trial, boolean failed, long label) {}

  private JournalIndex(RandomAccessFile file) {
    this.file = file;
  }

  /**
   * Reads a journal through once. A torn last line is passed over.
   *
   * @throws JournalException if it cannot be read, or a line before the last is no row
   */
  static JournalIndex read(Path path) {
    try {
      JournalIndex index = new JournalIndex(new RandomAccessFile(path.toFile(), "r"));
      try {
        index.scan(path);
      } catch (IOException | JournalException e) {
        index.close();
        throw e;
      }
      return index;
    } catch (IOException e) {
      throw new JournalException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private void scan(Path path) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long start = 0;
      long at = 0;
      int number = 1;
      for (int b = in.read(); b >= 0; b = in.read()) {
        at++;
        if (b != '\n') {
          line.write(b);
          if (line.size() > LONGEST_ROW) {
            throw new JournalException(path + ":" + number + ": a row without end.");
          }
          continue;
        }
        add(line.toString(StandardCharsets.UTF_8), start, path, number);
        line.reset();
        start = at;
        number++;
      }
    }
  }

  private void add(String line, long offset, Path path, int number) {
    JsonNode row;
    try {
      row = RowCodec.read(line);
    } catch (JsonProcessingException e) {
      throw new JournalException(
          path + ":" + number + ": not a row of a journal; restore the file from a copy.", e);
    }
    String kind = row.path("row").asText();
    String trial = row.path("trial").asText();
    switch (kind) {
      case "trial" -> addTrial(trial, row.has("failure"), offset);
      case "label" -> addLabel(trial, offset);
      case "judgement" -> {
        if (!row.has("failure")) {
          addJudgement(RowCodec.key(row), offset);
        }
      }
      case "end" -> {
        // Says when a part of the run stopped; nothing is looked up there.
      }
      default ->
          throw new JournalException(
              path + ":" + number + ": not a row of a journal; restore the file from a copy.");
    }
  }

  /** An answer replaces a failure, never the other way round. */
  synchronized void addTrial(String trial, boolean failed, long offset) {
    Places known = places.get(trial);
    if (known == null || known.failed()) {
      places.put(trial, new Places(offset, failed, -1));
    }
  }

  synchronized void addLabel(String trial, long offset) {
    Places known = places.get(trial);
    if (known != null) {
      places.put(trial, new Places(known.trial(), known.failed(), offset));
    }
  }

  synchronized void addJudgement(JudgementRow.Key key, long offset) {
    judgements.put(key, offset);
  }

  /** Every answer of a judge, in no order. */
  void forEachJudgement(Consumer<JudgementRow> consumer) {
    List<JudgementRow.Key> keys;
    synchronized (this) {
      keys = new ArrayList<>(judgements.keySet());
    }
    for (JudgementRow.Key key : keys) {
      JudgementRow row;
      synchronized (this) {
        row = decode(judgements.getOrDefault(key, 0L), RowCodec::decodeJudgement);
      }
      consumer.accept(row);
    }
  }

  /** What a judge answered. */
  synchronized Optional<Response> judgement(JudgementRow.Key key) {
    Long offset = judgements.get(key);
    return offset == null ? Optional.empty() : decode(offset, RowCodec::decodeJudgement).response();
  }

  /** Whether the trial was answered. */
  synchronized boolean isAnswered(String trial) {
    Places known = places.get(trial);
    return known != null && !known.failed();
  }

  synchronized Optional<TrialRow> trial(String trial) {
    Places known = places.get(trial);
    return known == null
        ? Optional.empty()
        : Optional.of(decode(known.trial(), RowCodec::decodeTrial));
  }

  synchronized Optional<LabelRow> labels(String trial) {
    Places known = places.get(trial);
    return known == null || known.label() < 0
        ? Optional.empty()
        : Optional.of(decode(known.label(), RowCodec::decodeLabel));
  }

  private <T> T decode(long offset, Function<JsonNode, T> decoder) {
    try {
      return decoder.apply(row(offset));
    } catch (IOException e) {
      throw new JournalException("the journal cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new JournalException(
          "the journal's row at byte " + offset + " is damaged: " + e.getMessage(), e);
    }
  }

  private JsonNode row(long offset) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] buffer = new byte[16384];
    file.seek(offset);
    while (true) {
      int read = file.read(buffer);
      if (read < 0) {
        throw new EOFException("it became shorter");
      }
      for (int i = 0; i < read; i++) {
        if (buffer[i] == '\n') {
          line.write(buffer, 0, i);
          return RowCodec.read(line.toString(StandardCharsets.UTF_8));
        }
      }
      line.write(buffer, 0, read);
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new JournalException("the journal cannot be closed: " + e.getMessage(), e);
    }
  }
}
