package dev.dramatis.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.Buffer;

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

  /**
   * A form with one file, as multipart/form-data.
   *
   * @param fields by name, in order
   * @param fileField the field that holds the file
   */
  public static HttpBody multipart(
      Map<String, String> fields,
      String fileField,
      String fileName,
      String fileType,
      byte[] content) {
    MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
    fields.forEach(form::addFormDataPart);
    form.addFormDataPart(
        fileField, fileName, RequestBody.create(content, MediaType.parse(fileType)));
    MultipartBody body = form.build();
    Buffer buffer = new Buffer();
    try {
      body.writeTo(buffer);
    } catch (IOException e) {
      throw new UncheckedIOException("a form in memory is always written", e);
    }
    return new HttpBody(body.contentType().toString(), buffer.readByteArray());
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
