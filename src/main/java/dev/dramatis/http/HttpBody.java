package dev.dramatis.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

/** The bytes that a call sends and their media type. Immutable. */
public final class HttpBody {
  private final String contentType;
  private final byte[] bytes;

  private HttpBody(String contentType, byte[] bytes) {
    this.contentType = requireNonNull(contentType, "contentType");
    this.bytes = bytes;
  }

  /** JSON text, sent as UTF-8. */
  public static HttpBody json(String text) {
    return new HttpBody("application/json", text.getBytes(UTF_8));
  }

  /** Bytes as they are, such as a multipart upload. */
  public static HttpBody of(String contentType, byte[] bytes) {
    return new HttpBody(contentType, bytes.clone());
  }

  public String contentType() {
    return contentType;
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes read as UTF-8. */
  public String text() {
    return new String(bytes, UTF_8);
  }

  public int size() {
    return bytes.length;
  }

  /** The bytes themselves, for the wire alone. */
  byte[] shared() {
    return bytes;
  }

  @Override
  public String toString() {
    return contentType + ", " + bytes.length + " bytes";
  }
}
