package dev.dramatis.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where the rows of a journal stand, by trial; the rows themselves stay on disk. Safe for use by
 * many threads at once.
 */
final class JournalIndex implements AutoCloseable {
  /** A row longer than any answer that is accepted can only be damage. */
  private static final int LONGEST_ROW = 256 << 20;

  private final Map<String, Places> places = new HashMap<>();
  private final FileChannel channel;

  /** Offsets of a trial's latest rows; −1 where there is none. */
  private record Places(long trial, boolean failed, long label) {}

  private JournalIndex(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Reads a journal through once. A torn last line is passed over.
   *
   * @throws JournalException if it cannot be read, or a line before the last is no row
   */
  static JournalIndex read(Path file) {
    try {
      JournalIndex index = new JournalIndex(FileChannel.open(file, StandardOpenOption.READ));
      index.scan(file);
      return index;
    } catch (IOException e) {
      throw new JournalException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  private void scan(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      long start = 0;
      long at = 0;
      int number = 1;
      for (int b = in.read(); b >= 0; b = in.read()) {
        at++;
        if (b != '\n') {
          line.write(b);
          if (line.size() > LONGEST_ROW) {
            throw new JournalException(file + ":" + number + ": a row without end.");
          }
          continue;
        }
        add(line.toString(StandardCharsets.UTF_8), start, file, number);
        line.reset();
        start = at;
        number++;
      }
    }
  }

  private void add(String line, long offset, Path file, int number) {
    JsonNode row;
    try {
      row = RowCodec.read(line);
    } catch (JsonProcessingException e) {
      throw new JournalException(
          file + ":" + number + ": not a row of a journal; restore the file from a copy.", e);
    }
    String kind = row.path("row").asText();
    String trial = row.path("trial").asText();
    if (kind.equals("trial")) {
      addTrial(trial, row.has("failure"), offset);
    } else if (kind.equals("label")) {
      addLabel(trial, offset);
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

  /** Whether the trial was answered. */
  synchronized boolean isAnswered(String trial) {
    Places known = places.get(trial);
    return known != null && !known.failed();
  }

  synchronized Optional<TrialRow> trial(String trial) {
    Places known = places.get(trial);
    return known == null ? Optional.empty() : Optional.of(RowCodec.decodeTrial(row(known.trial())));
  }

  synchronized Optional<LabelRow> labels(String trial) {
    Places known = places.get(trial);
    return known == null || known.label() < 0
        ? Optional.empty()
        : Optional.of(RowCodec.decodeLabel(row(known.label())));
  }

  private JsonNode row(long offset) {
    try {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      ByteBuffer buffer = ByteBuffer.allocate(16384);
      long at = offset;
      while (true) {
        buffer.clear();
        int read = channel.read(buffer, at);
        if (read < 0) {
          throw new JournalException("the journal became shorter while it was read");
        }
        for (int i = 0; i < read; i++) {
          if (buffer.get(i) == '\n') {
            line.write(buffer.array(), 0, i);
            return RowCodec.read(line.toString(StandardCharsets.UTF_8));
          }
        }
        line.write(buffer.array(), 0, read);
        at += read;
      }
    } catch (IOException e) {
      throw new JournalException("the journal cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new JournalException("the journal cannot be closed: " + e.getMessage(), e);
    }
  }
}
