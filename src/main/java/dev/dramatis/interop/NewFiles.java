package dev.dramatis.interop;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Opens files that are not there yet: what somebody has is never written over. */
final class NewFiles {
  private NewFiles() {}

  static OutputStream open(Path file) throws IOException {
    try {
      return new BufferedOutputStream(
          Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (FileAlreadyExistsException e) {
      throw new InteropException(
          file + ": is there already. Take it away or name another place with --out.", e);
    }
  }
}
