package dev.dramatis.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The file of a recording: a line an entry, each one write. Memory holds where entries stand, not
 * what they say. Thread-safe.
 */
final class CassetteFile implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String NAME = "cassette.jsonl";

  /** Where an entry begins, and how many bytes it has. */
  private record Place(long offset, int length) {}

  /** Not a channel: an interrupt closes the channel that a thread is reading from. */
  private final RandomAccessFile file;

  private final Map<String, Deque<Place>> places = new HashMap<>();

  private CassetteFile(RandomAccessFile file) {
    this.file = file;
  }

  static CassetteFile writing(Path folder) {
    try {
      Files.createDirectories(folder);
      Path path = folder.resolve(NAME);
      CassetteFile cassette = new CassetteFile(new RandomAccessFile(path.toFile(), "rw"));
      // A torn last line is cut off, or the next entry would be torn with it.
      cassette.file.setLength(cassette.index(path));
      cassette.file.seek(cassette.file.length());
      return cassette;
    } catch (IOException e) {
      throw new CassetteException(folder + ": cannot be written: " + e.getMessage(), e);
    }
  }

  static CassetteFile reading(Path folder) {
    Path path = folder.resolve(NAME);
    try {
      CassetteFile cassette = new CassetteFile(new RandomAccessFile(path.toFile(), "r"));
      cassette.index(path);
      return cassette;
    } catch (IOException e) {
      throw new CassetteException(path + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /** Notes where every whole line stands, and says where the last of them ends. */
  private long index(Path path) throws IOException {
    long start = 0;
    long at = 0;
    int number = 1;
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        at++;
        if (b != '\n') {
          line.write(b);
          continue;
        }
        try {
          String key = JSON.readTree(line.toString(StandardCharsets.UTF_8)).path("key").asText();
          places
              .computeIfAbsent(key, absent -> new ArrayDeque<>())
              .add(new Place(start, line.size()));
        } catch (JsonProcessingException e) {
          throw new CassetteException(path + ":" + number + ": not an entry of a recording.", e);
        }
        line.reset();
        start = at;
        number++;
      }
    }
    return start;
  }

  /** Appends an entry. */
  synchronized void append(String entry) {
    try {
      file.write((entry + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CassetteException("the recording cannot be written: " + e.getMessage(), e);
    }
  }

  /** The next entry of a key, each once. */
  synchronized Optional<String> next(String key) {
    Deque<Place> left = places.get(key);
    Place place = left == null ? null : left.poll();
    if (place == null) {
      return Optional.empty();
    }
    try {
      byte[] bytes = new byte[place.length()];
      file.seek(place.offset());
      file.readFully(bytes);
      return Optional.of(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new CassetteException("the recording cannot be read: " + e.getMessage(), e);
    }
  }

  @Override
  public synchronized void close() throws IOException {
    file.close();
  }
}
