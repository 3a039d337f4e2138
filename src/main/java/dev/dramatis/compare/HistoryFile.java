package dev.dramatis.compare;

import dev.dramatis.suite.WholeLines;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Digests of many runs in one file, a line each, only ever appended to. A line that was cut short
 * by a crash is cut off when the next is written, and passed over when the file is read.
 */
public final class HistoryFile {
  private HistoryFile() {}

  /**
   * The digests of a file, in its order; none if there is no file.
   *
   * @throws DigestException if a line before the last is no digest
   */
  public static List<RunDigest> read(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    List<RunDigest> digests = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      boolean whole = endsInNewline(file);
      int number = 1;
      String line = in.readLine();
      while (line != null) {
        String next = in.readLine();
        if (next != null || whole) {
          digests.add(DigestJson.read(line, file + ":" + number));
        }
        line = next;
        number++;
      }
    } catch (IOException e) {
      throw new DigestException(file + ": cannot be read: " + e.getMessage(), e);
    }
    return digests;
  }

  /**
   * Appends what the file does not hold yet; of every run the units of primaries alone.
   *
   * @return the runs that were added
   * @throws IOException if the file cannot be written
   */
  public static List<String> append(Path file, List<RunDigest> runs) throws IOException {
    Set<String> known = new HashSet<>();
    read(file).forEach(digest -> known.add(digest.run()));
    List<String> added = new ArrayList<>();
    StringBuilder lines = new StringBuilder();
    for (RunDigest run : runs) {
      if (known.add(run.run())) {
        lines.append(DigestJson.write(run.withUnitsOfPrimaries())).append('\n');
        added.add(run.run());
      }
    }
    if (!added.isEmpty()) {
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
        out.setLength(WholeLines.length(out));
        out.seek(out.length());
        out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
        out.getFD().sync();
      }
    }
    return added;
  }

  private static boolean endsInNewline(Path file) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      return in.length() == WholeLines.length(in);
    }
  }
}
