package dev.dramatis.suite;

import java.io.IOException;
import java.io.RandomAccessFile;

/** Files of lines that are only ever appended to, and may end in one that was cut short. */
public final class WholeLines {
  private WholeLines() {}

  /** The length up to and with the last newline. */
  public static long length(RandomAccessFile file) throws IOException {
    byte[] buffer = new byte[8192];
    long end = file.length();
    while (end > 0) {
      long start = Math.max(0, end - buffer.length);
      int length = (int) (end - start);
      file.seek(start);
      file.readFully(buffer, 0, length);
      for (int i = length - 1; i >= 0; i--) {
        if (buffer[i] == '\n') {
          return start + i + 1;
        }
      }
      end = start;
    }
    return 0;
  }
}
