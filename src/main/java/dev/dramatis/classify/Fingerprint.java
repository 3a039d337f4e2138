package dev.dramatis.classify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of a classifier's kind, version and settings, each written with its length. */
final class Fingerprint {
  private Fingerprint() {}

  /**
   * The fingerprint in lower-case hexadecimal.
   *
   * @param version raised whenever the same text could get another label
   */
  static String of(String kind, int version, List<String> settings) {
    MessageDigest digest = sha256();
    add(digest, kind);
    add(digest, Integer.toString(version));
    settings.forEach(setting -> add(digest, setting));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static void add(MessageDigest digest, String part) {
    byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    digest.update(bytes);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
