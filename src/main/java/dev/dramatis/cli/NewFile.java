package dev.dramatis.cli;

import dev.dramatis.suite.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file that a command writes whole or not at all, and over another only if it is told to. */
final class NewFile {
  private final Path target;

  private NewFile(Path target) {
    this.target = target;
  }

  /**
   * Looks whether it can be written.
   *
   * @param named as the user wrote it
   * @param inputs what the command reads, which is never written over
   * @throws IllegalArgumentException if it cannot
   */
  static NewFile of(Context context, Path named, boolean force, List<Path> inputs)
      throws IOException {
    Path target = context.path(named);
    Path folder = target.toAbsolutePath().getParent();
    if (folder == null || !Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          named + ": cannot be written; there is no folder " + folder + ".");
    }
    if (Files.isDirectory(target)) {
      throw new IllegalArgumentException(named + ": is a folder; name a file.");
    }
    for (Path input : inputs) {
      Path source = context.path(input);
      if (Files.exists(source) && Files.exists(target) && Files.isSameFile(source, target)) {
        throw new IllegalArgumentException(named + ": is an input too; name another file.");
      }
    }
    if (Files.exists(target) && !force) {
      throw new IllegalArgumentException(
          named + ": is there already; name another file, or say --force.");
    }
    if (!Files.isWritable(folder)) {
      throw new IllegalArgumentException(named + ": cannot be written; access is denied.");
    }
    return new NewFile(target);
  }

  /** Writes it. */
  void write(byte[] content) throws IOException {
    WholeFile.write(target, content);
  }
}
