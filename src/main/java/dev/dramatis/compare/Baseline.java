package dev.dramatis.compare;

import dev.dramatis.suite.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run that somebody accepted as what others are held against, in a file of its own. */
public final class Baseline {
  /** The name of the copy in the folder of a run that is held against one. */
  public static final String FILE = "baseline.json";

  /** A digest of all shipped suites takes two megabytes; more than this is something else. */
  private static final long LARGEST = 256L << 20;

  private Baseline() {}

  /**
   * Reads an accepted run.
   *
   * @throws DigestException if there is none, or it cannot be used
   */
  public static RunDigest read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new DigestException(
            file
                + ": there is no baseline. Make one from a run: baseline accept RUN --file "
                + file);
      }
      if (Files.size(file) > LARGEST) {
        throw new DigestException(file + ": too large for a run's digest.");
      }
      return DigestJson.read(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new DigestException(file + ": cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Writes it whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(RunDigest digest, Path file) throws IOException {
    WholeFile.write(file, out -> out.write(DigestJson.write(digest) + "\n"));
  }
}
