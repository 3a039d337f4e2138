package dev.dramatis.interop;

import dev.dramatis.suite.Sha256;
import java.nio.charset.StandardCharsets;

/** Names of files that are made of ids, which may hold anything. */
final class FileName {
  private static final int LONGEST = 80;

  private FileName() {}

  /** The id itself where it is plain; else what is plain of it, told apart by a hash. */
  static String of(String id) {
    String plain = id.replaceAll("[^A-Za-z0-9._=\\[\\]-]", "_");
    boolean same = plain.equals(id) && id.length() <= LONGEST && !id.startsWith(".");
    if (same) {
      return id;
    }
    String cut = plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    return cut.replaceFirst("^[.]+", "_")
        + "-"
        + Sha256.hex(id.getBytes(StandardCharsets.UTF_8)).substring(0, 8);
  }
}
